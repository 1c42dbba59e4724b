"""Why customers may leave, and why those who left say they did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retention_desk.desktop.home_page.reasons_card import (
    BESIDE_GIVEN,
    TOGETHER,
    ReasonsCard,
    given_bars,
    reason_bars,
)
from retention_desk.foundation.results import ReasonTally
from retention_desk.foundation.wording import phrase
from retention_desk.questions import leaving_reasons
from tests.desktop.factory import make_analysis
from tests.desktop.full_analysis import full_analysis
from tests.desktop.small_desk import said, small_desk


@pytest.fixture(scope="module")
def analysis():
    return make_analysis(80)


@pytest.fixture
def card(qtbot, appearance, manual_executors, analysis):
    desk = small_desk(manual_executors, analysis)
    card = ReasonsCard(desk)
    card.asked = desk.session.asked
    qtbot.addWidget(card)
    return card


def test_reasons_are_bars_against_the_most_frequent(analysis, words):
    tallies = (ReasonTally(phrase("Silent"), 40, 1200.0), ReasonTally(phrase("Returns"), 10, 0.0))
    known = replace(analysis, at_risk=replace(analysis.at_risk, first_reasons=tallies))
    first, second = reason_bars(known, words)
    assert (first.length, second.length) == (1.0, 0.25)
    assert (first.value, second.value) == ("40", "10")
    assert second.note == ""
    assert len(reason_bars(known, words, limit=1)) == 1
    nobody = replace(analysis, at_risk=replace(analysis.at_risk, first_reasons=()))
    assert reason_bars(nobody, words) == []


def test_given_reasons_stand_beneath_those_of_the_forecast(card, analysis, words):
    reasons = leaving_reasons(full_analysis())
    card.show_given(analysis, reasons, words)
    assert len(card.bars.bars()) <= BESIDE_GIVEN
    assert [bar.key for bar in card.given.bars()] == list(reasons.keys[:2])
    assert len(card.bars.bars()) + len(card.given.bars()) <= TOGETHER
    assert f"given by {reasons.n} who left" in said(card)
    card.show_analysis(analysis, words)
    assert card.given.isHidden()
    assert given_bars(None, words) == []


def test_without_a_forecast_only_the_given_ones_are_shown(card, analysis, words):
    nobody = replace(analysis, at_risk=replace(analysis.at_risk, first_reasons=()))
    card.show_given(nobody, leaving_reasons(full_analysis()), words)
    assert card.title.spoken() == "Why they left"
    card.link.click()
    assert card.asked[-1] == ("open_page", "feedback")
    card.show_analysis(nobody, words)
    assert card.isHidden()
