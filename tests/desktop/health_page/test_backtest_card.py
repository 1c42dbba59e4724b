"""Would these weights have seen it coming: the figures of each set of weights, and trying one."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from retention_desk.desktop.health_page.backtest_card import BacktestCard, auc_scale
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Label, retranslate_tree
from retention_desk.foundation.results import BacktestDay, BacktestRow, HealthBacktest
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.small_desk import said, small_desk

ROWS = (
    BacktestRow(
        "current", phrase("These weights"), 0.742, 0.729, 0.755, 0.156, 1_182, 398, {"silence": 40.0}
    ),
    BacktestRow(
        "equal", phrase("Equal weights"), 0.7284, 0.715, 0.741, 0.1494, 1_224, 415, {"silence": 25.0}
    ),
    BacktestRow("learned", phrase("Learned"), 0.761, 0.748, 0.774, 0.164, 1_118, 377, {"silence": 61.0}),
)
PAST = HealthBacktest(dt.date(2011, 9, 10), 90, 5_012, 2_541, ROWS)


@pytest.fixture
def card(qtbot, appearance, manual_executors, words):
    card = BacktestCard(small_desk(manual_executors))
    qtbot.addWidget(card)
    card.resize(900, 260)
    card.show()
    card.show_backtest(PAST, words)
    card.taken = []
    card.tried.connect(card.taken.append)
    return card


def visible(card, kind):
    return [each for each in card.findChildren(kind) if each.isVisible()]


def tries(card):
    return [button for button in visible(card, Button) if button is not card.closer]


def test_looking_closer_is_asked_for(card):
    told = []
    card.closer_wanted.connect(lambda: told.append(1))
    card.closer.click()
    assert told == [1]


def test_each_set_of_weights_is_a_row_of_figures(card):
    texts = said(card)
    for row in (
        ["These weights", "0.742", "15.6\u202f%", "1,182", "398"],
        ["Equal weights", "0.728", "14.9\u202f%", "1,224", "415"],
        ["Learned", "0.761", "16.4\u202f%", "1,118", "377"],
    ):
        start = texts.index(row[0])
        assert texts[start : start + 5] == row
    assert "as of 2011-09-10, next 90 days · n = 5,012 · 2,541 left" in texts


def test_trying_gives_the_weights_of_its_row_and_the_own_cannot_be_tried(card, qtbot):
    buttons = tries(card)
    assert len(buttons) == 2
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert card.taken == [{"silence": 25.0}, {"silence": 61.0}]


def test_fewer_rows_leave_no_row_behind(card, words):
    card.show_backtest(replace(PAST, rows=ROWS[:1]), words)
    assert "Learned" not in said(card)
    assert tries(card) == []


def test_several_days_are_said(card, words):
    days = tuple(BacktestDay(dt.date(2011, month, 10), 2_506, 1_270) for month in (9, 6))
    card.show_backtest(replace(PAST, days=days), words)
    assert any(text.startswith("2 days up to 2011-09-10") for text in said(card))
    card.show_backtest(replace(PAST, days=days[:1]), words)
    assert any(text.startswith("as of 2011-09-10") for text in said(card))


def test_without_a_past_it_says_why(card, words):
    card.show_backtest(HealthBacktest(None, 90, 0, 0, (), missing=phrase("Too few to tell.")), words)
    texts = [label.spoken() for label in visible(card, Label)]
    assert "Too few to tell." in texts
    assert not any("n =" in text or "AUC" in text for text in texts)
    card.show_backtest(PAST, words)
    assert "Too few to tell." not in said(card)
    assert "0.742" in said(card)


def test_an_unknown_figure_is_a_dash(card, words):
    bare = replace(
        ROWS[1], auc=math.nan, auc_low=math.nan, auc_high=math.nan, worst_tenth_share=math.nan, weights={}
    )
    card.show_backtest(replace(PAST, as_of=None, rows=(ROWS[0], bare)), words)
    texts = said(card)
    start = texts.index("Equal weights")
    assert texts[start + 1 : start + 3] == ["—", "—"]
    assert "n = 5,012 · 2,541 left" in texts
    assert tries(card) == []


@pytest.mark.parametrize("language", ["zh_CN", "zh_TW"])
def test_it_is_said_in_chinese(card, language):
    retranslate_tree(card, Words(language))
    texts = said(card)
    assert "0.742" in texts
    assert "15.6%" in texts
    assert not any("weights" in text or "left" in text for text in texts)


@example([(1.0, 1.0)])
@example([(0.0, 0.0)])
@given(st.lists(st.tuples(st.floats(0.0, 1.0), st.floats(0.0, 1.0)), min_size=1, max_size=4))
def test_the_scale_holds_every_interval_and_ends_on_round_hundredths(ends):
    rows = [replace(ROWS[0], auc_low=min(pair), auc_high=max(pair)) for pair in ends]
    first, last = auc_scale(rows)
    assert first <= min(row.auc_low for row in rows)
    assert last >= max(row.auc_high for row in rows)
    assert last - first >= 0.04 - 1e-9
    for end in (first, last):
        assert end * 100 == pytest.approx(round(end * 100))
        assert 0 <= end <= 1


def test_the_scale_without_a_known_interval_runs_from_chance():
    unknown = replace(ROWS[0], auc_low=math.nan, auc_high=math.nan)
    assert auc_scale([unknown])[0] <= 0.5
    assert auc_scale([unknown])[1] == 1.0
