"""Members of the community who have fallen silent."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs

SILENT_DAYS = 30


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who contributed once but not in ``(D − 30, D]``, with the days since."""
    silent = context.days_since_last("community")
    return silent >= SILENT_DAYS, silent


ENTRY = Signal(
    key="community_silent",
    label=phrase("Community silence"),
    sentence=phrase("No contribution for {value:count} days"),
    needs=needs("community"),
    detect=detect,
    order=150,
)
