"""What the figures of recurring revenue share."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import needs_column, unknown
from retention_desk.metrics.kpis._retention import why_no_stay
from retention_desk.metrics.recurring import RecurringMovement


def part_metric(key: str, context: MetricContext, part: str) -> Metric:
    """Return one part of the movement of recurring revenue over the last complete period."""
    movement, period = context.recurring_movement, context.period
    if context.recurring is None:
        return unknown(key, "money", needs_column("subscriptions.mrr"))
    if movement is None or period is None:
        return unknown(key, "money", why_no_stay(context))
    return Metric(
        key,
        "money",
        getattr(movement, part),
        n=movement.n_opening,
        formula=phrase(
            "{opening} at the beginning, {closing} at the end",
            opening=context.money(movement.opening),
            closing=context.money(movement.closing),
        ),
        period=period.dates,
    )


def part_history(context: MetricContext, part: str) -> Floats:
    """Return one part of the movement in each complete period, shape (n_periods,)."""
    if context.recurring is None:
        return np.full(len(context.periods), np.nan)
    return np.array([getattr(movement, part) for movement in context.recurring_movements], dtype=np.float64)


def kept_share(movement: RecurringMovement, *, with_expansion: bool) -> float:
    """Return the share of the opening recurring revenue that was kept; NaN without any."""
    if movement.opening <= 0:
        return float("nan")
    kept = movement.opening - movement.churned - movement.contraction
    return (kept + (movement.expansion if with_expansion else 0.0)) / movement.opening


def kept_metric(key: str, context: MetricContext, *, with_expansion: bool, lost: bool = False) -> Metric:
    """Return gross or net revenue retention, or (`lost`) what gross retention leaves of 1."""
    movement, period = context.recurring_movement, context.period
    if context.recurring is None:
        return unknown(key, "share", needs_column("subscriptions.mrr"))
    if movement is None or period is None:
        return unknown(key, "share", why_no_stay(context))
    if movement.opening <= 0:
        return unknown(key, "share", phrase("no recurring revenue at the beginning of the period"))
    gone = movement.churned + movement.contraction
    kept = movement.opening - gone + (movement.expansion if with_expansion else 0.0)
    amount = gone if lost else kept
    return Metric(
        key,
        "share",
        amount / movement.opening,
        n=movement.n_opening,
        numerator=amount,
        denominator=movement.opening,
        formula=phrase(
            "{amount} ÷ {opening}", amount=context.money(amount), opening=context.money(movement.opening)
        ),
        period=period.dates,
    )
