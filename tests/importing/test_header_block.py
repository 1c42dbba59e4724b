import pytest

from retention_desk.importing.header_block import HeaderBlock, header_block, is_units_row

from .grids import grid

DATA = [["C1", "Ann", "2024-01-05", 3], ["C2", "Bob", "2024-01-06", 4], ["C3", "Cleo", "2024-02-01", 5]]


def block(rows: list[list[object]], position: int, *merged: tuple[int, int, int, int]) -> HeaderBlock:
    return header_block(grid(rows), position, merged)


def test_one_row_of_names() -> None:
    found = block([["Customer", "Name", "Date", None], *DATA], 0)
    assert found == HeaderBlock(0, 1, ("Customer", "Name", "Date", "[D]"))


def test_an_unnamed_column_has_the_letter_of_its_place_in_the_file() -> None:
    assert header_block(grid([[None, "Date"], ["C1", "2024-01-05"]]), 0, (), 3).headers == ("[C]", "Date")


@pytest.mark.parametrize("position", [0, 1])
def test_merged_titles_above_names_whichever_row_was_taken_for_the_header(position: int) -> None:
    rows = [["Client", None, "Sales", None], ["Code", "Zone", "Q1", "Q2"], *DATA]
    found = block(rows, position, (0, 0, 0, 1), (0, 2, 0, 3))
    assert found == HeaderBlock(1, 2, ("Client – Code", "Client – Zone", "Sales – Q1", "Sales – Q2"))


def test_known_names_that_occur_once_stand_alone() -> None:
    rows = [["Customer", None, "Order", None], ["Customer ID", "Name", "Order date", "Extra"], *DATA]
    found = block(rows, 1, (0, 0, 0, 1), (0, 2, 0, 3))
    assert found.headers == ("Customer ID", "Name", "Order date", "Order – Extra")


def test_names_merged_over_both_rows() -> None:
    rows = [["客户编号", "客户名称", "订单", None], [None, None, "日期", "数量"], *DATA]
    found = block(rows, 0, (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3))
    assert (found.bottom, found.headers) == (1, ("客户编号", "客户名称", "日期", "数量"))


def test_names_merged_over_five_rows() -> None:
    rows = [
        ["Region", "Share", "Change of the cost of food", None],
        [None, None, None, None],
        [None, None, "since the last quarter", "since 2007"],
        [None, "in %", None, None],
        ["A", 1, 2, 3],
        ["B", 4, 5, 6],
    ]
    found = block(rows, 0, (0, 0, 3, 0), (0, 1, 2, 1), (0, 2, 1, 3), (2, 2, 3, 2), (2, 3, 3, 3))
    assert (found.bottom, found.depth) == (3, 4)
    assert found.headers == (
        "Region",
        "Share – in %",
        "Change of the cost of food – since the last quarter",
        "Change of the cost of food – since 2007",
    )


def test_notes_with_a_merged_cell_above_the_names_are_no_titles() -> None:
    rows = [["or", "merging", None, "cells"], ["Code", "Zone", "Date", "Sum"], *DATA]
    assert block(rows, 1, (0, 1, 0, 2)).headers == ("Code", "Zone", "Date", "Sum")


def test_titles_without_merged_cells_where_names_repeat() -> None:
    rows = [["Client", None, "January", None], ["Customer", "Name", "Name", "Name"], *DATA]
    found = block(rows, 1)
    assert found.headers == ("Customer", "Client – Name", "January – Name", "January – Name (2)")


@pytest.mark.parametrize(
    ("above", "merged"),
    [
        (["Sales report 2024", None, None, None], ((0, 0, 0, 3),)),
        (["Sales report 2024", None, None, None], ((0, 0, 0, 1),)),
        (["Sales report 2024", None, None, None], ()),
        (["Shop:", "Bonn", None, None], ()),
        ([None, None, None, "page 1"], ()),
    ],
)
def test_a_title_line_is_no_group_title(
    above: list[object], merged: tuple[tuple[int, int, int, int], ...]
) -> None:
    found = header_block(grid([above, ["Customer", "Name", "Date", "Amount"], *DATA]), 1, merged)
    assert found == HeaderBlock(1, 1, ("Customer", "Name", "Date", "Amount"))


def test_data_of_text_below_an_unnamed_column_is_no_second_header() -> None:
    rows = [["Name", None, "City"], ["Ann", "x", "Bonn"], ["Bob", "y", "Rome"], ["Cleo", "z", "Oslo"]]
    assert block(rows, 0).depth == 1


def test_a_person_s_choice_of_row_is_kept() -> None:
    rows = [["Client", None, "Sales", None], ["Code", "Zone", "Q1", "Q2"], *DATA]
    found = header_block(grid(rows), 0, ((0, 0, 0, 1), (0, 2, 0, 3)), fixed=True)
    assert (found.bottom, found.headers[0]) == (0, "Client")


def test_units_are_told_from_data() -> None:
    assert is_units_row([None, "(元)", "EUR", "pcs"])
    assert is_units_row(["YYYY-MM-DD", "【件】"])
    assert not is_units_row(["C1", "EUR"])
    assert not is_units_row([None, None])
    assert not is_units_row([5.0, "kg"])
