"""Traces of cohort cells: each cell of the grid comes out again from its rows alone."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.trace_results import CellOf
from retention_desk.metrics.cohorts import grid_of_context
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.trace_cell import trace_cell
from tests.metrics.builders import everything, with_row_numbers


def context_of(data, **general):
    return MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(**general)))


def cell_of(grid, row, step, count):
    if count == "revenue":
        return grid.revenue[row, step] / grid.revenue[row, 0]
    return (grid.active if count == "exact" else grid.active_or_later)[row, step] / grid.size[row]


@given(
    seed=st.integers(0, 4),
    place=st.tuples(st.integers(0, 23), st.integers(0, 23)),
    count=st.sampled_from(["exact", "later", "revenue"]),
    period=st.sampled_from(["month", "quarter"]),
)
def test_a_cell_comes_out_again_from_its_rows_alone(seed, place, count, period):
    context = context_of(with_row_numbers(everything(seed)))
    grid = grid_of_context(context, period)
    row, step = place
    row = row % len(grid.size)
    if grid.size[row] == 0 or not np.isfinite(grid.active[row, step % len(grid.size)]):
        return
    asked = CellOf(grid.starts[row], step % len(grid.size), count, period)
    trace = trace_cell(asked, context)
    wanted = cell_of(grid, row, asked.steps, count)
    assert trace.metric.value == pytest.approx(wanted, rel=1e-12)
    assert trace.recomputed == pytest.approx(wanted, rel=1e-12)
    assert trace.count == len(trace.table.drop_duplicates(["kind", "row"]))


def test_the_members_are_those_who_bought_and_all_of_the_cohort():
    context = context_of(everything())
    orders = context.data.events["orders"]
    bought = orders[orders["is_purchase"]]
    month = bought["ordered_on"].dt.to_period("M")
    first = month.groupby(bought["customer"]).min()
    cohort = first.value_counts().index[0]
    later = bought["customer"][month == cohort + 3].unique()
    trace = trace_cell(CellOf(cohort.start_time.date(), 3), context)
    members = trace.members
    assert set(members.denominator) == set(first.index[first == cohort])
    assert set(members.numerator) == set(later) & set(members.denominator)
    counted = trace.table[trace.table["role"] == "counted"]
    assert set(counted["counts"]) <= {"both"}
    assert trace.metric.formula.values["denominator"] == len(members.denominator)


def test_without_orders_activity_makes_cohorts():
    context = context_of(everything(business="subscription"))
    grid = grid_of_context(context, "month")
    row = int(np.argmax(grid.size))
    trace = trace_cell(CellOf(grid.starts[row], 1), context)
    assert set(trace.table["kind"]) == {"activity"}
    assert trace.recomputed == pytest.approx(grid.active[row, 1] / grid.size[row])


@pytest.mark.parametrize("asked", [CellOf(dt.date(1990, 1, 1), 1), CellOf(dt.date(2020, 3, 2), 1)])
def test_a_cell_that_is_not_there_says_so(asked):
    context = context_of(everything())
    with pytest.raises(UserFacingError, match="unknown_cell"):
        trace_cell(asked, context)


def test_a_period_that_has_not_begun_is_no_cell():
    context = context_of(everything())
    grid = grid_of_context(context, "month")
    with pytest.raises(UserFacingError, match="unknown_cell"):
        trace_cell(CellOf(grid.starts[0], len(grid.size)), context)
