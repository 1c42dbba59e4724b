"""The rows as in the file: a click on a number asks for its menu, one on a gap for its rows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.import_grid import column_widths
from retention_desk.desktop.import_wizard.raw_grid import RawGrid
from retention_desk.desktop.import_wizard.sheet_preview import sheet_preview
from retention_desk.foundation.wording import Words
from tests.desktop.import_wizard.samples_of_tables import mapping, raw


@pytest.fixture
def grid(qtbot, appearance, words):
    table = raw()
    preview = sheet_preview(table, mapping(table), None, words)
    grid = RawGrid(words)
    qtbot.addWidget(grid)
    grid.show_preview(preview, column_widths(preview, words, 600))
    grid.asked = []
    grid.row_asked.connect(lambda row, _corner: grid.asked.append(("row", row)))
    grid.gap_asked.connect(lambda row: grid.asked.append(("gap", row)))
    grid.show()
    return grid


def middle_of(row: int) -> int:
    return int((row + 0.5) * theme.current().size.import_row)


def test_a_click_on_a_row_number_asks_for_the_menu_of_the_row(grid):
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(5, middle_of(1)))
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(grid.widths[0] + 20, middle_of(1)))
    QTest.mouseClick(grid, Qt.MouseButton.RightButton, pos=QPoint(grid.widths[0] + 20, middle_of(3)))
    assert grid.asked == [("row", 2), ("row", 4)]


def test_a_click_on_a_gap_asks_for_its_rows(grid):
    last = len(grid.preview.raw_rows) - 1
    QTest.mouseMove(grid, QPoint(100, middle_of(last)))
    QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=QPoint(100, middle_of(last)))
    assert grid.asked == [("gap", 9)]
    assert grid.row_at(10_000) is None


def test_it_is_painted_and_named_in_each_language(grid):
    grid.retranslate(Words("zh_TW"))
    assert not grid.grab().isNull()
    assert grid.accessibleName()
