"""Who buys again, so many periods after the first time: by cohort or by any column."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import CohortGrid, Segments
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.split_results import RetentionCurves
from retention_desk.foundation.wording import PeriodName, phrase
from retention_desk.metrics.cohorts import GRID_PERIOD, grid_of_context
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.split_columns import grouping
from retention_desk.metrics.split_metric import group_contexts


def retention_curves(
    column: str | None,
    data: CustomerData,
    book: OrderBook | None,
    settings: AnalysisSettings,
    segments: Segments | None = None,
    context: MetricContext | None = None,
) -> RetentionCurves | None:
    """Return the share of customers active k periods after their first, by cohort (None) or by a column.

    None without events or without two groups.

    Notes
    -----
    The share at k rests on the customers whose k-th period is over at the as-of date; the cohorts of a group
    are taken together.
    """
    whole = context or MetricContext(data, book, settings)
    period = GRID_PERIOD[settings.general.period]
    if column is None:
        return _by_cohort(grid_of_context(whole, period), settings.figures.groups_shown)
    groups = grouping(whole, column, segments)
    if groups is None:
        return None
    parts = group_contexts(whole, groups)
    grids = [grid_of_context(part, period) for part in parts]
    told = [k for k, grid in enumerate(grids) if grid is not None]
    if not told:
        return None
    pooled = [_pooled(grid) for grid in grids if grid is not None]
    longest = max(len(curve[0]) for curve in pooled)
    exact, later, reached = (
        np.stack([np.pad(curve[part], (0, longest - len(curve[part])), constant_values=empty)
                  for curve in pooled])
        for part, empty in ((0, np.nan), (1, np.nan), (2, 0))
    )  # fmt: skip
    keys = tuple(groups.keys[k] for k in told)
    names, members = tuple(groups.names[k] for k in told), tuple(parts[k].members for k in told)
    return RetentionCurves(groups.column, period, keys, names, exact, later, reached, members)


def _pooled(grid: CohortGrid) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the shares over all cohorts of a grid, and the customers they rest on."""
    reached = (grid.mature * grid.size[:, None]).sum(axis=0)
    parts = []
    for table in (grid.active, grid.active_or_later):
        stayed = np.where(grid.mature, table, 0.0).sum(axis=0)
        share = np.full(len(reached), np.nan)
        np.divide(stayed, reached, out=share, where=reached > 0)
        parts.append(share)
    return parts[0], parts[1], reached.astype(np.int64)


def _by_cohort(grid: CohortGrid | None, most: int) -> RetentionCurves | None:
    if grid is None:
        return None
    kept = np.flatnonzero(grid.size > 0)[-most:]
    size = grid.size[kept, None]
    exact, later = (
        np.where(grid.mature[kept], table[kept], np.nan) / size
        for table in (grid.active, grid.active_or_later)
    )
    names = tuple(phrase("{cohort}", cohort=PeriodName(grid.starts[k], grid.period)) for k in kept)
    keys = tuple(f"{grid.starts[k]:%Y-%m-%d}" for k in kept)
    return RetentionCurves(None, grid.period, keys, names, exact, later, grid.mature[kept] * size)
