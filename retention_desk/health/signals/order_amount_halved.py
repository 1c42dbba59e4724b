"""Customers whose order amount has fallen by half."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, relative_change
from retention_desk.health.indicator import Signal, needs

REPEATED = 2


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose gross orders fell to half or less over one period, with the change; two orders or more."""
    days = context.period_days
    change = relative_change(context.gross_amount(days), context.gross_amount(days, days))
    repeated = context.order_totals() >= REPEATED
    return repeated & (change <= -0.5), change


ENTRY = Signal(
    key="order_amount_halved",
    label=phrase("Order amount fell by half"),
    sentence=phrase("Order amount {value:change0}"),
    needs=needs("orders"),
    detect=detect,
    order=110,
)
