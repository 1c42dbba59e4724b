import numpy as np

from retention_desk.importing.fill_down import filled_down
from retention_desk.importing.find_tables import filled_cells

from .grids import grid, rows_below, tables_in

HEAD = ["Customer", "Order no", "Date", "Product", "Amount"]
BLOCKS: list[list[object]] = [
    HEAD,
    ["C1", "A1", "2024-01-05", "Tea", 3],
    [None, None, None, "Cup", 4],
    [None, None, None, "Jug", 5],
    ["C2", "A2", "2024-01-06", "Tea", 3],
    ["C1", "A3", "2024-01-07", "Tea", 3],
    [None, None, None, "Cup", 4],
    ["合计", None, None, None, 22],
]


def columns(rows: list[list[object]], *merged: tuple[int, int, int, int]) -> dict[int, list[int]]:
    cells = grid(rows)
    found = filled_down(cells, filled_cells(cells), 0, [str(cell) for cell in rows[0]], merged)
    return {column: codes.tolist() for column, codes in found.items()}


def test_merged_cells_hold_for_each_of_their_rows() -> None:
    rows = [
        ["Customer", "Product", "Amount"],
        ["C1", "Tea", 3],
        [None, "Cup", 4],
        ["C2", "Tea", 5],
        [None, "Jug", 6],
    ]
    (raw,) = tables_in(rows, ((1, 0, 2, 0), (3, 0, 4, 0)))
    assert [row[0] for row in rows_below(raw)] == ["C1", "C1", "C2", "C2"]
    assert raw.cells[0].isna().tolist() == [False, False, True, False, True]


def test_a_merged_amount_is_not_multiplied() -> None:
    rows = [["Customer", "Product", "Order total"], ["C1", "Tea", 7], [None, "Cup", None], ["C2", "Tea", 5]]
    found = columns(rows, (1, 0, 2, 0), (1, 2, 2, 2))
    assert list(found) == [0]


def test_merged_customer_numbers_are_keys_and_not_amounts() -> None:
    rows = [["Customer ID", "Product", "Amount"], [1001, "Tea", 7], [None, "Cup", 2], [1002, "Tea", 5]]
    assert list(columns(rows, (1, 0, 2, 0))) == [0]


def test_without_merged_cells_nothing_is_put_in_for_missing_customers() -> None:
    rows = [
        ["Customer", "Date", "Amount"], ["C1", "2024-01-01", 3], [None, "2024-01-02", 4], ["C1", "2024-01-03", 5],
        ["C2", "2024-01-04", 5], [None, "2024-01-05", 5], ["C3", "2024-01-06", 5], ["C2", "2024-01-07", 5],
        ["C2", "2024-01-07", 5],
    ]  # fmt: skip
    assert columns(rows) == {}
    people = [
        ["Customer", "Name", "City"],
        *[[f"C{i}" if i % 4 else None, f"N{i}", "Bonn"] for i in range(1, 40)],
    ]
    assert columns(people) == {}


def test_groups_that_name_order_and_customer_in_their_first_row_only() -> None:
    (raw,) = tables_in(BLOCKS)
    body = rows_below(raw)
    assert [row[0] for row in body] == ["C1", "C1", "C1", "C2", "C1", "C1", "合计"]
    assert [row[1] for row in body][:6] == ["A1", "A1", "A1", "A2", "A3", "A3"]
    assert body[6] == ["合计", None, None, None, 22.0]
    assert [row[4] for row in body] == [3.0, 4.0, 5.0, 3.0, 3.0, 4.0, 22.0]


def test_a_subtotal_without_a_label_gets_no_customer() -> None:
    rows = [*BLOCKS[:4], [None, None, None, None, 12], *BLOCKS[4:7]]
    (raw,) = tables_in(rows)
    assert rows_below(raw)[3] == [None, None, None, None, 12.0]


def test_a_subtotal_of_several_numbers_gets_no_customer() -> None:
    rows: list[list[object]] = [["Order no", "Customer", "Date", "Product", "Quantity", "Amount"]]
    for i in range(4):
        rows += [
            [f"A{i}", f"C{i}", "2024-01-05", "Tea", 1, 3],
            [None, None, None, "Cup", 2, 4],
            [None] * 4 + [3, 7],
        ]
    body = rows_below(tables_in(rows)[0])
    assert [row[1] for row in body][:3] == ["C0", "C0", None]


def test_customers_printed_once_in_a_sorted_outline() -> None:
    rows: list[list[object]] = [["Customer", "Date", "Product", "Amount"]]
    for name in ("Ann", "Bob", "Cleo"):
        rows += [
            [name, "2024-01-01", "Tea", 3],
            [None, "2024-02-01", "Cup", 4],
            [None, "2024-03-01", "Jug", 5],
        ]
    assert [row[0] for row in rows_below(tables_in(rows)[0])] == np.repeat(["Ann", "Bob", "Cleo"], 3).tolist()
    unsorted = [rows[0], *rows[4:7], *rows[1:4], *rows[7:]]
    assert tables_in(unsorted)[0].filled_down == {}


def test_groups_that_end_in_their_own_totals() -> None:
    rows: list[list[object]] = [["Customer", "Invoice", "Date", "Item", "Amount"]]
    for i in range(4):
        rows += [
            [f"Cust {i}", f"INV{i}", "2024-02-01", "Tea", 3],
            [None, None, None, "Tea Total", 4],
            [f"Cust {i} Total", None, None, None, 7],
        ]
    body = rows_below(tables_in(rows)[0])
    assert [row[:3] for row in body[:3]] == [
        ["Cust 0", "INV0", "2024-02-01"],
        ["Cust 0", "INV0", "2024-02-01"],
        ["Cust 0 Total", None, None],
    ]


def test_a_leading_column_that_is_often_empty_is_no_group() -> None:
    def rows(name: str) -> list[list[object]]:
        lines = [
            [f"R{i:02}" if i % 3 == 0 else None, f"C{i % 4}", f"2024-01-{i + 1:02}", "Tea", i]
            for i in range(12)
        ]
        return [[name, "Customer", "Order date", "Product", "Amount"], *lines]

    assert tables_in(rows("Refund no"))[0].filled_down == {}
    assert tables_in(rows("Order ID"))[0].filled_down == {}
