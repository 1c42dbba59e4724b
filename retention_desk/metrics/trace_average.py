"""The source rows behind the row of averages under the cohort grid."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

import numpy as np

from retention_desk.foundation.results import FigureText, Floats, Metric
from retention_desk.foundation.trace_results import AverageOf, CellOf, Members, RowSet, Trace
from retention_desk.foundation.trace_rows import rows_table, sheet_counts
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.metrics.cohorts import GRID_PERIOD, grid_of_context
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.trace_cell import Cell, cell_of, members_of_cell, no_cell, rows_of_cell
from retention_desk.metrics.trace_figure import context_of_rows

KEY: Final = "cohort_average"


def trace_average(asked: AverageOf, context: MetricContext) -> Trace:
    """Return the source rows of all cells that one of the averages under the grid is made of.

    Raises
    ------
    UserFacingError
        ``unknown_cell``: one of the cohorts is not there, or its later period has not begun.

    Notes
    -----
    The average of the cohorts' shares, weighted by their customers. Of counts that is all who were there ÷
    all customers of the cohorts.
    """
    period = asked.period or GRID_PERIOD[context.settings.general.period]
    cohorts = _cohorts_over(asked, context, period) if asked.cohorts is None else asked.cohorts
    cells = []
    for start in cohorts:
        cell = cell_of(CellOf(start, asked.steps, asked.count, period), context, period)
        if cell is None:
            raise no_cell(start, asked.steps)
        cells.append(cell)
    members = _members(cells)

    def rows() -> tuple[RowSet, ...]:
        sets = [one for cell in cells for one in rows_of_cell(cell)]
        kinds = dict.fromkeys((one.kind, one.role) for one in sets)
        return tuple(
            RowSet(kind, role, np.concatenate([o.places for o in sets if (o.kind, o.role) == (kind, role)]))
            for kind, role in kinds
        )

    name = phrase("Average of the cohorts, {period} {steps:count}", period=PERIODS[period], steps=asked.steps)
    definition = phrase("Mean of the cohorts whose period is over, weighted by their customers.")
    averaged = phrase_n("{n:count} cohort", "{n:count} cohorts", len(cells))
    return Trace(
        metric=_metric(asked, cells, members),
        text=FigureText(KEY, name, definition),
        customer=None,
        filters=(phrase("as of {day:date}", day=context.data.as_of), averaged),
        sheets=sheet_counts(context.data, rows()),
        list_rows=lambda: rows_table(context.data, rows(), members),
        compute_again=lambda: _again(asked, cohorts, context_of_rows(context, rows()), period),
        members=members,
    )


def _cohorts_over(asked: AverageOf, context: MetricContext, period: str) -> tuple[dt.date, ...]:
    grid = grid_of_context(context, period)
    if grid is None or not 0 <= asked.steps < grid.mature.shape[1]:
        return ()
    known = grid.mature[:, asked.steps] & (grid.size > 0)
    if asked.count == "revenue":
        known &= grid.revenue[:, 0] > 0
    return tuple(grid.starts[place] for place in np.flatnonzero(known).tolist())


def _members(cells: Sequence[Cell]) -> Members:
    each = [members_of_cell(cell) for cell in cells]
    nobody = np.zeros(0, dtype=np.int64)
    return Members(
        np.sort(np.concatenate([nobody, *(one.numerator for one in each)])),
        np.sort(np.concatenate([nobody, *(one.denominator for one in each)])),
    )


def _metric(asked: AverageOf, cells: Sequence[Cell], members: Members) -> Metric:
    sizes = np.array([cell.cohort.sum() for cell in cells], dtype=np.float64)
    n, there = len(members.denominator), len(members.numerator)
    if not n:
        why = phrase("no cohort's period is over")
        return Metric(KEY, "share", None, numerator=0, denominator=0, missing=why)
    if asked.count != "revenue":
        formula = phrase("{numerator:count} ÷ {denominator:count}", numerator=there, denominator=n)
        return Metric(KEY, "share", there / n, n=n, numerator=there, denominator=n, formula=formula)
    shares = np.array([_revenue_share(cell) for cell in cells])
    made = phrase_n(
        "mean of {n:count} cohort, weighted by {customers:count} customers",
        "mean of {n:count} cohorts, weighted by {customers:count} customers",
        len(cells), customers=n,
    )  # fmt: skip
    return Metric(KEY, "share", _weighted(shares, sizes), n=n, formula=made)


def _revenue_share(cell: Cell) -> float:
    return float(cell.amount[cell.inside].sum() / cell.amount[cell.begins].sum())


def _weighted(shares: Floats, sizes: Floats) -> float:
    return float((shares * sizes).sum() / sizes.sum())


def _again(asked: AverageOf, cohorts: tuple[dt.date, ...], alone: MetricContext, period: str) -> float | None:
    """Return the average of the grid that some rows alone make."""
    grid = grid_of_context(alone, period)
    if grid is None or not set(cohorts) <= set(grid.starts):
        return None
    rows = [grid.starts.index(start) for start in cohorts]
    sizes = grid.size[rows].astype(np.float64)
    if asked.count == "revenue":
        return _weighted(grid.revenue[rows, asked.steps] / grid.revenue[rows, 0], sizes)
    counted = grid.active if asked.count == "exact" else grid.active_or_later
    return _weighted(counted[rows, asked.steps] / sizes, sizes)
