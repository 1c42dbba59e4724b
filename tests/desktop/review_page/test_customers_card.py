"""Customers of the review: opened in the sheet, filtered as the session is, those gone stay closed."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.review_page.customers_card import ReviewCustomersCard
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis

SPECS = (ColumnSpec("name", phrase("Customer")),)
CUSTOMERS = np.array([4, 2, -1, 9])


@pytest.fixture
def card(opened, qtbot):
    opened.session.show_analysis(make_analysis(40), "Book")
    card = ReviewCustomersCard("Cases", opened.window.page("home").desk)
    qtbot.addWidget(card)
    names = np.array(["d", "b", "gone", "i"], dtype=object)
    card.show_customers("source", CUSTOMERS, SPECS, {"name": names}, opened.window.words)
    return card


def test_a_row_opens_its_customer(card, opened):
    sheet = opened.workspace.customer_sheet
    card.table.row_activated.emit(3)
    assert sheet.is_open
    assert opened.window.words(card.place_of(9)) == "4 of 4"
    card.step(-1)


def test_one_who_is_gone_opens_nothing(card, opened):
    card.table.row_activated.emit(2)
    assert not opened.workspace.customer_sheet.is_open


def test_the_filters_of_the_session_hold(card, opened):
    opened.session.filter_by(chosen_filter("some", [2, 9, 11], phrase("some")))
    card.filter_by_session(opened.session.analysis)
    assert CUSTOMERS[card.table.model_.rows].tolist() == [2, 9]
    opened.session.clear_filters()
    card.filter_by_session(opened.session.analysis)
    assert len(card.table.model_.rows) == 4
