"""A workbook cell by cell."""

import pandas as pd

from retention_desk.foundation.book_cells import BookCells, BookSheet

SHEET = BookSheet(
    "S", False, 3, 2, pd.DataFrame({0: pd.Categorical(["a", None]), 1: pd.Categorical([1.5, 2.0])})
)


def test_cells_are_found_by_the_numbers_the_file_has():
    assert SHEET.column(2).tolist() == ["a", None]
    assert SHEET.column(1).tolist() == [None, None]
    assert SHEET.row(3) == {2: "a", 3: 1.5}
    assert SHEET.row(4) == {3: 2.0}
    assert SHEET.row(1) == {}
    assert SHEET.without_value() == frozenset()


def test_a_sheet_is_found_by_name():
    book = BookCells("b.xlsx", "", (SHEET,))
    assert book.sheet("S") is SHEET
    assert book.sheet("T") is None
