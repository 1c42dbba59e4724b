"""Customers whose purchases fell two periods running."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, relative_change
from retention_desk.health.indicator import Signal, needs

FLAT_SHARE = 0.05


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose purchases fell by more than 5 % in each of the last two periods, with the last change."""
    days = context.period_days
    now, before, earlier = (_spent(context, days, days * back) for back in range(3))
    change = relative_change(now, before)
    return (change < -FLAT_SHARE) & (relative_change(before, earlier) < -FLAT_SHARE), change


def _spent(context: HealthContext, window_days: int, before_days: int) -> Floats:
    if context.book is not None:
        return context.gross_amount(window_days, before_days)
    return context.mrr(before_days)


ENTRY = Signal(
    key="amount_down_twice",
    label=phrase("Amount down two periods running"),
    sentence=phrase("Purchase amount {value:change0}, down twice running"),
    needs=needs("orders", "subscriptions"),
    detect=detect,
    order=100,
)
