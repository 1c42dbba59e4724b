"""Which customers a figure counts: who is above and who below the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from retention_desk.foundation.results import Flags
from retention_desk.foundation.trace_results import Members
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.revenue import top_decile

MembersOf = Callable[[MetricContext], Members | None]
REPEATED: Final = 2


def retained(context: MetricContext) -> Members | None:
    """Return who stayed, of those active at the beginning; with labels alone, who has not left."""
    if context.stay is None:
        return _labelled(context, left=False)
    opening, closing, _known = _ends(context)
    return _members(opening & closing, opening)


def present(context: MetricContext) -> Members | None:
    """Return who is active at the end and not new, of those active at the beginning."""
    if context.stay is None:
        return _labelled(context, left=False)
    opening, closing, known = _ends(context)
    return _members(closing & known, opening)


def left(context: MetricContext) -> Members | None:
    """Return who left, of the customers the churn rate is divided by; None where that is an average."""
    if context.stay is None:
        return _labelled(context, left=True)
    opening, closing, _known = _ends(context)
    chosen = context.settings.figures.churn_denominator
    if chosen == "average" or context.presence is None or context.period is None:
        return None
    base = context.presence.first_seen_by(context.period.end) if chosen == "all" else opening
    return _members(opening & ~closing, base)


def returned(context: MetricContext) -> Members | None:
    """Return who came back, of those seen before and not active at the beginning."""
    if context.stay is None:
        return None
    opening, closing, known = _ends(context)
    pool = known & ~opening
    return _members(pool & closing, pool)


def repeat_buyers(*, of_buyers: bool) -> MembersOf:
    """Return the function that gives customers with two orders or more, of buyers or of all customers."""

    def members(context: MetricContext) -> Members | None:
        if context.book is None:
            return None
        orders = context.book.order_count
        everybody = np.ones(context.n_customers, dtype=bool)
        return _members(orders >= REPEATED, orders > 0 if of_buyers else everybody)

    return members


def seen(days: int) -> MembersOf:
    """Return the function that gives customers seen in the last `days` days, of all customers."""

    def members(context: MetricContext) -> Members | None:
        found = context.seen_in_last(days)
        return None if found is None else _members(found, np.ones(context.n_customers, dtype=bool))

    return members


def best_tenth(context: MetricContext) -> Members | None:
    """Return the tenth of buyers with the most gross revenue, of all buyers."""
    if context.book is None:
        return None
    return _members(top_decile(context.book), context.book.order_count > 0)


def _ends(context: MetricContext) -> tuple[Flags, Flags, Flags]:
    """Return who is active at the beginning and at the end of the period, and who was seen before it."""
    active, period = context.presence, context.period
    assert active is not None
    assert period is not None
    opening = active.active_at(period.opening_day)
    return opening, active.active_at(period.end), active.first_seen_by(period.opening_day)


def _labelled(context: MetricContext, *, left: bool) -> Members | None:
    if "churned" not in context.data.customers:
        return None
    label = context.data.customers["churned"]
    known = label.notna().to_numpy()
    gone = label.fillna(value=False).to_numpy(dtype=bool)
    return _members(known & (gone if left else ~gone), known)


def _members(numerator: Flags, denominator: Flags) -> Members:
    return Members(np.flatnonzero(numerator), np.flatnonzero(denominator))
