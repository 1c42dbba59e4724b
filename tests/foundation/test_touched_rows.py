import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.touched_rows import RowReference, TouchedRows


@given(st.lists(st.integers(1, 400)), st.integers(0, 60))
def test_rows_come_back_sorted_and_once(rows, most):
    made = TouchedRows.of("a.csv", "", rows)
    assert made.numbers().tolist() == sorted(set(rows))
    assert len(made) == len(set(rows))
    assert made.numbers(most).tolist() == sorted(set(rows))[:most]


def test_a_million_rows_in_a_row_are_two_numbers():
    made = TouchedRows.of("a.csv", "S", np.arange(2, 1_000_002))
    assert (made.first.tolist(), made.last.tolist(), len(made)) == ([2], [1_000_001], 1_000_000)
    assert made.references(1) == (RowReference("a.csv", "S", 2),)


def test_rows_are_written_as_runs():
    made = TouchedRows.of("a.csv", "", [4, 5, 6, 15, 20, 21])
    assert made.text() == "4–6, 15, 20–21"
    assert made.text(2) == "4–6, 15, …"
    assert TouchedRows.of("a.csv", "", []).text() == ""
