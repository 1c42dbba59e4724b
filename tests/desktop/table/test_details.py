from __future__ import annotations

import pytest

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.lines import GroupHeader
from retention_desk.desktop.table.tables import DataTable
from retention_desk.desktop.widgets.text import Label


@pytest.fixture
def table(qtbot, appearance, words):
    table = DataTable(words)
    qtbot.addWidget(table)
    specs = [
        ColumnSpec("name", "Name"), ColumnSpec("band", "Band"),
        ColumnSpec("value", "Value", "count"), ColumnSpec("why", "Why"), ColumnSpec("due", "Due"),
    ]  # fmt: skip
    table.set_table(specs, {spec.key: [1, 2, 3] for spec in specs})
    table.resize(700, 400)
    table.show()
    return table


def test_a_header_reaches_to_its_next_cell_and_totals_stay_in_their_column(table):
    table.model_.set_groups([0, 0, 0], [GroupHeader("High", cells={"value": "9", "why": "call"})])
    assert [table.columnSpan(0, column) for column in (0, 2, 3)] == [2, 1, 2]
    assert table.columnSpan(1, 0) == 1


def test_a_detail_is_as_high_as_its_text_needs_and_its_row_is_plain_again_when_closed(table, words):
    table.set_detail(lambda source: Label("word " * 60, words, wrap=True))
    table.model_.set_expanded(1, True)
    high = table.rowHeight(2)
    assert high > table.row_height
    table.resize(300, 400)
    assert table.rowHeight(2) > high
    table.model_.set_expanded(1, False)
    assert {table.rowHeight(line) for line in range(3)} == {table.row_height}
