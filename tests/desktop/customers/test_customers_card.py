"""The table of customers: ordered, filtered by the session's chips, stepping the customer sheet."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.customers.customers_card import CustomersCard
from retention_desk.desktop.filters import band_filter
from retention_desk.desktop.page import Desk
from tests.desktop.factory import make_analysis


@pytest.fixture
def card(opened, qtbot):
    analysis = make_analysis(50)
    opened.session.show_analysis(analysis, "Book")
    card = CustomersCard(
        None, Desk(opened.window, opened.workspace), ("name", "health", "at_risk"), "at_risk"
    )
    qtbot.addWidget(card)
    card.show_analysis(analysis, opened.window.words)
    card.analysis = analysis
    return card


def test_the_most_at_risk_come_first_and_a_filter_leaves_only_its_own(card, opened):
    rows = card.table.model_.rows
    amounts = card.analysis.at_risk.amounts[rows]
    assert amounts.tolist() == sorted(amounts, reverse=True)
    opened.session.filter_by(band_filter("risk"))
    card.show_analysis(card.analysis, opened.window.words)
    assert len(card.table.model_.rows) == int((card.analysis.health.band == 0).sum())
    opened.session.clear_filters()
    card.show_analysis(card.analysis, opened.window.words)
    assert len(card.table.model_.rows) == 50


def test_a_row_opens_the_sheet_which_steps_through_the_rows_as_they_are_shown(card, opened):
    first, second = card.table.model_.rows[:2].tolist()
    card.table.selectRow(0)
    card._open_current()
    sheet = opened.window.side_sheet
    assert sheet.place.spoken() == "1 of 50"
    assert opened.workspace.customer_sheet._customer == first
    card.step(1)
    assert opened.workspace.customer_sheet._customer == second
    assert sheet.place.spoken() == "2 of 50"


def test_the_same_analysis_is_not_laid_out_twice(card, opened, monkeypatch):
    monkeypatch.setattr(card, "set_table", lambda *_args: pytest.fail("laid out again"))
    card.show_analysis(card.analysis, opened.window.words)


def test_a_customer_who_is_filtered_away_has_no_place(card, opened):
    opened.session.filter_by(band_filter("risk"))
    card.show_analysis(card.analysis, opened.window.words)
    hidden = int(np.flatnonzero(card.analysis.health.band != 0)[0])
    assert opened.window.words(card.place_of(hidden)).startswith("0 of ")
