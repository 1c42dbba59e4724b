"""The grids of an import: columns wide enough, menus on the headers by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.import_grid import column_widths
from retention_desk.desktop.import_wizard.raw_grid import RawGrid
from retention_desk.desktop.import_wizard.sheet_preview import sheet_preview
from retention_desk.desktop.import_wizard.typed_grid import TypedGrid
from retention_desk.foundation.wording import Words
from tests.desktop.import_wizard.samples_of_tables import mapping, raw


@pytest.fixture
def preview(appearance, words):
    table = raw()
    return sheet_preview(table, mapping(table, columns={"customer_id": "ID", "amount": "Paid"}), None, words)


@pytest.fixture
def typed(qtbot, preview, words):
    grid = TypedGrid(words)
    qtbot.addWidget(grid)
    grid.show_preview(preview, column_widths(preview, words, 600))
    grid.asked = []
    grid.menu_asked.connect(lambda column, _corner: grid.asked.append(column))
    grid.show()
    return grid


def test_columns_fill_the_room_and_keep_a_least_width_where_there_is_none(preview, words):
    assert sum(column_widths(preview, words, 900)) == 900
    narrow = column_widths(preview, words, 10)
    assert min(narrow[1:]) >= theme.current().size.control * 2
    assert len(narrow) == len(preview.columns) + 1


def test_a_column_that_is_not_used_needs_no_word_for_its_type(preview):
    """The empty message is the header of a catalogue; it must never be asked for."""
    unused = [column for column in preview.columns if column.type_word is None]
    assert unused
    chinese = Words("zh_CN")
    widths = column_widths(preview, chinese, 10)
    assert max(widths) < theme.current().size.figure_card_min_width


def test_a_click_on_a_header_asks_for_its_menu_and_one_on_a_cell_does_not(typed):
    middle = typed.left(1) + typed.widths[2] // 2
    QTest.mouseClick(typed, Qt.MouseButton.LeftButton, pos=QPoint(middle, 10))
    assert typed.asked == [1]
    below = theme.current().size.import_header + 10
    QTest.mouseClick(typed, Qt.MouseButton.LeftButton, pos=QPoint(middle, below))
    assert typed.asked == [1]


def test_the_arrows_move_along_the_headers_and_enter_opens(typed):
    QTest.keyClick(typed, Qt.Key.Key_Right)
    QTest.keyClick(typed, Qt.Key.Key_Right)
    QTest.keyClick(typed, Qt.Key.Key_Right)
    QTest.keyClick(typed, Qt.Key.Key_Return)
    assert typed.asked == [len(typed.preview.columns) - 1]
    QTest.keyClick(typed, Qt.Key.Key_Left)
    QTest.keyClick(typed, Qt.Key.Key_Down)
    assert typed.asked[-1] == len(typed.preview.columns) - 2


def test_the_raw_grid_is_as_high_as_its_rows_and_the_line_for_the_rest(qtbot, preview, words):
    grid = RawGrid(words)
    qtbot.addWidget(grid)
    grid.show_preview(preview, column_widths(preview, words, 600))
    row = theme.current().size.import_row
    assert preview.raw_rows[-1].kind == "gap"
    assert grid.height() == len(preview.raw_rows) * row
    assert not grid.grab().isNull()
