from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.table.lines import GroupHeader, RowKind
from retention_desk.foundation.wording import Words, phrase

SPECS = [
    ColumnSpec("name", phrase("Customer")),
    ColumnSpec("score", phrase("Health"), "score", band_key="band"),
    ColumnSpec("value", "Value", "money", currency="GBP", tip="What they are worth"),
]
COLUMNS = {
    "name": ["Oakley", "Cove", "Alder", "Hartwell"],
    "score": [82.0, 46.1, np.nan, 34.2],
    "band": ["healthy", "watch", "", "risk"],
    "value": [1240.0, 12310.0, 9870.0, 18420.0],
}


@pytest.fixture
def model(qapp):
    model = FrameModel(Words("en"))
    model.set_table(SPECS, COLUMNS)
    return model


def names(model):
    return [model.text(source, 0) for source in model.rows]


def test_qt_finds_no_fault(model, qtbot):
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_order([("name", False)])
    model.set_search("o")
    model.set_groups([0, 0, 1, 1], [GroupHeader("a"), GroupHeader("b")])
    model.set_search("")
    assert tester.model() is model


def test_filters_search_and_order_work_together(model):
    model.set_filter("tier", np.array([True, True, True, False]))
    model.set_order([("value", True)])
    assert names(model) == ["Cove", "Alder", "Oakley"]
    model.set_search("o")
    assert names(model) == ["Cove", "Oakley"]
    model.set_filter("tier", None)
    assert model.filters() == []
    model.set_search("")
    assert len(model.rows) == 4


def test_cells_read_as_they_look(model):
    cell = model.index(0, 1)
    assert model.data(cell) == "82.0 Healthy"
    assert model.data(model.index(2, 1)) == "—"
    assert model.data(model.index(3, 2)) == "£18,420"
    model.retranslate(Words("zh_CN"))
    assert model.data(model.index(3, 2)) == "£18,420"


def test_headers_have_titles_and_definitions(model):
    horizontal = Qt.Orientation.Horizontal
    assert model.headerData(1, horizontal) == "Health"
    assert model.headerData(2, horizontal, Qt.ItemDataRole.ToolTipRole) == "What they are worth"
    assert model.headerData(0, horizontal, Qt.ItemDataRole.ToolTipRole) is None


def test_other_data_keeps_the_order_and_drops_the_filters(model):
    model.set_order([("value", False)])
    model.set_filter("x", np.zeros(4, dtype=bool))
    model.set_table(SPECS, COLUMNS)
    assert model.order() == (("value", False),)
    assert names(model)[0] == "Oakley"


def test_columns_of_different_lengths_are_refused(model):
    with pytest.raises(ValueError, match="different lengths"):
        model.set_table(SPECS, {**COLUMNS, "value": [1.0]})


def test_groups_open_close_and_tell_their_headers(model):
    model.set_groups([0, 1, 1, 0], [GroupHeader("High", "2", {"value": "£19,660"}), GroupHeader("Low")])
    assert [model.kind_at(line) for line in (0, 1, 3)] == [RowKind.GROUP, RowKind.ROW, RowKind.GROUP]
    assert model.data(model.index(0, 0)) == "High 2"
    assert model.data(model.index(0, 2)) == "£19,660"
    model.toggle(0)
    assert not model.is_open(0)
    assert model.rowCount() == 4
    assert model.line_of(0) is None
    assert model.line_of(1) == 2


def test_a_detail_opens_under_its_row(model):
    model.toggle(1)
    assert model.kind_at(2) == RowKind.DETAIL
    assert model.source_at(2) == 1
    assert model.data(model.index(2, 0)) == ""
    model.set_expanded(1, False)
    assert model.rowCount() == 4
