"""Customers with an unpaid bill past its due date."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import NEVER, Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who has a bill due before *D* that is unpaid, with the days since the oldest fell due."""
    paid = context.days("payments", "paid_on")
    unpaid = (paid == NEVER) | (paid > context.day)
    overdue = context.days_since_first("payments", where=unpaid)
    return overdue >= 1, overdue


ENTRY = Signal(
    key="bill_overdue",
    label=phrase("Bill overdue"),
    sentence=phrase("Bill overdue, days: {value:count}"),
    needs=needs("payments+payments.paid_on"),
    detect=detect,
    order=130,
)
