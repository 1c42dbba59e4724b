"""Customers whose referrals have dried up."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext
from retention_desk.health.indicator import Signal, needs

WINDOW_DAYS = 180
FORMERLY = 2


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who fell from 2 or more referrals in 180 days to none, with the former number."""
    before = context.count("referrals", WINDOW_DAYS, WINDOW_DAYS)
    return (before >= FORMERLY) & (context.count("referrals", WINDOW_DAYS) == 0), before


ENTRY = Signal(
    key="referrals_stopped",
    label=phrase("Referrals stopped"),
    sentence=phrase("Referrals fell from {value:count} to none"),
    needs=needs("referrals"),
    detect=detect,
    order=160,
)
