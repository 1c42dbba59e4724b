"""Tables found in their sheets; what is written is what is read, whatever stands around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.read_export import read_export
from retention_desk.importing.row_reasons import REASONS
from retention_desk.importing.sheet_cells import SheetCells
from retention_desk.importing.table_layout import raw_tables, with_header_row
from retention_desk.importing.tidy_table import tidy_table

from .conftest import ORDERS
from .grids import Merged, grid, rows_below, tables_in

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


Row = list[Any]

HEADERS = st.sampled_from(
    [
        ["Order ID", "Customer ID", "Order date", "Product", "Amount"],
        ["订单编号", "客户编号", "下单日期", "商品名称", "金额"],
        ["訂單編號", "客戶編號", "訂購日期", "商品名稱", "金額"],
    ]
)
PRODUCTS = st.sampled_from(["Tea", "Total Care", "Summe GmbH Mug", "合计本", "Cup", "Note pad", "小计器"])
TITLES = st.sampled_from(
    ["Sales report 2024", "销售明细表", "Printed by: Ann", "Shop Bonn, all orders of the year"]
)
FOOTERS = st.sampled_from(["Source: the till", "注：金额含税", "* without returns", "制表人：张三"])
TOTALS = st.sampled_from(
    [("Subtotal", "Grand total"), ("小计", "总计"), ("小計", "總計"), ("Zwischensumme", "Gesamtsumme")]
)


@dataclass
class Sheet:
    """A sheet made of known lines and what is put around them."""

    rows: list[Row]
    lines: dict[int, Row]
    merged: Merged = ()
    n_totals: int = 0


@st.composite
def order_lines(draw: st.DrawFn) -> list[Row]:
    n = draw(st.integers(4, 25))
    return [
        [
            f"A{1000 + i // 2}",
            f"C-{draw(st.integers(1, 9)):03}",
            (dt.date(2024, 1, 1) + dt.timedelta(draw(st.integers(0, 300)))).isoformat(),
            draw(PRODUCTS),
            draw(st.integers(1, 10**6)) / 100,
        ]
        for i in range(n)
    ]


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Draw a sheet: titles above, blank rows and repeated headers inside, totals, footers, blank columns."""
    lines, header = draw(order_lines()), draw(HEADERS)
    order = draw(st.permutations(range(5)))
    left, gap = draw(st.integers(0, 2)), draw(st.sampled_from([None, 2, 4]))
    sub, grand = draw(TOTALS)
    blank_after, sub_after, header_after = (draw(st.sets(st.integers(2, 24), max_size=3)) for _ in range(3))
    rows: list[Row] = [[draw(TITLES)] for _ in range(draw(st.integers(0, 2)))]
    rows += [[]] * draw(st.integers(0, 2)) if rows else []
    rows.append(list(header))
    if draw(st.booleans()):
        rows.append(["", "", "", "", "(元)"])
    placed: dict[int, Row] = {}
    since, n_totals = 0.0, 0
    for i, line in enumerate(lines, start=1):
        placed[len(rows)] = line
        rows.append(list(line))
        since += line[4]
        if i in sub_after:
            rows.append([sub, "", "", "", round(since, 2)])
            since, n_totals = 0.0, n_totals + 1
        rows += [[]] * (i in blank_after)
        rows += [list(header)] * (i in header_after and i < len(lines))
    if draw(st.booleans()):
        rows.append([grand, "", "", "", round(sum(line[4] for line in lines), 2)])
        n_totals += 1
    footers = draw(st.integers(0, 2))
    rows += [[]] * draw(st.integers(0, 1)) + [[draw(FOOTERS)] for _ in range(footers)]
    return Sheet([_laid_out(row, order, left, gap) for row in rows], placed, (), n_totals)


