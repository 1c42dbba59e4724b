"""Indicators with what speaks against them: the sign in words and figures, and the way to turn it round."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import pytest

from retention_desk.desktop.health_page.indicators_card import IndicatorsCard, sign_note, sign_warning
from retention_desk.foundation.results import IndicatorSign
from retention_desk.foundation.wording import phrase
from tests.desktop.factory import make_analysis
from tests.desktop.small_desk import said


def sign(key="tenure", verdict="opposite", *, higher=True):
    return IndicatorSign(key, phrase("Tenure"), 0.41, 0.38, 0.44, 900, higher, verdict)


def with_signs(*signs):
    made = make_analysis(60)
    suggested = {s.key: "lower" if s.higher_is_better else "higher" for s in signs if s.verdict == "opposite"}
    backtest = replace(made.backtest, signs=signs, suggested_directions=MappingProxyType(suggested))
    return replace(made, backtest=backtest)


@pytest.fixture
def card(qtbot, appearance, words):
    card = IndicatorsCard(words)
    qtbot.addWidget(card)
    return card


def test_only_a_sign_that_is_opposite_is_told(card, words):
    card.show_indicators(
        with_signs(sign(), sign("silence", "unclear"), sign("amount", "agrees")), None, words
    )
    warned = [key for key, row in card.rows.items() if not row._warned.isHidden()]
    assert warned == ["tenure"]
    assert card.rows["tenure"].height() > card.rows["silence"].height()
    assert "✕ Here, more of it goes with leaving" in said(card.rows["tenure"])
    card.show_indicators(with_signs(), None, words)
    assert card.rows["tenure"].height() == card.rows["silence"].height()


def test_turn_round_names_its_indicator(card, words):
    told = []
    card.turned.connect(told.append)
    card.show_indicators(with_signs(sign()), None, words)
    card.rows["tenure"].turn.click()
    assert told == ["tenure"]


def test_words_and_figures_of_a_sign(words):
    assert words(sign_warning(sign(higher=False))) == "✕ Here, less of it goes with leaving"
    assert words(sign_note(sign())) == (
        "Who stayed had more of it than who left in 41\u202f% of pairs (38\u202f% to 44\u202f%; n = 900); "
        "50 % would be no difference."
    )


def test_rows_keep_their_height_in_a_card_that_is_too_low(card, words, qtbot):
    card.resize(card.width(), 300)
    card.show()
    card.show_indicators(with_signs(sign(), sign("amount")), None, words)
    qtbot.wait(1)
    rows = list(card.rows.values())
    for above, below in pairwise(rows):
        assert above.y() + above.height() <= below.y()
    assert card._inner.height() >= sum(row.height() for row in rows)
