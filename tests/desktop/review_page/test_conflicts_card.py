"""Settling many conflicts: one after the other, all from somebody, the newest of all."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.conflicts_card import (
    ConflictsCard,
    newest_of,
    people_of,
    said_by_person,
)
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.foundation.settings import DEFAULTS
from tests.desktop.review_parts import merge

CONFLICTS = merge().conflicts


@pytest.fixture
def card(qtbot, appearance, words):
    card = ConflictsCard(words)
    qtbot.addWidget(card)
    says = CellWords(words, DEFAULTS)
    card.chosen = {}

    def settle(chosen):
        card.chosen = {**card.chosen, **chosen}
        card.show_conflicts(CONFLICTS, card.chosen, says)

    card.settled.connect(settle)
    card.show_conflicts(CONFLICTS, {}, says)
    return card


def test_keeping_one_goes_on_to_the_next_that_is_open(card):
    assert card.title.spoken() == "3 conflicts to settle"
    for left in (2, 1):
        card.panel._sides[0][0].click()
        card.panel.keep.click()
        assert card.title.spoken().startswith(f"{left} conflict")
    assert card.table.current_source() == 2


def test_all_from_somebody_in_one_step(card):
    card.all_from.menu().actions()[1].trigger()
    assert list(card.chosen.values()) == ["no_answer", "wrote", "no_answer"]
    assert card.title.spoken() == "All conflicts are settled"


def test_the_newest_of_all(card):
    card.newest.click()
    assert card.chosen == newest_of(CONFLICTS)
    assert list(card.chosen.values()) == ["won_back", "called", "won_back"]


def test_the_list_brings_a_conflict_to_the_front(card):
    card.table.select_source(1)
    assert card.panel._key == CONFLICTS[1].key
    card.panel.next.click()
    assert card.panel._key == CONFLICTS[2].key
    assert not card.panel.next.isEnabled()


def test_without_conflicts_there_is_no_card(card, words):
    card.show_conflicts((), {}, CellWords(words, DEFAULTS))
    assert card.isHidden()


def test_people_are_those_of_all_conflicts():
    assert people_of(CONFLICTS) == ["Anna", "Ben"]
    assert said_by_person(CONFLICTS[:1], "Ben") == {CONFLICTS[0].key: "no_answer"}
    assert said_by_person(CONFLICTS, "Dan") == {}
