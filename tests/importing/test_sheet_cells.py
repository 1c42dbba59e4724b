import numpy as np

from retention_desk.importing.sheet_cells import coded, column_of, frame_of


def test_distinct_cells_keep_their_types_and_blanks_are_empty() -> None:
    column = column_of(["a", 1.0, "", None, "a", True, False], 7)
    assert column.cat.codes.tolist() == [0, 1, -1, -1, 0, 2, 3]
    assert column.cat.categories.tolist() == ["a", 1.0, "TRUE", "FALSE"]


def test_columns_side_by_side() -> None:
    frame = frame_of([coded(np.array([0, -1]), ["x"]), coded(np.array([0, 1]), [1.0, 2.0])], 2)
    assert frame.shape == (2, 2)
    assert frame[1].tolist() == [1.0, 2.0]
    assert frame_of([], 0).empty
