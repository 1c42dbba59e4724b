"""Settling one conflict: a side, an answer of one's own, keys, and dates that are none."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.review_page.conflict_panel import ConflictPanel, said_by
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import phrase
from tests.desktop.review_parts import conflict
from tests.desktop.small_desk import said


@pytest.fixture
def says(words):
    return CellWords(words, DEFAULTS, {"12003": "Hartwell"})


@pytest.fixture
def panel(qtbot, appearance, words):
    panel = ConflictPanel(words)
    qtbot.addWidget(panel)
    panel.show()
    panel.told = []
    panel.settled.connect(lambda key, value: panel.told.append((key, value)))
    return panel


def show(panel, says, shown=None, chosen=None, is_chosen=False):
    panel.show_conflict(shown or conflict(), chosen, is_chosen, phrase("1 of 3"), says)


def boxes(panel):
    return [box for box, _value in panel._sides]


def test_both_sides_are_shown_with_who_and_when(panel, says):
    show(panel, says)
    names = [box.accessibleName() for box in boxes(panel)]
    assert [name.split(", ")[:2] for name in names] == [["Ordered again", "Anna"], ["No answer", "Ben"]]
    assert "Hartwell · 12003" in said(panel)
    assert "Outcome, handed out as: empty" in said(panel)


def test_nothing_is_settled_before_something_is_chosen(panel, says):
    show(panel, says)
    assert not panel.keep.isEnabled()
    boxes(panel)[1].click()
    panel.keep.click()
    assert panel.told == [(conflict().key, "no_answer")]


def test_a_number_chooses_a_side_and_enter_keeps_it(panel, says, qtbot):
    show(panel, says)
    qtbot.keyClick(panel, Qt.Key.Key_1)
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert panel.told == [(conflict().key, "won_back")]


def test_another_answer_comes_from_the_list_of_the_column(panel, says):
    show(panel, says)
    assert panel.list.isVisible()
    assert not panel.typed.isVisible()
    panel.list._pick("stays")
    assert panel.other.isChecked()
    panel.keep.click()
    assert panel.told == [(conflict().key, "stays")]


def test_a_text_is_typed(panel, says, qtbot):
    shown = conflict(column="note", one="called", other="wrote")
    show(panel, says, shown)
    qtbot.keyClicks(panel.typed, "called, then wrote")
    assert panel.other.isChecked()
    qtbot.keyClick(panel.typed, Qt.Key.Key_Return)
    assert panel.told == [(shown.key, "called, then wrote")]


def test_a_date_that_is_none_is_marked_and_not_told(panel, says, qtbot):
    shown = conflict(column="due", one=dt.date(2024, 5, 1), other=dt.date(2024, 5, 2))
    show(panel, says, shown)
    qtbot.keyClicks(panel.typed, "next week")
    panel.keep.click()
    assert panel.told == []
    assert panel.typed.property("wrong")
    panel.typed.clear()
    qtbot.keyClicks(panel.typed, "2024/05/09")
    panel.keep.click()
    assert panel.told == [(shown.key, dt.date(2024, 5, 9))]


def test_what_was_settled_before_is_chosen(panel, says):
    show(panel, says, chosen="no_answer", is_chosen=True)
    assert [box.isChecked() for box in boxes(panel)] == [False, True]
    show(panel, says, chosen="undecided", is_chosen=True)
    assert panel.other.isChecked()
    panel.keep.click()
    assert panel.told == [(conflict().key, "undecided")]


def test_several_who_say_the_same_are_named_together(says):
    sides = [*conflict().sides]
    assert said_by(sides, says).startswith("Anna, Ben, ")
