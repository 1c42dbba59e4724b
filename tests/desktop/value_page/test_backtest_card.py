"""What lifetime values promised before, against what came: a row a day, opening to its tenths."""

from __future__ import annotations

import pytest

from retention_desk.desktop.value_page.backtest_card import ValueBacktestCard
from tests.desktop.small_desk import said, small_desk
from tests.desktop.value_past import THREE, check, with_checks


@pytest.fixture
def card(qtbot, appearance, manual_executors):
    card = ValueBacktestCard(small_desk(manual_executors))
    qtbot.addWidget(card)
    return card


def test_the_newest_day_stands_on_top(card):
    card.show_value(with_checks(*THREE))
    texts = said(card)
    assert "Typically 10\u202f% off; “last period repeats” would have been 30\u202f% off" in texts
    assert [row.day.text() for row in card.rows if not row.day.isHidden()] == [
        "2026-03-01", "2026-02-01", "2026-01-01"
    ]  # fmt: skip
    assert [cell.spoken() for cell in card.rows[0].cells] == [
        "$110", "$100", "+10.0\u202f%", "−30.0\u202f%", "60\u202f%"
    ]  # fmt: skip
    assert "Predicted against came by tenth" in card.rows[0].day.toolTip()


def test_without_a_past_it_says_what_it_takes(card):
    card.show_value(with_checks())
    assert card._table.isHidden()
    assert any("takes 180 days" in text for text in said(card))


def test_a_day_opens_its_tenths(card, qtbot):
    card.show_value(with_checks(*THREE, check(1, 1.0, 1.0, 1.0, tenths=None)))
    with qtbot.waitSignal(card.opened) as opened:
        card.rows[1].day.click()
    answer = opened.args[0]
    assert card.last_opened is card.rows[1], "where the keyboard returns to"
    assert (answer.check, answer.horizon_days, answer.currency) == (THREE[1], 90, "USD")
    assert not card.rows[3].day.isEnabled(), "without tenths there is nothing to open"
