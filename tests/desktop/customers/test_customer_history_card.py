"""A customer month by month in the side sheet."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop.customers.customer_history_card import UNKNOWN, CustomerHistoryCard
from retention_desk.desktop.customers.customer_sheet import SheetContent
from retention_desk.desktop.widgets.history_line import HistoryLine
from retention_desk.desktop.widgets.mini_table import MiniTable
from retention_desk.foundation.customer_history import CustomerHistory
from retention_desk.foundation.wording import Words
from tests.desktop.small_desk import said
from tests.desktop.small_project import FIRST

NAN = float("nan")


def history(*scores, chance=NAN):
    n = len(scores)
    floats = np.full(n, NAN)
    return CustomerHistory(
        "K1",
        tuple(dt.date(2024, 1 + place, 28) for place in range(n)),
        np.array([score is not None for score in scores]),
        np.array([NAN if score is None else score for score in scores]),
        np.full(n, 0, dtype=np.int8),
        np.array([-1, 0, 1][:n], dtype=np.int8),
        np.full(n, -1, dtype=np.int8),
        np.full(n, chance),
        floats,
        floats,
    )


@pytest.fixture
def card(qtbot, appearance, words):
    card = CustomerHistoryCard(words)
    qtbot.addWidget(card)
    return card


def test_nothing_is_shown_of_somebody_who_is_in_no_month(card):
    card.show_history(history(None), None)
    assert card.isHidden()


def test_one_month_says_that_it_is_the_first(card):
    card.show_history(history(None, 34.2), "EUR")
    assert not card.isHidden()
    assert "First kept on 2024-02-28; the next month shows how it moves." in said(card)
    assert card.switch.isHidden()
    assert not card.findChildren(HistoryLine)


def test_lines_of_what_is_known_and_the_same_as_a_table(card, words):
    card.show_history(history(58.6, None, 34.2), "EUR")
    (line,) = card.findChildren(HistoryLine)
    assert line.accessibleName() == f"Health: 2024-01-28: 58.6\n2024-02-28: {UNKNOWN}\n2024-03-28: 34.2"
    assert "2 months kept" in said(card)
    assert not card.is_table()
    card.switch.click()
    assert card.is_table()
    assert card.switch.text() == "As lines"
    told = card.findChild(MiniTable).accessibleName().split("; ")
    assert told == [
        "Month, Health, Tier, Stage", f"2024-03-28, 34.2, Potential, {UNKNOWN}",
        f"2024-01-28, 58.6, {UNKNOWN}, {UNKNOWN}",
    ]  # fmt: skip


def test_it_is_said_in_chinese(qtbot, appearance):
    words = Words("zh_CN")
    card = CustomerHistoryCard(words)
    qtbot.addWidget(card)
    card.show_history(history(58.6, 34.2, chance=0.71), "CNY")
    assert card.findChildren(HistoryLine)[1].accessibleName().startswith(words("Likely to leave"))


def test_the_sheet_of_a_customer_shows_the_months_of_the_project(opened, client, months):
    opened.workspace.project.open(client)
    opened.settle()
    sheet = opened.workspace.customer_sheet
    sheet.show_customer(5)
    opened.settle()
    content = opened.window.side_sheet.content()
    assert isinstance(content, SheetContent)
    assert not content.history.isHidden()
    told = content.history.findChildren(HistoryLine)[0].accessibleName()
    assert told.startswith(f"Health: {FIRST}: ")


def test_without_a_project_the_sheet_has_no_months(opened, months):
    opened.session.show_analysis(months[1], "Book")
    opened.workspace.customer_sheet.show_customer(5)
    opened.settle()
    assert opened.window.side_sheet.content().history.isHidden()
