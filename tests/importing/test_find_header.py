from pathlib import Path

import pytest

from retention_desk.importing.find_header import cell_text, header_position, is_text, row_objects
from retention_desk.importing.sheet_cells import column_of, frame_of

TABLE = [
    ["Customer", "Date", "Amount"],
    ["C1", "2024-01-01", "5"],
    ["C2", "2024-01-02", "6"],
    ["C3", "2024-01-03", "7"],
]


def frame(rows: list[list[object]]) -> object:
    width = max(map(len, rows))
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    return frame_of([column_of(column, len(rows)) for column in zip(*full, strict=True)], len(rows))


@pytest.mark.parametrize(
    "above",
    [
        [],
        [["Monthly report"]],
        [["Report"], [], ["printed 2024-02-01"], []],
        [["Notes", "by shop"], ["all prices in EUR"]],
    ],
)
def test_the_header_is_found_below_titles_and_notes(above: list[list[object]]) -> None:
    rows = [row or [None] for row in above] + TABLE
    assert header_position(frame(rows)) == len(above)


def test_a_chinese_header_and_numbers_as_numbers() -> None:
    rows = [
        ["2024年销售报表", None, None],
        ["客户编号", "订单日期", "金额"],
        ["A1", 45000.0, 3.0],
        ["A2", 45001.0, 4.0],
    ]
    assert header_position(frame(rows)) == 1


def test_a_table_without_a_header_has_none() -> None:
    assert header_position(frame([["00004", "19970101", "29.33"], ["00021", "19970118", "13.97"]])) is None


def test_data_of_text_does_not_win_over_the_header() -> None:
    rows = [["name", "city"], ["Ann", "Bonn"], ["Bob", "Rome"], ["Cleo", "Oslo"]]
    assert header_position(frame(rows)) == 0


def test_the_header_far_below_long_notes() -> None:
    notes = [[f"Remark {i}: prices without tax", None, None] for i in range(150)]
    assert header_position(frame(notes + TABLE)) == 150


def test_cells_as_text_and_rows_as_lists() -> None:
    assert [cell_text(cell) for cell in (2011.0, " a  b ", None, float("nan"), 1.5)] == [
        "2011",
        "a b",
        "",
        "",
        "1.5",
    ]
    assert [is_text(cell) for cell in ("Region", "12.50", "£ 3", 4.0)] == [True, False, False, False]
    assert row_objects(frame([["a", " "], [1.0, None]]), 0, 9) == [["a", None], [1.0, None]]


def test_public_files_with_notes_above(shared_data: Path) -> None:
    from retention_desk.importing.read_export import read_export

    def found(name: str) -> list[int | None]:
        return [raw.header_row for raw in read_export(shared_data / name)]

    assert found("messy/readxl_deaths.xlsx") == [5, 5]
    assert found("messy/datev_EXTF_Stammdaten.csv") == [2]
    assert found("messy/csvkit_test_skip_lines.xlsx") == [4]
    assert found("messy/readxl_65536-rows-xls.xls") == [65_535]
