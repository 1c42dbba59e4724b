"""Customers whose use has fallen by half within a month."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, relative_change
from retention_desk.health.indicator import Signal, needs

WINDOW_DAYS = 30


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose use of 30 days is at most half of the 30 before, with the change."""
    used = context.usage()
    now = context.count("activity", WINDOW_DAYS, weights=used)
    change = relative_change(now, context.count("activity", WINDOW_DAYS, WINDOW_DAYS, weights=used))
    return change <= -0.5, change


ENTRY = Signal(
    key="usage_halved",
    label=phrase("Usage fell by half"),
    sentence=phrase("Usage {value:change0}"),
    needs=needs("activity"),
    detect=detect,
    order=40,
)
