"""Customers chosen one after the other and put together; fewer than two are none."""

from __future__ import annotations

import pandas as pd
import pytest

from retention_desk.desktop.import_wizard.merge_by_hand import MergeByHand
from retention_desk.desktop.import_wizard.people import CustomerNames


class Data:
    customer_ids = pd.Index(["C-1", "C-12", "K-1"], dtype="str")
    names = pd.Series(["Anna Li", "Anna L.", "Cora"]).to_numpy(dtype=object)


@pytest.fixture
def card(qtbot, appearance, words):
    card = MergeByHand(words)
    qtbot.addWidget(card)
    card.open_card(CustomerNames(Data()))
    return card


def choose(card: MergeByHand, text: str) -> None:
    card.show_found(text)
    card.found[0].click()


def test_two_that_are_found_are_put_together_the_first_stays(card, qtbot):
    choose(card, "anna l.")
    assert not card.put.isEnabled()
    choose(card, "anna")
    assert card.chosen == ["C-12", "C-1"]
    assert "C-12 · Anna L." in card.note.spoken()
    with qtbot.waitSignal(card.merged) as told:
        card.put.click()
    assert told.args == [["C-12", "C-1"]]
    assert card.isHidden()


def test_one_chosen_by_mistake_is_taken_off_and_giving_up_forgets_all(card, qtbot):
    choose(card, "anna")
    card.chips.removed.emit("C-1")
    assert card.chosen == []
    choose(card, "cora")
    with qtbot.assertNotEmitted(card.merged):
        card.close_card()
    assert card.chosen == []
