"""Which rows are behind a figure: each function takes a context and gives the rows with what they do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import Flags
from retention_desk.foundation.trace_results import Places, RowSet
from retention_desk.metrics.activity import ENDLESS, NEVER, days_or, evidence_kinds
from retention_desk.metrics.context import MetricContext

Evidence = Callable[[MetricContext], tuple[RowSet, ...]]
DATES: Final = {"orders": "ordered_on", "activity": "happened_on", "subscriptions": "started_on"}


def purchase_lines(context: MetricContext) -> tuple[RowSet, ...]:
    """Return every purchase line."""
    if context.book is None:
        return ()
    lines = context.counted_lines
    return (RowSet("orders", "counted", lines.row[lines.purchase]),)


def counted_lines(context: MetricContext) -> tuple[RowSet, ...]:
    """Return every purchase and return line."""
    return () if context.book is None else (RowSet("orders", "counted", context.counted_lines.row),)


def order_value_lines(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the lines of an average order: with returns where it is net."""
    net = context.settings.figures.order_value == "net"
    return counted_lines(context) if net else purchase_lines(context)


def stay_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return what makes customers active at the beginning and at the end of the period, and first seen."""
    period = context.period
    if period is None or context.presence is None:
        return labelled_rows(context)
    opening = active_rows(context, period.opening_day, "opening")
    closing = active_rows(context, period.end, "closing")
    return (*opening, *closing, *first_rows(context, period.end))


def revenue_per_customer_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the lines of the period (or the running subscriptions), and who is active at either end."""
    period = context.period
    if period is None:
        return ()
    if context.book is None:
        return (*recurring_rows(context), *stay_rows(context))
    lines = context.counted_lines
    inside = (lines.day >= period.start) & (lines.day <= period.end)
    return (RowSet("orders", "counted", lines.row[inside]), *stay_rows(context))


def seen_rows(days: int) -> Evidence:
    """Return the evidence that gives orders and activity of the last `days` days."""

    def rows(context: MetricContext) -> tuple[RowSet, ...]:
        end = context.as_of_day
        if end is None:
            return ()
        found = []
        if context.book is not None:
            found.append(_dated(context, "orders", end - days, end, "counted"))
        if "activity" in context.data.events:
            found.append(_dated(context, "activity", end - days, end, "counted"))
        if not found and "last_active_date" in context.data.customers:
            known = context.data.customers["last_active_date"].notna().to_numpy()
            return (_rows("customers", "listed", known),)
        return tuple(found)

    return rows


def recurring_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the subscriptions that run at each end of the period, and who had any before it."""
    table, period, day = context.data.events.get("subscriptions"), context.period, context.as_of_day
    if table is None or day is None:
        known = context.data.customers["mrr"].notna().to_numpy() if "mrr" in context.data.customers else None
        return () if known is None else (_rows("customers", "listed", known),)
    start, end = day_number(table["started_on"]), days_or(table["ended_on"], ENDLESS)
    if period is None:
        return (_rows("subscriptions", "counted", (start <= day) & (end > day)),)
    opening, closing = period.opening_day, period.end
    return (
        _rows("subscriptions", "opening", (start <= opening) & (end > opening)),
        _rows("subscriptions", "closing", (start <= closing) & (end > closing)),
        _rows("subscriptions", "first", (start <= opening) & (table["mrr"].to_numpy() > 0)),
    )


def running_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the subscriptions that run at the as-of date."""
    table, day = context.data.events.get("subscriptions"), context.as_of_day
    if table is None or day is None:
        return recurring_rows(context)
    running = (day_number(table["started_on"]) <= day) & (days_or(table["ended_on"], ENDLESS) > day)
    return (_rows("subscriptions", "counted", running),)


def all_rows(kind: str, *columns: str) -> Evidence:
    """Return the evidence that gives all rows of a table in which the columns are known."""

    def rows(context: MetricContext) -> tuple[RowSet, ...]:
        table = context.data.events.get(kind)
        if table is None:
            return ()
        known = np.ones(len(table), dtype=bool)
        for column in columns:
            if column in table:
                known &= table[column].notna().to_numpy()
        return (_rows(kind, "counted", known),)

    return rows


def complaint_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the complaints."""
    table = context.data.events.get("tickets")
    return () if table is None else (_rows("tickets", "complaint", complaint_flags(table)),)


def silent_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return what tells who left in the period, and the complaints."""
    return (*stay_rows(context), *complaint_rows(context))


def answer_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the answers of the window, of surveys and of support cases."""
    end = context.as_of_day
    if end is None:
        return ()
    after = end - context.settings.general.active_window_days
    found = []
    for kind, date, score in (("surveys", "answered_on", "score"), ("tickets", "opened_on", "satisfaction")):
        table = context.data.events.get(kind)
        if table is not None and score in table:
            day = day_number(table[date])
            given = (day > after) & (day <= end) & table[score].notna().to_numpy()
            found.append(_rows(kind, "counted", given))
    return tuple(found)


def labelled_rows(context: MetricContext) -> tuple[RowSet, ...]:
    """Return the rows of the customer table with a label."""
    if "churned" not in context.data.customers:
        return ()
    return (_rows("customers", "listed", context.data.customers["churned"].notna().to_numpy()),)


def active_rows(context: MetricContext, day: int, role: str) -> tuple[RowSet, ...]:
    """Return the rows that make customers active at the end of a day."""
    present, found = context.presence, []
    if present is None:
        return ()
    for kind in evidence_kinds(context.data, context.book, context.settings.general):
        if kind in {"subscriptions", "customers"}:
            found.append(_running_spans(context, kind, day, role))
        else:
            found.append(_dated(context, kind, day - present.window_days, day, role))
    return tuple(found)


def first_rows(context: MetricContext, until: int) -> tuple[RowSet, ...]:
    """Return the rows of the day on which each customer was first seen, up to a day."""
    present, found = context.presence, []
    if present is None:
        return ()
    for kind in evidence_kinds(context.data, context.book, context.settings.general):
        if kind == "customers":
            known = (present.first_seen > -NEVER) & (present.first_seen <= until)
            found.append(_rows(kind, "first", known))
            continue
        if kind == "orders":
            lines = context.counted_lines
            first = (lines.day == present.first_seen[lines.customer]) & (lines.day <= until) & lines.purchase
            found.append(RowSet(kind, "first", lines.row[first]))
            continue
        table = context.data.events[kind]
        day, customer = day_number(table[DATES[kind]]), table["customer"].to_numpy(dtype=np.int32)
        found.append(_rows(kind, "first", (day == present.first_seen[customer]) & (day <= until)))
    return tuple(found)


def _running_spans(context: MetricContext, kind: str, day: int, role: str) -> RowSet:
    present = context.presence
    assert present is not None
    running = (present.span_start <= day) & (present.span_end > day)
    places = np.flatnonzero(running) if kind == "subscriptions" else present.span_customer[running]
    return RowSet(kind, role, places.astype(np.int64))


def _dated(context: MetricContext, kind: str, after: int, until: int, role: str) -> RowSet:
    """Return the purchases or the activity later than `after`, up to and including `until`."""
    if kind == "orders":
        lines = context.counted_lines
        inside = (lines.day > after) & (lines.day <= until) & lines.purchase
        return RowSet(kind, role, lines.row[inside])
    day = day_number(context.data.events[kind][DATES[kind]])
    return _rows(kind, role, (day > after) & (day <= until))


def _rows(kind: str, role: str, wanted: Flags | npt.NDArray[np.bool_]) -> RowSet:
    places: Places = np.flatnonzero(wanted)
    return RowSet(kind, role, places)
