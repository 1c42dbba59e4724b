"""Cards of lines: a name and a sentence, or a sentence alone; what was there before goes."""

from __future__ import annotations

import pytest

from retention_desk.desktop.lines_card import LinesCard
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import phrase


@pytest.fixture
def card(qtbot, appearance, words):
    card = LinesCard(phrase("What it cannot know"), words)
    qtbot.addWidget(card)
    card.show()
    return card


def shown(card, qtbot):
    qtbot.wait(1)
    return {label.spoken() for label in card.findChildren(Label) if label.isVisible()}


def test_lines_are_said_under_the_title(card, words, qtbot):
    card.show_lines([("Handed out", "640 of 900"), ("", "A sentence alone")], words)
    assert shown(card, qtbot) == {"What it cannot know", "640 of 900", "Handed out", "A sentence alone"}


def test_lines_take_the_place_of_those_before(card, words, qtbot):
    card.show_lines([("", "first")], words)
    card.show_lines([("", "second")], words)
    assert shown(card, qtbot) == {"What it cannot know", "second"}
