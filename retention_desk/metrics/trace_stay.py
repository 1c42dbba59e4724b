"""The source rows behind a point of the Kaplan–Meier curve."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import FigureText, Metric, SurvivalCurve
from retention_desk.foundation.trace_results import Members, RowSet, StayOf, Trace
from retention_desk.foundation.trace_rows import rows_table, sheet_counts
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import unknown
from retention_desk.metrics.survival import Lifetimes, kaplan_meier
from retention_desk.metrics.trace_figure import context_of_rows

KEY: Final = "survival_point"


def trace_stay(asked: StayOf, context: MetricContext) -> Trace:
    """Return the rows in which the customers followed were seen first and last, and the share still there.

    Notes
    -----
    Every customer followed counts: who left before that day lowers the share, and who was last known to be
    there before it counts until then.
    """
    found = context.lifetimes
    curve = None if found is None else kaplan_meier(found.days, found.left, found.event)
    members = _members(asked, found)
    text = FigureText(
        KEY,
        phrase("Still there after {days:count} days", days=round(asked.days)),
        phrase(
            "Kaplan–Meier: the product, over every day until then on which somebody left, of those who "
            "stayed ÷ those still followed."
        ),
    )

    def rows() -> tuple[RowSet, ...]:
        return () if found is None else _rows(found, context)

    def again() -> float | None:
        alone = context_of_rows(context, rows()).lifetimes
        made = None if alone is None else kaplan_meier(alone.days, alone.left, alone.event)
        return None if made is None else _at(made, asked.days)

    return Trace(
        metric=_metric(asked, found, curve),
        text=text,
        customer=None,
        filters=() if context.data.as_of is None else (phrase("as of {day:date}", day=context.data.as_of),),
        sheets=sheet_counts(context.data, rows()),
        list_rows=lambda: rows_table(context.data, rows(), members),
        compute_again=again,
        members=members,
    )


def _place(curve: SurvivalCurve, days: float) -> int:
    return int(np.searchsorted(curve.days, days, side="right")) - 1


def _at(curve: SurvivalCurve, days: float) -> float:
    return float(curve.share[_place(curve, days)])


def _members(asked: StayOf, found: Lifetimes | None) -> Members:
    if found is None:
        return Members(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
    there = found.days > asked.days
    return Members(np.sort(found.customer[there]), np.sort(found.customer))


def _metric(asked: StayOf, found: Lifetimes | None, curve: SurvivalCurve | None) -> Metric:
    if found is None or curve is None:
        return unknown(KEY, "share", phrase("Needs dates of orders, subscriptions or leaving."))
    left = int((found.left & (found.days <= asked.days)).sum())
    unseen = int((~found.left & (found.days <= asked.days)).sum())
    formula = phrase(
        "of {n:count}, {left:count} left by then and {unseen:count} had not been followed so long",
        n=curve.n, left=left, unseen=unseen,
    )  # fmt: skip
    place = _place(curve, asked.days)
    return Metric(
        KEY, "share", float(curve.share[place]), n=curve.n, formula=formula,
        low=float(curve.low[place]), high=float(curve.high[place]),
    )  # fmt: skip


def _rows(found: Lifetimes, context: MetricContext) -> tuple[RowSet, ...]:
    """Return the first and the last rows of the customers followed, of the table they are followed by."""
    data = context.data
    followed = np.zeros(data.n_customers, dtype=bool)
    followed[found.customer] = True
    if "subscriptions" in data.events and context.settings.general.business_type != "shop":
        own = followed[data.events["subscriptions"]["customer"].to_numpy()]
        return (RowSet("subscriptions", "counted", np.flatnonzero(own).astype(np.int64)),)
    if context.book is not None:
        lines = context.counted_lines
        row, customer, day = (part[lines.purchase] for part in (lines.row, lines.customer, lines.day))
        return _ends("orders", row, customer, day, data.n_customers)
    if "activity" in data.events:
        table = data.events["activity"]
        day, customer = day_number(table["happened_on"]), table["customer"].to_numpy(dtype=np.int32)
        return _ends("activity", np.arange(len(day), dtype=np.int64), customer, day, data.n_customers)
    return (RowSet("customers", "counted", np.sort(found.customer).astype(np.int64)),)


def _ends(
    kind: str, row: np.ndarray, customer: np.ndarray, day: np.ndarray, n_customers: int
) -> tuple[RowSet, ...]:
    first = np.full(n_customers, np.iinfo(np.int32).max, dtype=np.int64)
    last = np.full(n_customers, np.iinfo(np.int32).min, dtype=np.int64)
    np.minimum.at(first, customer, day)
    np.maximum.at(last, customer, day)
    return (
        RowSet(kind, "first", row[day == first[customer]].astype(np.int64)),
        RowSet(kind, "last", row[day == last[customer]].astype(np.int64)),
    )
