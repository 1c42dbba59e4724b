"""Support cases that are still open."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs
from retention_desk.health.ticket_state import open_tickets


def measure(context: HealthContext) -> Floats:
    """Return tickets open at *D*."""
    return context.sum_by(context.customer("tickets")[open_tickets(context)])


ENTRY = Indicator(
    key="open_tickets",
    label=phrase("Open cases"),
    note=phrase("not closed today"),
    sentence=phrase("Open cases: {value:count}"),
    unit="count",
    higher_is_better=False,
    thresholds=Thresholds(0.0, 1.0),
    needs=needs("tickets+tickets.closed_on", "tickets+tickets.status"),
    measure=measure,
    weights={"subscription": 10.0, "orders": 10.0},
    order=260,
)
