"""Cohort cells: shares, average, sentences, Wilson's interval."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from retention_desk.desktop.cohort_cells import (
    average_shares,
    cell_sentence,
    cell_shares,
    cohort_cells,
    period_after,
    wilson,
)
from retention_desk.foundation.results import CohortGrid
from retention_desk.foundation.wording import Words

GRID = CohortGrid(
    "month",
    (dt.date(2011, 1, 1), dt.date(2011, 2, 1), dt.date(2011, 3, 1)),
    np.array([10, 40, 20]),
    np.array([[10.0, 5, 2], [40, 10, np.nan], [20, np.nan, np.nan]]),
    np.array([[10.0, 6, 2], [40, 10, np.nan], [20, np.nan, np.nan]]),
    np.array([[100.0, 50, 30], [400, 80, np.nan], [200, np.nan, np.nan]]),
    np.array([[True, True, True], [True, True, False], [False, False, False]]),
)


def test_shares_are_of_the_cohort_and_revenue_of_its_first_period():
    assert cell_shares(GRID, "exact")[0].tolist() == [1.0, 0.5, 0.2]
    assert cell_shares(GRID, "later")[0, 1] == 0.6
    assert cell_shares(GRID, "revenue")[1, 1] == pytest.approx(0.2)


def test_the_average_is_weighted_by_size_and_leaves_out_periods_not_over():
    mean = average_shares(cell_shares(GRID, "exact"), GRID, slice(None))
    assert mean[1] == pytest.approx((5 + 10) / 50)
    assert mean[2] == pytest.approx(0.2)


def test_only_the_last_cohorts_are_shown():
    cells = cohort_cells(GRID, Words("en"), last=2)
    assert list(cells.labels) == ["Feb 2011", "Mar"]
    assert cells.shares.shape == (2, 2)


def test_a_cell_reads_as_a_sentence():
    said = Words("en")(cell_sentence(GRID, Words("en"), "exact", 1, 1))
    assert said.startswith("Of 40 who first bought in Feb 2011, **10 (25.0")
    assert "bought in Mar 2011" in said


def test_wilson_gives_the_published_interval():
    # Newcombe (1998), table I: 81 of 263.
    low, high = wilson(81, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_periods_run_over_the_end_of_a_year():
    assert period_after(dt.date(2011, 11, 1), "month", 3) == dt.date(2012, 2, 1)
    assert period_after(dt.date(2011, 10, 1), "quarter", 1) == dt.date(2012, 1, 1)
