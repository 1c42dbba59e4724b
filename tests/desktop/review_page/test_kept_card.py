"""What came back before: the newest first, a few at first, each can be taken back."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.kept_card import KeptCard
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.settings import DEFAULTS
from tests.desktop.review_parts import kept_return

NAMES = ("Anna", "Ben", "Chen", "Dan", "Eve", "Finn")


@pytest.fixture
def card(qtbot, appearance, words):
    card = KeptCard(words)
    qtbot.addWidget(card)
    card.show_kept([kept_return(name) for name in NAMES], CellWords(words, DEFAULTS), True)
    card.show()
    return card


def links(card, qtbot):
    qtbot.wait(1)
    return [b for b in card.findChildren(Button) if b.isVisible() and b.accessibleName().startswith("Take")]


def test_a_few_at_first_and_all_when_asked(card, qtbot):
    assert card.title.spoken() == "6 workbooks came back"
    assert links(card, qtbot)[0].accessibleName() == "Take actions Finn.xlsx back"
    assert len(links(card, qtbot)) == 4
    card.more.click()
    assert len(links(card, qtbot)) == 6
    card.more.click()
    assert len(links(card, qtbot)) == 4


def test_taking_back_names_the_workbook(card, qtbot):
    with qtbot.waitSignal(card.taken_back) as asked:
        links(card, qtbot)[1].click()
    assert [item.file for item in asked.args[0].returns] == ["actions Eve.xlsx"]


def test_what_cannot_be_written_cannot_be_taken_back(card, words, qtbot):
    card.show_kept([kept_return("Anna")], CellWords(words, DEFAULTS), False)
    assert not links(card, qtbot)[0].isEnabled()
    card.show_kept([], CellWords(words, DEFAULTS), True)
    assert card.isHidden()
