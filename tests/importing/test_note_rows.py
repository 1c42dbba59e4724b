import numpy as np
import pytest

from retention_desk.importing.note_rows import note_rows
from retention_desk.importing.typing_columns import Cells

from .grids import grid

DATA = [["C1", "Ann", "Bonn", 3], ["C2", "Bob", None, 4], ["C3", "Cleo", "Oslo", 5], ["C4", "Dan", "Rome", 6]]


def notes(rows: list[list[object]]) -> list[int]:
    cells = {name: Cells.of(column) for name, column in grid(rows).items()}
    filled = {name: column.codes >= 0 for name, column in cells.items()}
    n_filled = np.sum(list(filled.values()), axis=0, dtype=np.int32)
    found = note_rows(cells, filled, n_filled, 0, np.zeros(len(rows), dtype=bool))
    return np.flatnonzero(found).tolist()


@pytest.mark.parametrize(
    "note",
    [
        ["Source: the till of our shop"],
        ["* without returns"],
        ["注：不含退货"],
        ["制表人：张三", None, "审核人：李四"],
        ["printed 2024-02-01 by Ann"],
        [None, "all prices with tax"],
        ["All prices are given without the tax"],
    ],
)
def test_remarks_below_the_table(note: list[object]) -> None:
    wide = [[*row, "x", "y"] for row in DATA]
    assert notes([*wide, note]) == [4]
    assert notes([*wide, [None], note]) == [5]


def test_a_customer_of_whom_only_the_key_is_known_is_data() -> None:
    assert notes([*DATA, ["C5"]]) == []
    assert notes([*DATA[:1], ["Museum of Modern Art"], *DATA[1:]]) == []
    assert notes([["C1", "Ann"], ["C2", "Bob"], ["C3"]]) == []


def test_a_title_between_pages() -> None:
    assert notes([*DATA, [None, "page 2 of 3"], *DATA]) == [4]


def test_a_small_summary_below_the_table_and_a_blank_row_is_no_data() -> None:
    wide = [[*row, "x", "y"] for row in DATA]
    assert notes([*wide, [None], ["Paid by", "Count"], ["Cash", 3], ["Card", 4]]) == [5, 6, 7]
    assert notes([*wide, ["C5", "Eve"], ["C6", "Finn"]]) == []
