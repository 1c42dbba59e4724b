"""Customers with three or more complaints within 90 days."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs
from retention_desk.health.ticket_state import complaints

WINDOW_DAYS = 90
FREQUENT = 3


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who opened at least 3 complaints in ``(D − 90, D]``, with their number."""
    count = context.count("tickets", WINDOW_DAYS, where=complaints(context))
    return count >= FREQUENT, count


ENTRY = Signal(
    key="frequent_complaints",
    label=phrase("Frequent complaints"),
    sentence=phrase("Complaints in 90 days: {value:count}"),
    needs=needs("tickets"),
    detect=detect,
    order=60,
)
