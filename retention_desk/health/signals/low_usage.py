"""Customers who use the product less than once a day."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs

WINDOW_DAYS = 30


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who used it less than once a day over 30 days, with the uses a day."""
    daily = context.count("activity", WINDOW_DAYS, weights=context.usage()) / WINDOW_DAYS
    return daily < 1.0, daily


ENTRY = Signal(
    key="low_usage",
    label=phrase("Usage under once a day"),
    sentence=phrase("Used {value:number1} times a day"),
    needs=needs("activity"),
    detect=detect,
    order=30,
)
