"""The review in step with its project: asked anew when months, lists or decisions change."""

from __future__ import annotations

import pytest

from tests.desktop.review_parts import kept_return, merge
from tests.desktop.small_project import FIRST


@pytest.fixture
def page(opened, client):
    opened.workspace.project.open(client)
    opened.settle()
    page = opened.window.open_page("review")
    opened.settle()
    return page


def test_the_latest_month_is_reviewed_against_the_one_before(page):
    review = page.review.state().review
    assert review.earlier.day == FIRST
    assert review.lists == 1
    assert [month.day for month in page.review.earlier_months()] == [FIRST]


def test_a_decision_is_in_the_project_and_in_the_review(page, opened):
    page.review.decide("win_back", "stop", "too dear")
    opened.settle()
    (decision,) = page.review.state().review.decisions
    assert (decision.play, decision.verdict, decision.text) == ("win_back", "stop", "too dear")


def test_without_a_project_there_is_nothing_to_review(page, opened):
    opened.workspace.project.close()
    opened.settle()
    state = page.review.state()
    assert not state.has_project
    assert state.review is None
    assert page.review.earlier_months() == ()


def test_another_month_can_be_compared_with(page, opened):
    page.review.compare_with(FIRST)
    opened.settle()
    assert page.review.compared_day == FIRST
    assert page.review.state().review.earlier.day == FIRST


def test_what_was_kept_can_be_undone_and_done_again_from_the_toast(page, opened, monkeypatch, words):
    made = merge(returns=(kept_return("Anna"),), taken=kept_return("Anna").edits)
    flow, toasts, asked = page.review.flow, [], []
    monkeypatch.setattr(opened.window, "toast", lambda *parts: toasts.append(parts))
    monkeypatch.setattr(flow, "take_back", lambda item: asked.append(("back", item)))
    monkeypatch.setattr(flow, "keep_again", lambda item: asked.append(("again", item)))
    flow.kept.emit(made)
    flow.taken_back.emit(made)
    assert [words(text) for text, _action, _run in toasts] == ["2 cells taken in", "1 workbook taken back"]
    for _text, _action, run in toasts:
        run()
    assert asked == [("back", made), ("again", made)]
