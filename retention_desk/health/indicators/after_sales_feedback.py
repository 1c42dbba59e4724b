"""Complaints within 90 days."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs
from retention_desk.health.ticket_state import complaints

WINDOW_DAYS = 90


def measure(context: HealthContext) -> Floats:
    """Return complaints opened in ``(D − 90, D]``."""
    return context.count("tickets", WINDOW_DAYS, where=complaints(context))


ENTRY = Indicator(
    key="after_sales_feedback",
    label=phrase("After-sales feedback"),
    note=phrase("complaints in 90 days"),
    sentence=phrase("Complaints in 90 days: {value:count}"),
    unit="count",
    higher_is_better=False,
    thresholds=Thresholds(0.0, 2.0),
    needs=needs("tickets"),
    measure=measure,
    weights={"article": 20.0},
    order=20,
    looks_back_days=WINDOW_DAYS,
)
