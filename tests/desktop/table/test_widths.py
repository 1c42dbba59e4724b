from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.table.tables import DataTable
from retention_desk.desktop.table.widths import ColumnWidth, column_widths, share_out

COLUMN = st.builds(
    lambda wanted, least, cut, stretch: ColumnWidth(wanted, least, least - cut, stretch),
    st.integers(20, 300), st.integers(100, 300), st.integers(0, 80), st.booleans(),
)  # fmt: skip


@given(st.lists(COLUMN, min_size=1, max_size=8), st.integers(50, 2000))
def test_the_room_is_filled_where_it_can_be(columns, room):
    widths = share_out(columns, room)
    stretching = any(column.stretch for column in columns)
    least = sum(c.floor for c in columns)
    if stretching and room >= sum(max(c.wanted, c.least) for c in columns):
        assert sum(widths) == room
    if room >= least:
        assert sum(widths) <= room
    for column, width in zip(columns, widths, strict=True):
        assert width >= column.floor


@pytest.mark.parametrize(
    ("room", "widths"),
    [
        (500, [100, 100, 300]),
        (250, [75, 75, 100]),
        (200, [50, 50, 100]),
        (150, [50, 50, 50]),
        (90, [50, 50, 50]),
    ],
)
def test_columns_give_what_they_do_not_need_before_the_text_is_cut(room, widths):
    columns = [ColumnWidth(100, 50, 50), ColumnWidth(100, 50, 50), ColumnWidth(100, 100, 50, stretch=True)]
    assert share_out(columns, room) == widths


def test_a_column_needs_its_title_and_its_texts(qapp, appearance, words):
    model = FrameModel(words)
    specs = [ColumnSpec("name", "Name", width=10, strong=True), ColumnSpec("when", "Due", "date", width=10)]
    model.set_table(specs, {"name": ["A rather long name of a customer"], "when": ["2025-10-03"]})
    plain = column_widths(model, expandable=False)
    assert plain[0].least > 200
    assert plain[1].least > 80
    assert plain[1].stretch
    assert column_widths(model, expandable=True)[0].least > plain[0].least


def test_a_table_fills_its_width_until_a_column_is_dragged(qtbot, appearance, words):
    table = DataTable(words)
    qtbot.addWidget(table)
    specs = [ColumnSpec("a", "A"), ColumnSpec("b", "B", stretch=True), ColumnSpec("c", "C", "count")]
    table.set_table(specs, {"a": ["x"], "b": ["y"], "c": [1]})
    table.resize(700, 200)
    table.show()
    assert sum(table.columnWidth(n) for n in range(3)) == table.viewport().width()
    table.header.columns_menu().actions()[2].trigger()
    assert table.columnWidth(0) + table.columnWidth(1) == table.viewport().width()
    table._sized_by_hand = True
    before = table.columnWidth(1)
    table.resize(900, 200)
    assert table.columnWidth(1) == before
