"""How long subscribers stay: for those who subscribe, with what to mind, or what is missing."""

from __future__ import annotations

import pytest

from retention_desk.desktop.value_page.stay_card import ValueStayCard, stay_note
from retention_desk.foundation.wording import phrase
from tests.desktop.small_desk import small_desk
from tests.desktop.value_past import stay_curve, with_checks


@pytest.fixture
def card(qtbot, appearance, manual_executors):
    card = ValueStayCard(small_desk(manual_executors))
    qtbot.addWidget(card)
    return card


def test_subscribers_have_a_curve_and_its_caveats(card, words):
    made = with_checks(method="contractual", stay=stay_curve(), caveats=(phrase("A guess."),))
    card.show_stay(made)
    assert not card.isHidden()
    assert card.title.spoken() == "28\u202f% are still there after 12 months"
    assert card.note.spoken().endswith("shows how far it holds. A guess.")
    assert words(stay_note(made)) == card.note.spoken()


def test_without_leavers_it_says_what_is_missing(card):
    card.show_stay(with_checks(method="contractual"))
    assert not card.isHidden()
    assert "ten customers who left" in card.subtitle.spoken()
    assert card.note.isHidden()


def test_buyers_have_no_curve(card):
    card.show_stay(with_checks(method="pareto_nbd"))
    assert card.isHidden()
