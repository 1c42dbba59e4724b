"""Learned save rates: offered where enough is known, used in one step."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from retention_desk.desktop.review_page.saves_card import SavesCard, offered_saves, save_columns
from tests.desktop.review_parts import learned


@pytest.fixture
def card(qtbot, appearance, words):
    card = SavesCard(words)
    qtbot.addWidget(card)
    card.show_learned(learned(), words)
    return card


def test_only_what_is_offered_is_used(card, qtbot):
    with qtbot.waitSignal(card.used) as used:
        card.use.click()
    assert used.args == [{"win_back": 0.27}]


def test_what_is_assumed_already_is_not_offered_again(card, words):
    same = [replace(item, assumed=0.27) for item in learned()]
    assert offered_saves(same) == {}
    card.show_learned(same, words)
    assert not card.use.isEnabled()


def test_what_is_unknown_is_a_dash(words):
    columns = save_columns(learned(), words)
    assert columns["interval"].tolist() == ["12\u202f% to 50\u202f%", "—"]
    assert math.isnan(columns["offered"][1])
    assert math.isnan(columns["measured"][1])


def test_nothing_learned_hides_the_card(card, words):
    card.show_learned((), words)
    assert card.isHidden()
