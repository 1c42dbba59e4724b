"""Averages under the cohort grid come out again from their rows alone."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.trace_results import AverageOf
from retention_desk.metrics.cohorts import grid_of_context
from retention_desk.metrics.trace_average import trace_average
from tests.metrics.builders import everything, with_row_numbers
from tests.metrics.test_trace_cell import cell_of, context_of


@pytest.mark.parametrize("count", ["exact", "later", "revenue"])
@pytest.mark.parametrize("step", [0, 2])
def test_the_mean_of_the_cells_weighted_by_customers(count, step):
    context = context_of(with_row_numbers(everything(1)))
    grid = grid_of_context(context, "month")
    rows = [r for r in range(len(grid.size)) if grid.mature[r, step] and grid.size[r]][:5]
    shares = np.array([cell_of(grid, row, step, count) for row in rows])
    wanted = np.average(shares, weights=grid.size[rows])
    trace = trace_average(AverageOf(tuple(grid.starts[r] for r in rows), step, count, "month"), context)
    assert trace.metric.value == pytest.approx(wanted, rel=1e-12)
    assert trace.recomputed == pytest.approx(wanted, rel=1e-12)
    assert len(trace.members.denominator) == grid.size[rows].sum()
    assert trace.count == len(trace.table.drop_duplicates(["kind", "row"]))


def test_without_a_cohort_there_is_no_average_and_an_unknown_one_is_refused():
    context = context_of(with_row_numbers(everything(1)))
    assert trace_average(AverageOf((), 1, "exact", "month"), context).metric.value is None
    far = grid_of_context(context, "month").starts[-1]
    with pytest.raises(UserFacingError, match="unknown_cell"):
        trace_average(AverageOf((far,), 99, "exact", "month"), context)
