from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.lines import GroupHeader, RowKind
from retention_desk.desktop.table.selection import SelectionSums
from retention_desk.desktop.table.tables import DataTable
from retention_desk.foundation.wording import Words, phrase

SPECS = [
    ColumnSpec("name", "Customer"),
    ColumnSpec("score", "Health", "score"),
    ColumnSpec("value", "Value", "money", currency="GBP"),
]
COLUMNS = {
    "name": ["Oakley", "Cove\tSons", "Alder & Co", "Hartwell"],
    "score": [82.0, 46.0, np.nan, 34.0],
    "value": [1000.0, 2000.0, np.nan, 4000.0],
}


@pytest.fixture
def table(qtbot, appearance, words):
    table = DataTable(words, name="Customers")
    qtbot.addWidget(table)
    table.set_table(SPECS, COLUMNS)
    table.resize(600, 300)
    table.show()
    return table


def click(qtbot, table, line, column=0, x=None, **more):
    box = table.visualRect(table.model_.index(line, column))
    where = QPoint(box.left() + (x if x is not None else box.width() // 2), box.center().y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where, **more)


def click_title(qtbot, table, column, modifier=Qt.KeyboardModifier.NoModifier):
    where = QPoint(table.header.sectionViewportPosition(column) + 40, 10)
    qtbot.mouseClick(table.header.viewport(), Qt.MouseButton.LeftButton, modifier, where)


def test_a_click_sorts_and_shift_adds_a_column(table, qtbot):
    click_title(qtbot, table, 2)
    assert table.model_.order() == (("value", True),)
    click_title(qtbot, table, 0, Qt.KeyboardModifier.ShiftModifier)
    assert table.model_.order() == (("value", True), ("name", False))
    click_title(qtbot, table, 0)
    assert table.model_.order() == (("name", True),)
    click_title(qtbot, table, 0)
    assert table.model_.order() == ()


def test_columns_are_fitted_to_the_words_of_another_language(table):
    specs = [
        ColumnSpec("a", phrase("Copy the table"), width=20, numeral=True),
        ColumnSpec("b", "x", stretch=True),
    ]
    table.set_table(specs, {"a": ["1"], "b": ["y"]})
    english = table.columnWidth(0)
    table.retranslate(Words("zh_CN"))
    assert table.columnWidth(0) < english


def test_the_selection_survives_sorting_and_filtering(table, qtbot):
    table.select_source(3)
    table.set_order([("value", True)])
    assert table.selected_sources().tolist() == [3]
    assert table.current_source() == 3
    table.model_.set_filter("x", np.array([True, True, True, False]))
    assert table.selected_sources().tolist() == []


def test_sums_are_those_of_the_column_with_the_focus(table, qtbot):
    told = []
    table.selection_summed.connect(told.append)
    click(qtbot, table, 0, 2)
    click(qtbot, table, 3, 2, stateKey=Qt.KeyboardModifier.ShiftModifier)
    assert told[-1] == SelectionSums(4, SPECS[2], 7000.0, pytest.approx(7000 / 3))
    assert table.model_.words(told[-1].said(table.model_.words)) == (
        "4 rows selected · Value: sum £7,000, mean £2,333"
    )
    click(qtbot, table, 0, 1)
    click(qtbot, table, 1, 1, stateKey=Qt.KeyboardModifier.ShiftModifier)
    assert told[-1] == SelectionSums(2, SPECS[1], None, 64.0)


def test_copying_gives_text_and_html_with_headers(table):
    table.select_source(1)
    table.copy_selection()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Customer\tHealth\tValue\nCove Sons\t46.0\t£2,000"
    table.clearSelection()
    copied = table.copied()
    assert len(copied.text().splitlines()) == 5
    assert "<td>Alder &amp; Co</td>" in copied.html()
    assert copied.text().splitlines()[3] == "Alder & Co\t—\t—"


def test_a_hidden_column_is_not_copied(table):
    table.header.columns_menu().actions()[1].trigger()
    assert table.isColumnHidden(1)
    assert table.copied().text().splitlines()[0] == "Customer\tValue"


def test_enter_and_double_click_activate_and_the_arrows_move(table, qtbot):
    activated, moved = [], []
    table.row_activated.connect(activated.append)
    table.current_row_changed.connect(moved.append)
    table.set_order([("name", False)])
    table.select_source(2)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert moved == [2, 1]
    assert activated == [1]
    table.step(1)
    assert table.current_source() == 3
    table.step(-5)
    assert table.current_source() == 3


def test_a_row_opens_by_its_caret_and_by_keys(table, qtbot):
    table.set_detail(lambda source: QLabel(f"about {source}\n\n\n"))
    click(qtbot, table, 1, 0, x=20)
    assert table.model_.kind_at(2) == RowKind.DETAIL
    assert table.indexWidget(table.model_.index(2, 0)).text().startswith("about 1")
    assert table.rowHeight(2) > table.row_height
    table.select_source(1)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.model_.rowCount() == 4
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert table.model_.rowCount() == 5


def test_groups_close_by_a_click_and_show_what_they_hold_back(table, qtbot):
    table.model_.set_groups([0, 0, 0, 1], [GroupHeader("High", more="2 more"), GroupHeader("Low")], limit=1)
    assert table.model_.rowCount() == 5
    click(qtbot, table, 2)
    assert table.model_.rowCount() == 6
    click(qtbot, table, 0)
    assert table.model_.rowCount() == 3
    table.grab()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_cell_is_painted(table, appearance, scheme):
    appearance.choose(scheme=scheme)
    specs = [
        ColumnSpec("name", "Customer", strong=True),
        ColumnSpec("score", "Health", "score", band_key="band"),
        ColumnSpec("before", "Before", "score", band_key="band", band_word=False),
        ColumnSpec("band", "Band", "band"),
    ]
    bands = ["healthy", "watch", "", "risk"]
    table.set_table(specs, {**COLUMNS, "before": COLUMNS["score"], "band": bands})
    table.model_.set_muted(np.array([False, True, False, False]))
    table.select_source(3)
    assert not table.grab().isNull()
