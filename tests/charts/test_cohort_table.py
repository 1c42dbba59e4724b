"""The cohort grid as shares."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from retention_desk.charts.cohort_table import cohort_table
from tests.charts.builders import small_grid


def test_cohort_shares_and_their_average_over_what_is_over():
    table = cohort_table(small_grid())
    np.testing.assert_allclose(table["1"], [0.3, 0.2, np.nan])
    facts = table.attrs["facts"]
    np.testing.assert_allclose(facts["average"], [1.0, 0.3, np.nan])
    np.testing.assert_allclose(cohort_table(small_grid(), "active_or_later")["1"][0], 0.4)
    np.testing.assert_allclose(cohort_table(small_grid(), "revenue")["1"], [0.5, 0.25, np.nan])
    assert cohort_table(small_grid(), shown=2)["size"].tolist() == [50, 20]


def test_no_grid_is_an_empty_table():
    assert len(cohort_table(None)) == 0


def test_cohorts_without_anybody_at_the_end_are_left_out():
    grid = small_grid()
    quiet = replace(grid, size=np.array([100, 50, 0]))
    table = cohort_table(quiet)
    assert table["size"].tolist() == [100, 50]
    assert [name for name in table.columns if name.isdigit()] == ["0", "1", "2"]
    assert len(cohort_table(replace(grid, size=np.zeros(3, dtype=int)))) == 0
