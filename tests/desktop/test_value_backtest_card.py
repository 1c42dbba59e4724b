"""What lifetime values promised before, against what came."""

from __future__ import annotations

from dataclasses import replace

from retention_desk.desktop.value_backtest_card import ValueBacktestCard, backtest_lines
from tests.desktop.factory import make_analysis, with_currency
from tests.desktop.small_desk import said


def with_backtest(**numbers):
    analysis = with_currency(make_analysis(30), "USD")
    return replace(analysis, value=replace(analysis.value, backtest=numbers, caveats=()))


def test_prediction_and_outcome_are_said(words):
    lines = backtest_lines(with_backtest(predicted=110.0, actual=100.0, last_period=90.0, capture_share=0.6))
    assert [words(line) for line in lines] == [
        "Predicted $110, came $100: **+10.0\u202f% off**.",
        "“Last period repeats” would have said $90.",
        "The fifth predicted to be worth most held 60\u202f% of what was really spent.",
    ]


def test_nothing_looked_back_is_no_card(qtbot, appearance, words):
    card = ValueBacktestCard(words)
    qtbot.addWidget(card)
    card.show_value(with_backtest())
    assert card.isHidden()
    card.show_value(with_backtest(predicted=1.0, actual=1.0))
    assert not card.isHidden()
    assert any("Predicted $1, came $1" in text for text in said(card))
