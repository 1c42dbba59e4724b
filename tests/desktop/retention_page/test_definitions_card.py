"""Both retention rates of a period, and what stands between them."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop.retention_page.definitions_card import TwoDefinitions
from retention_desk.foundation.results import RetentionMovements
from retention_desk.foundation.wording import Words
from tests.desktop.small_desk import said


@pytest.fixture
def card(qtbot, appearance, words):
    card = TwoDefinitions(words)
    qtbot.addWidget(card)
    return card


def movements(opening, stayed, back, new):
    start, end = dt.date(2011, 1, 1), dt.date(2011, 3, 31)
    return RetentionMovements((start,), (end,), *(np.array([n]) for n in (opening, stayed, back, new)))


def test_the_worked_example_of_the_definition(card):
    # Opening 1000, new 200, closing 1150: 95 %; 70 of the 950 came back.
    card.show_period(movements(1000, 880, 70, 200), 0)
    texts = said(card)
    assert "95.0\u202f%" in texts
    assert "88.0\u202f%" in texts
    assert "(1,150 − 200) ÷ 1,000" in texts
    assert texts[-1] == "+7.0 points apart: 70 lapsed customers came back."


def test_without_anybody_back_both_agree_and_without_anybody_neither_is_known(card):
    card.show_period(movements(10, 7, 0, 2), 0)
    assert said(card)[-1] == "Both agree: nobody came back."
    card.show_period(movements(0, 0, 0, 5), 0)
    assert said(card).count("—") == 2


def test_the_carets_step(card, qtbot):
    told = []
    card.stepped.connect(told.append)
    buttons = [button for button in card.findChildren(object) if getattr(button, "icon_name", None)]
    for button in buttons:
        button.click()
    assert told == [-1, 1]
    card.retranslate(Words("zh_CN"))
