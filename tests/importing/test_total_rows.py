import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.foundation.dataset import FileTotal
from retention_desk.importing.propose_mapping import propose_mapping
from retention_desk.importing.row_reasons import REASONS
from retention_desk.importing.tidy_table import TidyTable, tidy_table

from .grids import tables_in

HEAD = ["Customer", "Order date", "Product", "Amount"]
LINES = [
    ["C1", "2024-01-05", "Tea", 3.5],
    ["C2", "2024-01-06", "Cup", 4.25],
    ["C1", "2024-02-01", "Jug", 5.0],
]


def tidied(rows: list[list[object]]) -> TidyTable:
    (raw,) = tables_in(rows)
    (mapping,) = propose_mapping([raw])
    return tidy_table(raw, mapping)


def aside(table: TidyTable) -> dict[int, str]:
    return {int(row): REASONS[code] for row, code in zip(table.aside_row, table.aside_code, strict=True)}


def totals(rows: list[list[object]]) -> tuple[FileTotal, ...]:
    return tidied(rows).source.layout.totals


def test_the_file_s_own_total_agrees_with_ours() -> None:
    (total,) = totals([HEAD, *LINES, ["Total", None, None, 12.75]])
    assert total == FileTotal(5, "Total", "Amount", 12.75, 12.75, 3, True)


def test_a_total_that_does_not_agree_is_told_with_both_figures() -> None:
    (total,) = totals([HEAD, *LINES, [None, None, "合计", 13.75]])
    assert (total.stated, total.summed, total.agrees) == (13.75, 12.75, False)


def test_subtotals_of_groups_and_a_grand_total() -> None:
    rows = [
        HEAD, *LINES[:2], ["小计", None, None, 7.75], LINES[2], ["小计", None, None, 5.0],
        ["总计", None, None, 12.75],
    ]  # fmt: skip
    assert [(t.row, t.summed, t.n_rows, t.agrees) for t in totals(rows)] == [
        (4, 7.75, 2, True),
        (6, 5.0, 1, True),
        (7, 12.75, 3, True),
    ]


def test_totals_of_two_levels() -> None:
    rows = [
        HEAD, LINES[0], ["C1 Total", None, None, 3.5], LINES[1], ["C2 Total", None, None, 4.25],
        ["North Total", None, None, 7.75], LINES[2], ["C1 Total", None, None, 5], ["South Total", None, None, 5],
        ["Grand Total", None, None, 12.75],
    ]  # fmt: skip
    found = tidied(rows)
    assert all(total.agrees for total in found.source.layout.totals)
    assert set(aside(found).values()) == {"total_row"}
    assert (found.source.rows_used, found.source.rows_set_aside) == (3, 6)


def test_numbers_alone_are_a_total_when_they_add_up() -> None:
    found = tidied([HEAD, *LINES, [None, None, None, 12.75]])
    assert aside(found) == {5: "total_row"}
    assert found.source.layout.totals[0].label == ""
    other = tidied([HEAD, *LINES, [None, None, None, 99.0]])
    assert aside(other) == {5: "missing_customer_id"} or aside(other) == {5: "note_row"}


@pytest.mark.parametrize(
    "line",
    [
        ["C3", "2024-02-02", "Total Care", 12.75],
        ["Summe GmbH", "2024-02-02", "Tea", 12.75],
        ["Total", "2024-02-02", "Tea", 12.75],
        ["C3", "2024-02-02", "合计", 3.0],
        ["C3", "2024-02-02", None, 12.75],
    ],
)
def test_words_for_totals_in_data_change_nothing(line: list[object]) -> None:
    found = tidied([HEAD, *LINES, line, *LINES])
    assert found.source.rows_set_aside == 0
    assert found.source.layout.totals == ()


def test_a_line_without_a_customer_is_no_total_though_its_product_is_called_so() -> None:
    found = tidied(
        [
            ["Order ID", *HEAD],
            *[[f"A{i}", *line] for i, line in enumerate(LINES)],
            ["A9", None, "2024-03-01", "Tea Total", 9],
        ]
    )
    assert aside(found) == {5: "missing_customer_id"}


def test_a_table_of_customers_with_a_total() -> None:
    people = [
        ["Customer ID", "Name", "City", "Points"],
        ["C1", "Total", "Paris", 5],
        ["C2", "Ann", "Bonn", 6],
        ["C3", "Bob", None, 7],
    ]
    found = tidied([*people, ["合计", None, None, 18]])
    assert found.source.rows_used == 3
    assert aside(found) == {5: "total_row"}
    assert [(t.column, t.agrees) for t in found.source.layout.totals] == [("Points", True)]


def test_a_table_of_two_columns() -> None:
    rows = [["Customer", "Points"], *[[f"C{i}", i] for i in range(1, 9)]]
    assert aside(tidied([*rows, ["Total", 36]])) == {10: "total_row"}
    assert aside(tidied([*rows, ["Summe", 37]])) == {10: "total_row"}
    assert aside(tidied([*rows[:4], ["Total", 5], *rows[4:]])) == {}


def test_averages_are_left_out_and_not_compared() -> None:
    found = tidied([HEAD, *LINES, ["Average", None, None, 4.25], ["Total", None, None, 12.75]])
    assert set(aside(found).values()) == {"total_row"}
    assert [total.label for total in found.source.layout.totals] == ["Total"]


@settings(max_examples=25, deadline=None)
@given(
    cents=st.lists(st.integers(1, 10**7), min_size=2, max_size=40),
    cuts=st.sets(st.integers(1, 39), max_size=4),
    label=st.sampled_from(["Subtotal", "小计", "Zwischensumme"]),
)
def test_subtotals_anywhere_take_nothing_from_the_data(cents: list[int], cuts: set[int], label: str) -> None:
    rows: list[list[object]] = [HEAD]
    since, n_subtotals = 0, 0
    for i, cent in enumerate(cents):
        rows.append([f"C{i % 7}", (dt.date(2024, 1, 1) + dt.timedelta(i)).isoformat(), "Tea", cent / 100])
        since += cent
        if i + 1 in cuts:
            rows.append([label, None, None, since / 100])
            since, n_subtotals = 0, n_subtotals + 1
    rows.append(["Grand total", None, None, sum(cents) / 100])
    found = tidied(rows)
    assert found.frame["amount"].sum() == pytest.approx(sum(cents) / 100)
    assert found.source.rows_used == len(cents)
    assert found.source.rows_set_aside == n_subtotals + 1
    assert all(total.agrees for total in found.source.layout.totals)


@pytest.mark.parametrize("stated", [7.75 - 5.0, 7.75])
def test_a_total_with_returned_lines_taken_off_or_left_out(stated: float) -> None:
    rows = [[*line, "refunded" if i == 2 else "paid"] for i, line in enumerate(LINES)]
    (total,) = totals([[*HEAD, "Status"], *rows, ["Total", None, None, stated, None]])
    assert (total.agrees, total.is_net, total.summed) == (True, True, stated)