def _laid_out(row: Row, order: list[int], left: int, gap: int | None) -> Row:
    """Return a row of five cells in another order; a label stays in its first column."""
    if len(row) < 5:
        return [*[None] * left, *row]
    moved = [row[j] for j in order]
    if row[1] == "" and row[0]:
        moved = ["" if cell == row[0] else cell for cell in moved]
        place = 0 if order[0] != 4 else 1
        moved[place] = row[0]
    if gap is not None:
        moved.insert(gap, None)
    return [*[None] * left, *(cell if cell != "" else None for cell in moved)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sheet=sheets())
def test_what_is_written_is_what_is_read(sheet: Sheet) -> None:
    raws = tables_in(sheet.rows)
    assert len(raws) == 1
    (mapping,) = propose_mapping(raws)
    assert set(mapping.columns) >= {"customer_id", "ordered_on", "order_id", "amount"}
    table = tidy_table(raws[0], mapping)
    frame = table.frame.assign(customer=table.keys[table.customer])
    assert frame["source_row"].tolist() == [position + 1 for position in sheet.lines]
    assert frame["amount"].tolist() == [line[4] for line in sheet.lines.values()]
    assert frame["customer"].tolist() == [line[1] for line in sheet.lines.values()]
    assert frame["ordered_on"].dt.strftime("%Y-%m-%d").tolist() == [line[2] for line in sheet.lines.values()]
    header = raws[0].header_row or 0
    below = sum(any(cell is not None for cell in row) for row in sheet.rows[header:])
    assert table.source.rows_read == below == table.source.rows_used + table.source.rows_set_aside
    assert {REASONS[code] for code in table.aside_code} <= {
        "total_row",
        "note_row",
        "repeated_header",
        "units_row",
    }
    totals = table.source.layout.totals
    assert len(totals) == sheet.n_totals
    assert all(total.agrees for total in totals)


@settings(max_examples=25, deadline=None)
@given(lines=order_lines(), is_merged=st.booleans(), header=HEADERS)
def test_orders_printed_once_for_their_lines(lines: list[Row], is_merged: bool, header: Row) -> None:
    """Order, customer and date stand in the first line of each order only, merged or not."""
    rows: list[Row] = [list(header)]
    areas: list[tuple[int, int, int, int]] = []
    for i, line in enumerate(lines):
        if i % 2 == 0:
            rows.append(list(line))
        else:
            line[:3] = lines[i - 1][:3]
            rows.append([None, None, None, *line[3:]])
            areas += [(len(rows) - 2, column, len(rows) - 1, column) for column in range(3)]
    raws = tables_in(rows, tuple(areas) if is_merged else ())
    (mapping,) = propose_mapping(raws)
    table = tidy_table(raws[0], mapping)
    if not is_merged and len(lines) < 6:
        return
    assert table.source.rows_used == len(lines)
    assert table.keys[table.customer].tolist() == [line[1] for line in lines]
    assert table.frame["amount"].sum() == pytest.approx(sum(line[4] for line in lines))


@settings(max_examples=25, deadline=None)
@given(first=order_lines(), header=HEADERS, is_beside=st.booleans())
def test_any_orders_beside_or_above_their_customers(first: list[Row], header: Row, is_beside: bool) -> None:
    people = [["Customer ID", "Name", "City"], *[[f"C-{i:03}", f"Name {i}", "Bonn"] for i in range(1, 10)]]
    if is_beside:
        height = max(len(first) + 1, len(people))
        left = [list(header), *first] + [[None] * 5] * (height - len(first) - 1)
        right = people + [[None] * 3] * (height - len(people))
        rows = [[*a, None, *b] for a, b in zip(left, right, strict=True)]
    else:
        rows = [list(header), *first, [], ["Our customers"], *people]
    raws = tables_in(rows)
    mappings = propose_mapping(raws)
    assert [mapping.kind for mapping in mappings] == ["orders", "customers"]
    tables = [tidy_table(raw, mapping) for raw, mapping in zip(raws, mappings, strict=True)]
    assert [table.source.rows_used for table in tables] == [len(first), 9]
    assert tables[0].frame["amount"].sum() == pytest.approx(sum(line[4] for line in first))
