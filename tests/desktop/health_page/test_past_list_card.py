"""Missed leavers and false alarms: one list at a time, as the score stood then; a click opens the customer."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.health_page.past_list_card import PastListCard, list_title
from retention_desk.foundation.results import PastCustomers
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import small_desk


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(60)


@pytest.fixture
def card(qtbot, appearance, manual_executors, analysis):
    card = PastListCard(small_desk(manual_executors, analysis))
    qtbot.addWidget(card)
    card.show_counts(analysis.backtest)
    return card


def found(*customers, dated=True):
    day = np.datetime64("2011-09-10" if dated else "NaT", "D")
    return PastCustomers(
        np.array(customers, dtype=np.int32), np.full(len(customers), day), np.linspace(99, 80, len(customers))
    )


def test_both_lists_have_a_chip_with_their_length(card):
    assert card.missed.accessibleName() or card.missed.text()
    assert card.kind == "missed"
    told = []
    card.wanted.connect(told.append)
    card.choose("alarms")
    assert told == ["alarms"]
    assert card.alarms.isChecked()
    assert not card.missed.isChecked()


def test_rows_stand_in_the_order_given_with_scores_then_and_now(card, analysis, words):
    card.show_list(analysis, found(7, 3, 12), "missed", words)
    model = card.table.model_
    assert model.values("score").tolist() == [99.0, 89.5, 80.0]
    np.testing.assert_array_equal(model.values("now"), analysis.health.score[[7, 3, 12]])
    assert words(card.place_of(3)) == "2 of 3"


def test_a_list_that_comes_late_is_not_shown_for_the_other(card, analysis, words):
    card.show_list(analysis, found(7), "alarms", words)
    assert card.table.model_.total == 0


def test_without_dates_there_is_no_column_of_days(card, analysis, words):
    card.show_list(analysis, found(1, dated=False), "missed", words)
    assert "day" not in [spec.key for spec in card.table.model_.specs]


def test_titles(words):
    assert words(list_title("missed")) == "Left though not at risk"
    assert words(list_title("alarms")) == "Stayed though at risk"
