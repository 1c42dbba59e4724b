"""The source rows behind one group of a split: a bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from retention_desk.foundation.results import FigureText, Segments
from retention_desk.foundation.trace_results import Members, RowSet, Trace
from retention_desk.foundation.trace_rows import NOWHERE, distinct_places, rows_table, sheet_counts
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.group_context import Partition
from retention_desk.metrics.grouping import Grouping
from retention_desk.metrics.kpi import figure_of
from retention_desk.metrics.line_groups import line_groups
from retention_desk.metrics.split_columns import grouping, split_columns
from retention_desk.metrics.split_metric import group_contexts, told
from retention_desk.metrics.trace_figure import (
    context_of_rows,
    filters_of,
    kpi_of,
    rows_of,
    unknown_name,
)


def trace_group(
    key: str, column: str, group: str, context: MetricContext, segments: Segments | None = None
) -> Trace:
    """Return the source rows behind a figure of one group of a column.

    Parameters
    ----------
    key : str
        Of the figure.
    column, group : str
        Key of a `SplitColumn` and of a group, as `Split.keys` has them.
    context : MetricContext
        Of everybody.
    segments : Segments, optional
        Needed for the columns ``segments.*``.

    Raises
    ------
    UserFacingError
        ``unknown_figure``, ``unknown_column``, ``unknown_group``.
    """
    kpi = kpi_of(key)
    groups = _groups(column, group, context, segments)
    number = groups.keys.index(group)
    part = group_contexts(context, groups)[number]
    found = figure_of(kpi, key, part)
    own = kpi.members(part) if kpi.members is not None and found.value is not None else None
    members = None if own is None else _in_whole(own, part)

    def rows() -> tuple[RowSet, ...]:
        sets = rows_of(kpi, found, part)
        if sets and groups.column.of == "lines":
            sets = (*sets, _first_lines(part, sets))
        return tuple(replace(one, places=part.places_in_whole(one.kind, one.places)) for one in sets)

    def again() -> float | None:
        sets = rows()
        return figure_of(kpi, key, _group_of_rows(context, groups, number, sets)).value if sets else None

    named = phrase("{column} = {group}", column=groups.column.label, group=groups.names[number])
    label = phrase("{figure}: {group}", figure=kpi.label, group=named)
    return Trace(
        metric=told(found, context.settings.figures.fewest_customers),
        text=FigureText(key, label, kpi.definition, kpi.better),
        customer=None,
        filters=(named, *filters_of(context, found, kpi)),
        sheets=sheet_counts(context.data, rows()),
        list_rows=lambda: rows_table(context.data, rows(), members),
        compute_again=again,
        members=members,
    )


def _groups(column: str, group: str, context: MetricContext, segments: Segments | None) -> Grouping:
    offered = tuple(one.key for one in split_columns(context, segments))
    if column not in offered:
        what = phrase("Figures cannot be split by “{column}”.", column=column)
        raise unknown_name("unknown_column", what, column, offered)
    groups = grouping(context, column, segments)
    keys = () if groups is None else groups.keys
    if groups is None or group not in keys:
        raise unknown_name("unknown_group", phrase("There is no group “{group}”.", group=group), group, keys)
    return groups


def _group_of_rows(
    context: MetricContext, groups: Grouping, number: int, sets: Sequence[RowSet]
) -> MetricContext:
    """Return the context of a group that some rows of the whole alone make."""
    alone = context_of_rows(context, sets)
    if groups.column.of == "customers":
        return Partition(alone, groups.codes, len(groups.keys)).groups()[number]
    orders = distinct_places(context.data, [one for one in sets if one.kind == "orders"])
    codes = groups.codes[orders.get("orders", NOWHERE)]
    return line_groups(alone, codes, len(groups.keys))[number]


def _first_lines(part: MetricContext, sets: Sequence[RowSet]) -> RowSet:
    """Return a line of each customer who belongs to a group of lines by none of the rows in `sets`."""
    lines = part.counted_lines
    named = np.zeros(len(part.origin.data.events["orders"]), dtype=bool)
    for one in sets:
        if one.kind == "orders":
            named[one.places] = True
    there = np.zeros(part.n_customers, dtype=bool)
    there[lines.customer[named[lines.row]]] = True
    customer, first = np.unique(lines.customer, return_index=True)
    return RowSet("orders", "group", lines.row[first[~there[customer]]])


def _in_whole(own: Members, part: MetricContext) -> Members:
    return Members(
        part.places_in_whole("customers", own.numerator), part.places_in_whole("customers", own.denominator)
    )
