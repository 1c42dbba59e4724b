"""Cards of a project: what there is to know and the ways on, the usual one first."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.project.cards import ProjectCard, held_card, recovered_card, strangers_card
from retention_desk.desktop.project.state import open_state
from tests.desktop.small_desk import said


@pytest.fixture
def state(client):
    state = open_state(client)
    yield state
    state.project.close()


def test_a_card_says_it_and_its_buttons_do_it(qtbot, appearance, words):
    done = []
    card = ProjectCard(
        "lock-simple", "Title", "Text.", words, [("One", lambda: done.append(1)), ("Two", done.clear)]
    )
    qtbot.addWidget(card)
    assert said(card) == ["Title", "Text."]
    assert [button.kind for button in card.buttons] == ["primary", "normal"]
    qtbot.mouseClick(card.buttons[0], Qt.MouseButton.LeftButton)
    assert done == [1]


def test_the_cards_of_a_held_and_of_a_recovered_project(qtbot, appearance, words, state, client):
    second = open_state(client)
    strangers = strangers_card(state.months[0], words, ())
    for card in (held_card(second, words, ()), recovered_card(state, words, ()), strangers):
        qtbot.addWidget(card)
        assert all(said(card))
    second.project.close()
