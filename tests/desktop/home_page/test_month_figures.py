"""Figures from the months kept: as saved, with their history by month; unknown ones are left out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from retention_desk.desktop.home_page.month_figures import (
    FIRST,
    metric_of,
    month_cards,
    month_series,
    with_months,
)
from retention_desk.desktop.project.state import open_state
from retention_desk.desktop.widgets.figure_card import Figure
from tests.desktop.small_project import FIRST as FIRST_DAY


@pytest.fixture
def state(client):
    state = open_state(client)
    yield state
    state.project.close()


def test_a_figure_of_each_month_is_as_it_was_analysed(state, months):
    last = months[1].data.as_of
    series = month_series(state, "average_order_value", last)
    assert series.ends == (FIRST_DAY, last)
    expected = [analysis.metrics.values["average_order_value"].value for analysis in months]
    assert series.values.tolist() == pytest.approx(expected)


def test_shares_of_bands_and_counts_are_figures_too(state, months):
    headline = state.headlines[1]
    band = months[0].health.band
    assert metric_of(headline, "customers").value == months[0].data.n_customers
    share = metric_of(headline, "at_risk_by_health")
    assert share.value == pytest.approx((band == 0).sum() / (band >= 0).sum())
    assert share.n == (band >= 0).sum()


def test_what_no_month_or_only_one_knows_has_no_history(state):
    assert month_series(state, "nps", dt.date(2030, 1, 1)) is None
    assert month_series(state, "customers", FIRST_DAY) is None
    assert metric_of(state.headlines[1], "nps") is None


def test_a_month_that_does_not_know_it_is_a_gap(state):
    unknown = replace(state.headlines[1], value_at_risk=None)
    state = replace(state, headlines={1: unknown, 2: replace(unknown, value_at_risk=5.0)})
    assert month_series(state, "value_at_risk", dt.date(2030, 1, 1)) is None
    state = replace(state, headlines={1: unknown, 2: state.headlines[2]}, months=state.months)
    assert np.isnan(month_series(replace(state, headlines={**state.headlines, 3: state.headlines[2]},
        months=(*state.months, replace(state.months[1], id=3, day=dt.date(2025, 1, 31)))),
        "value_at_risk", dt.date(2030, 1, 1)).values[0])  # fmt: skip


def test_cards_say_the_change_on_the_month_before(state, words):
    month = state.months[1]
    cards = month_cards(state, month, words, ("repurchase_rate", "nps", "customers"))
    assert [words(card.label) for card in cards] == ["Repeat customers", "Customers"]
    assert "on Oct 2024" in words(cards[0].change)
    assert len(cards[0].history) == 2
    assert month_cards(state, state.months[0], words, ("repurchase_rate",))[0].change is None


def test_home_always_finds_something_to_show(state, words):
    assert len(month_cards(state, state.latest, words, FIRST)) >= 2


def test_a_card_without_a_history_gets_that_of_the_months(state, words, months):
    card = Figure("At risk by health", "1", "%")
    shown = with_months(card, "at_risk_by_health", state, months[1].data.as_of, words)
    assert len(shown.history) == 2
    assert shown.change is not None
    assert with_months(card, "at_risk_by_health", state, dt.date(2024, 12, 1), words) is card
    own = replace(card, history=(1.0, 2.0))
    assert with_months(own, "at_risk_by_health", state, months[1].data.as_of, words) is own
    assert with_months(card, "repurchase_rate", state, months[1].data.as_of, words) is card
