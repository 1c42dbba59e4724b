"""Cohort cells: customers, shares and revenue, the average, and the grid as text and as CSV."""

from __future__ import annotations

import csv
import datetime as dt
import io

import numpy as np
import pytest

from retention_desk.desktop.retention_page.cohort_cells import (
    CohortLook,
    average_shares,
    cell_shares,
    cohort_cells,
    cohort_csv,
    cohort_lines,
    first_cohort,
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
EXACT, LATER = CohortLook(), CohortLook(later=True)
CUSTOMERS, REVENUE = CohortLook(measure="customers"), CohortLook(measure="revenue")
WORDS = Words("en")


def test_shares_are_of_the_cohort_and_revenue_of_its_first_period():
    assert cell_shares(GRID, EXACT)[0].tolist() == [1.0, 0.5, 0.2]
    assert cell_shares(GRID, LATER)[0, 1] == 0.6
    assert cell_shares(GRID, REVENUE)[1, 1] == pytest.approx(0.2)


def test_the_average_is_weighted_by_size_and_leaves_out_periods_not_over():
    mean = average_shares(cell_shares(GRID, EXACT), GRID, slice(None))
    assert mean[1] == pytest.approx((5 + 10) / 50)
    assert mean[2] == pytest.approx(0.2)


def test_only_the_last_cohorts_are_shown():
    cells = cohort_cells(GRID, WORDS, CohortLook(last=2))
    assert list(cells.labels) == ["Feb 2011", "Mar"]
    assert cells.shares.shape == (2, 2)
    assert first_cohort(GRID, CohortLook(last=2)) == 1
    assert first_cohort(GRID, CohortLook(last=None)) == 0


def test_customers_are_written_on_the_ramp_of_their_share():
    shares, customers = cohort_cells(GRID, WORDS, EXACT), cohort_cells(GRID, WORDS, CUSTOMERS)
    np.testing.assert_array_equal(customers.written(), GRID.active)
    np.testing.assert_array_equal(customers.shares, shares.shares)
    # The mean of both cohorts whose next month is over, and of the one whose month after is.
    assert customers.written_average()[:3].tolist() == [25.0, 7.5, 2.0]
    later = cohort_cells(GRID, WORDS, CohortLook(measure="customers", later=True))
    assert later.written()[0, 1] == 6


def test_the_answer_is_over_what_is_shown_and_over():
    assert cohort_cells(GRID, WORDS, EXACT).pooled_share() == pytest.approx((5 + 2 + 10) / (10 + 10 + 40))
    assert cohort_cells(GRID, WORDS, CohortLook(last=1)).pooled_share() is None


def test_the_lines_are_what_is_seen():
    lines = cohort_lines(cohort_cells(GRID, WORDS, EXACT), WORDS)
    assert lines[0] == ["First order", "n", "month 0", "1", "2", "Not over"]
    assert lines[1] == ["Average", "70", "100", "30", "20", ""]
    assert lines[2] == ["Jan 2011", "10", "100", "50", "20", ""]
    assert lines[4] == ["Mar", "20", "100", "", "", "0"]
    without = cohort_lines(cohort_cells(GRID, WORDS, CohortLook(average=False)), WORDS)
    assert without[1][0] == "Jan 2011"


@pytest.mark.parametrize(
    ("look", "second"), [(EXACT, "0.5"), (LATER, "0.6"), (CUSTOMERS, "5"), (REVENUE, "0.5")]
)
def test_csv_has_the_numbers_in_full_and_whole_names(look, second):
    cells = cohort_cells(GRID, WORDS, look, orders=False)
    rows = list(csv.reader(io.StringIO(cohort_csv(cells, GRID.starts, "month", WORDS))))
    assert rows[0][0] == "First use"
    assert [row[0] for row in rows[2:]] == ["Jan 2011", "Feb 2011", "Mar 2011"]
    assert rows[2][3] == second
    assert {len(row) for row in rows} == {6}
