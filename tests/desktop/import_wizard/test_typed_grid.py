"""Meanings dropped on headers: a field from the chips, a column from another header."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent

from retention_desk.desktop.import_wizard.import_grid import column_widths
from retention_desk.desktop.import_wizard.sheet_preview import sheet_preview
from retention_desk.desktop.import_wizard.typed_grid import COLUMN_DRAG, MEANING_DRAG, TypedGrid
from tests.desktop.import_wizard.samples_of_tables import mapping, raw


@pytest.fixture
def grid(qtbot, appearance, words):
    table = raw()
    preview = sheet_preview(table, mapping(table), None, words)
    grid = TypedGrid(words)
    qtbot.addWidget(grid)
    grid.show_preview(preview, column_widths(preview, words, 600))
    grid.show()
    return grid


def carried(meaning: str, column: int | None = None) -> QMimeData:
    data = QMimeData()
    data.setData(MEANING_DRAG, meaning.encode())
    if column is not None:
        data.setData(COLUMN_DRAG, str(column).encode())
    return data


def drop(grid: TypedGrid, data: QMimeData, column: int, y: float = 90.0) -> QDropEvent:
    place = QPointF(grid.left(column) + 10, y)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    grid.dragMoveEvent(QDragMoveEvent(place.toPoint(), Qt.DropAction.CopyAction, data, buttons, keys))
    event = QDropEvent(place, Qt.DropAction.CopyAction, data, buttons, keys)
    grid.dropEvent(event)
    return event


def test_a_field_dropped_anywhere_on_a_column_is_its_meaning(grid, qtbot):
    with qtbot.waitSignal(grid.meaning_dropped) as told:
        drop(grid, carried("quantity"), 2)
    assert told.args == [2, "quantity"]


def test_a_column_dropped_on_another_moves_its_meaning_and_on_itself_does_nothing(grid, qtbot):
    with qtbot.waitSignal(grid.column_moved) as told:
        drop(grid, carried("customer_id", 0), 1)
    assert told.args == [0, 1]
    with qtbot.assertNotEmitted(grid.column_moved):
        drop(grid, carried("customer_id", 0), 0)


def test_what_is_no_field_is_not_taken(grid, qtbot):
    with qtbot.assertNotEmitted(grid.meaning_dropped):
        drop(grid, QMimeData(), 1)
    grid.dragLeaveEvent(QDragLeaveEvent())
    assert not grid.grab().isNull()


def test_a_column_can_be_made_the_current_one(grid):
    grid.set_current(2)
    assert not grid.grab().isNull()
