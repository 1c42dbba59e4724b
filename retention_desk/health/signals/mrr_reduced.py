"""Customers who pay less a month than a period ago."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, relative_change
from retention_desk.health.indicator import Signal, needs


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose monthly amount shrank over one period and is not zero, with the change."""
    now = context.mrr()
    change = relative_change(now, context.mrr(context.period_days))
    return (change < 0) & (now > 0), change


ENTRY = Signal(
    key="mrr_reduced",
    label=phrase("Monthly amount reduced"),
    sentence=phrase("Monthly amount {value:change0}"),
    needs=needs("subscriptions"),
    detect=detect,
    order=120,
)
