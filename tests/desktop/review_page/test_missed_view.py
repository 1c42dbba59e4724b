"""Missed leavers: counted by why, filtered by a click, each opened as a case."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from retention_desk.desktop.review_page.missed_view import MissedView, missed_sentence, missed_specs
from tests.desktop.factory import make_analysis
from tests.desktop.review_parts import make_review, missed, state


@pytest.fixture
def view(opened, qtbot):
    analysis = make_analysis()
    opened.session.show_analysis(analysis, "Book")
    view = MissedView(opened.window.page("home").desk)
    qtbot.addWidget(view)
    view.show_state(state(analysis))
    return view


def test_a_reason_filters_the_cases_and_again_all_are_there(view, words):
    assert len(view.customers.table.model_.rows) == 5
    view.bars.chosen.emit("looked_healthy")
    assert len(view.customers.table.model_.rows) == 2
    view.bars.chosen.emit("looked_healthy")
    assert len(view.customers.table.model_.rows) == 5


def test_a_case_opens_the_customer(view, opened):
    view.customers.table.row_activated.emit(1)
    assert opened.workspace.customer_sheet.is_open


def test_a_number_known_of_nobody_has_no_column():
    keys = [spec.key for spec in missed_specs(missed(), "GBP")]
    assert "probability" not in keys
    assert "value" in keys


def test_nobody_left_and_nothing_to_see_it_by(view, qtbot, words):
    with qtbot.waitSignal(view.told) as told:
        view.show_state(state(make_analysis(), review=make_review(missed=None)))
    assert words(told.args[0]).startswith("Who left cannot be told")
    nobody = replace(missed(), table=missed().table.iloc[:0], counts=())
    view.show_state(state(make_analysis(), review=make_review(missed=nobody)))
    assert view.customers.isHidden()
    assert words(missed_sentence(nobody, "GBP")).startswith("Nobody left")


def test_the_sentence_says_of_whom_nothing_had_warned(words):
    said = words(missed_sentence(missed(), "GBP")).replace("**", "")
    assert said == "5 customers left, worth £1,500 then; nothing had warned of 3."
    unknown = words(missed_sentence(replace(missed(), value=math.nan), "GBP"))
    assert "worth" not in unknown
