"""The rows behind whatever of the metrics is asked about."""

from __future__ import annotations

from retention_desk.foundation.results import Segments
from retention_desk.foundation.trace_results import AverageOf, CellOf, CustomersOf, FigureOf, StayOf, Trace
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.trace_average import trace_average
from retention_desk.metrics.trace_cell import trace_cell
from retention_desk.metrics.trace_customers import trace_customers
from retention_desk.metrics.trace_figure import trace_figure
from retention_desk.metrics.trace_group import trace_group
from retention_desk.metrics.trace_stay import trace_stay


def trace_any(
    asked: FigureOf | CellOf | AverageOf | StayOf | CustomersOf,
    context: MetricContext,
    segments: Segments | None,
) -> Trace:
    """Return the source rows behind a figure, a group, a cell, an average, a point of a curve or customers.

    Raises
    ------
    UserFacingError
        ``unknown_figure``, ``unknown_customer``, ``unknown_column``, ``unknown_group``, ``unknown_period``,
        ``unknown_cell``.
    """
    if isinstance(asked, CellOf):
        return trace_cell(asked, context)
    if isinstance(asked, AverageOf):
        return trace_average(asked, context)
    if isinstance(asked, StayOf):
        return trace_stay(asked, context)
    if isinstance(asked, CustomersOf):
        return trace_customers(asked, context.data)
    if asked.period is not None:
        context = context.in_periods(asked.period)
    if asked.column is not None:
        return trace_group(asked.key, asked.column, asked.group or "", context, segments)
    return trace_figure(asked.key, context, asked.customer, period_end=asked.period_end)
