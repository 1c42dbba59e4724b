"""Customers whose order amount has fallen by half."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, relative_change
from retention_desk.health.indicator import Signal, needs


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose gross orders of the last period are at most half of the one before, with the change."""
    days = context.period_days
    change = relative_change(context.gross_amount(days), context.gross_amount(days, days))
    return change <= -0.5, change


ENTRY = Signal(
    key="order_amount_halved",
    label=phrase("Order amount fell by half"),
    sentence=phrase("Order amount {value:change0}"),
    needs=needs("orders"),
    detect=detect,
    order=110,
)
