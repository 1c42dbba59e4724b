"""Before they left: a chart per path, or the reason why there is none."""

from __future__ import annotations

import pytest

from retention_desk.desktop.risk_page.before_view import paths_note, paths_sentence
from tests.desktop.risk_analyses import path, paths, risk_analysis


@pytest.fixture
def view(opened):
    opened.session.show_analysis(risk_analysis(), "Book")
    page = opened.window.open_page("risk")
    page.open_view("before")
    return page.views["before"]


def test_each_path_is_a_chart_with_its_answer(view, opened):
    view.show_paths(paths(path(), path("tickets", None)))
    shown = [chart for chart in view.charts if chart.isVisible()]
    assert [chart.title.spoken() for chart in shown] == [
        "Use a week: apart 21 days before", "Use a week: no difference beyond chance",
    ]  # fmt: skip
    assert "n = 103 pairs" in shown[0].subtitle.spoken()
    assert not view.lack.isVisible()


def test_without_paths_the_reason_stands_in_their_place(view):
    view.show_paths(paths(path()))
    view.show_paths(paths())
    assert view.lack.isVisible()
    assert view.lack.note.spoken() == "Too few to tell."
    assert not any(chart.isVisible() for chart in view.charts)


def test_an_answer_that_comes_late_does_not_change_the_sentence_of_another_view(view, opened):
    page = opened.window.page("risk")
    page.open_view("limits")
    before = page.sentence.spoken()
    view.show_paths(paths(path()))
    assert page.sentence.spoken() == before


def test_sentences(words):
    assert words(paths_sentence(paths(path("a", 14), path("b", 42)))) == (
        "The first to change is **Use a week, 42 days before** customers leave."
    )
    assert "no differently" in words(paths_sentence(paths(path("a", None))))
    assert words(paths_sentence(paths())) == "Too few to tell."
    assert words(paths_note(paths(path()))).startswith("Left: the last order. Shown are 103 of 140")
