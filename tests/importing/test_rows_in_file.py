import numpy as np

from retention_desk.importing.rows_in_file import all_rows_of, rows_in_file

from .grids import tables_in


def test_rows_are_named_with_file_and_sheet() -> None:
    (raw,) = tables_in([["customer id", "city"], ["A", "x"], ["B", "y"], ["C", "x"]])
    (made,) = rows_in_file(raw, np.array([4, 2], dtype=np.int32))
    assert (made.file, made.sheet, made.numbers().tolist()) == ("book.xlsx", "Sheet1", [2, 4])
    assert rows_in_file(raw, np.array([], dtype=np.int32)) == ()


def test_all_rows_of_a_table_are_those_below_its_header() -> None:
    (raw,) = tables_in([["Title"], [], ["customer id", "city"], ["A", "x"], ["B", "y"]])
    assert all_rows_of(raw)[0].numbers().tolist() == [4, 5]
