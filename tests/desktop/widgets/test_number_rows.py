"""Rows of numbers: typed, told, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from retention_desk.desktop.widgets.number_rows import NumberRow, NumberRows


@pytest.fixture
def rows(qtbot, appearance, words):
    rows = NumberRows(words, high=100, digits=1, unit="%")
    qtbot.addWidget(rows)
    rows.show_rows([NumberRow("a", "Apples", 30.0), NumberRow("b", "Pears", None, is_edited=True)])
    rows.show()
    return rows


def test_a_number_that_was_typed_is_told_with_its_row(rows, qtbot):
    told = []
    rows.changed.connect(lambda key, value: told.append((key, value)))
    rows.field("a").setText("42.5")
    qtbot.keyClick(rows.field("a"), Qt.Key.Key_Return)
    rows.field("b").setText("420")
    qtbot.keyClick(rows.field("b"), Qt.Key.Key_Return)
    assert told == [("a", 42.5)], "what is out of bounds is never told"


def test_an_edited_number_can_be_taken_back(rows, qtbot):
    told = []
    rows.reset.connect(told.append)
    assert not rows.button("a").isVisible()
    qtbot.mouseClick(rows.button("b"), Qt.MouseButton.LeftButton)
    assert told == ["b"]
    assert rows.button("b").accessibleName() == "As delivered"


def test_the_same_rows_keep_their_fields_and_others_take_their_place(rows):
    field = rows.field("a")
    rows.show_rows([NumberRow("a", "Apples", 31.0), NumberRow("b", "Pears", 2.0)])
    assert rows.field("a") is field
    assert field.value() == 31.0
    rows.show_rows([NumberRow("c", "Plums", 1.0)])
    assert rows.keys() == ["c"]
    assert rows.field("c").accessibleName() == "Plums"
