from collections.abc import Callable
from pathlib import Path

import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.read_export import read_export
from retention_desk.importing.sheet_cells import SheetCells
from retention_desk.importing.table_layout import raw_tables, with_header_row

from .conftest import ORDERS
from .grids import grid, rows_below, tables_in

SALES = [
    ["Customer", "Order date", "Amount"],
    ["C1", "2024-01-05", 3],
    ["C2", "2024-01-06", 4],
    ["C1", "2024-02-01", 5],
]
PEOPLE = [["Customer", "Name", "City"], ["C1", "Ann", "Bonn"], ["C2", "Bob", "Rome"]]


def test_another_header_row_can_be_said(text_file: Callable[..., Path]) -> None:
    raw = read_export(text_file(ORDERS))[0]
    moved = with_header_row(raw, 2)
    assert moved.headers[1] == "C-101"
    with pytest.raises(UserFacingError, match="no_table"):
        with_header_row(raw, 99)


def test_two_tables_of_a_sheet_with_their_places_in_the_file() -> None:
    upper, lower = tables_in([["All"], *SALES, [None], [None, None, None], *PEOPLE])
    assert (upper.sheet, upper.header_row, upper.headers) == (
        "Sheet1",
        2,
        ("Customer", "Order date", "Amount"),
    )
    assert (lower.sheet, lower.header_row, lower.headers) == ("Sheet1 (2)", 8, ("Customer", "Name", "City"))
    assert rows_below(lower) == [["C1", "Ann", "Bonn"], ["C2", "Bob", "Rome"]]
    assert len(rows_below(upper)) == 5


def test_the_name_of_a_further_table_is_no_sheet_s_name() -> None:
    sheets = [SheetCells("A", grid([*SALES, [None], *PEOPLE])), SheetCells("A (2)", grid(SALES))]
    names = [raw.sheet for raw in raw_tables(Path("b.xlsx"), sheets, "")]
    assert names == ["A", "A (3)", "A (2)"]


def test_a_table_that_begins_in_column_c() -> None:
    sheet = SheetCells(
        "S", grid([["Customer", None, "Amount"], ["C1", "x", 3], ["C2", "y", 4]]), 5, first_column=3
    )
    (raw,) = raw_tables(Path("b.xlsx"), [sheet], "")
    assert (raw.header_row, raw.headers) == (5, ("Customer", "[D]", "Amount"))


def test_merged_ranges_follow_their_table() -> None:
    rows = [
        *PEOPLE,
        [None],
        ["Customer", "Order date", "Product", "Amount"],
        ["C1", "2024-01-05", "Tea", 3],
        [None, None, "Cup", 4],
    ]
    _, orders = tables_in(rows, ((5, 0, 6, 0), (5, 1, 6, 1)))
    assert rows_below(orders) == [["C1", "2024-01-05", "Tea", 3.0], ["C1", "2024-01-05", "Cup", 4.0]]


def test_a_header_of_two_rows() -> None:
    rows = [
        ["Client", None, "Sales", None],
        ["Customer", "Zone", "Q1", "Q2"],
        ["C1", "N", 1, 2],
        ["C2", "S", 3, 4],
    ]
    (raw,) = tables_in(rows, ((0, 0, 0, 1), (0, 2, 0, 3)))
    assert (raw.header_row, raw.header_depth) == (2, 2)
    assert raw.headers == ("Customer", "Client – Zone", "Sales – Q1", "Sales – Q2")
    assert len(raw.body) == 2
