"""The card of lists: which list is shown is chosen above it, and stays while there is one."""

from __future__ import annotations

import pytest

from retention_desk.desktop.review_page.cell_lists import lists_of_merge, lists_that_hold
from retention_desk.desktop.review_page.cells_card import CellsCard
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.foundation.settings import DEFAULTS
from tests.desktop.review_parts import holding, merge


@pytest.fixture
def says(words):
    return CellWords(words, DEFAULTS)


@pytest.fixture
def card(qtbot, appearance, words, says):
    card = CellsCard("Cell by cell", words)
    qtbot.addWidget(card)
    card.show_lists(lists_of_merge(merge(), says))
    return card


def test_the_first_list_is_shown_and_another_can_be(card):
    assert card.shown().key == "taken"
    assert card.table.model_.total == 3
    card.choose("removed")
    assert card.table.model_.total == 1


def test_the_list_stays_while_there_is_one(card, says):
    card.choose("manual")
    card.show_lists(lists_of_merge(merge(), says))
    assert card.shown().key == "manual"
    card.show_lists(lists_that_hold(holding(), says))
    assert card.shown().key == "holds"


def test_a_row_asks_for_its_customer(card, qtbot):
    with qtbot.waitSignal(card.customer_asked) as asked:
        card.table.row_activated.emit(2)
    assert asked.args == ["12000"]


def test_nothing_to_show_hides_the_card(card):
    card.show_lists([])
    assert card.isHidden()
