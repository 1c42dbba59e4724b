"""Customers who have not logged in for 7 days."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs

SILENT_DAYS = 7


def detect(context: HealthContext) -> tuple[Flags, Floats] | None:
    """Return who was last active 7 or more days before *D* (7 warns), with the days."""
    silent = context.days_since_active()
    return None if silent is None else (silent >= SILENT_DAYS, silent)


ENTRY = Signal(
    key="no_login",
    label=phrase("No log-in for 7 days"),
    sentence=phrase("No log-in for {value:count} days"),
    needs=needs("activity", "customers.last_active_date"),
    detect=detect,
    order=10,
)
