"""Customers whose referrals convert less than before."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, floats_of
from retention_desk.health.indicator import Signal, needs

WINDOW_DAYS = 180
ENOUGH = 2


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return whose share of converted referrals fell over 180 days (2 or more in each), with the change."""
    won = np.nan_to_num(floats_of(context.table("referrals")["converted"]))
    now, before = (
        context.count("referrals", WINDOW_DAYS),
        context.count("referrals", WINDOW_DAYS, WINDOW_DAYS),
    )
    won_now = context.count("referrals", WINDOW_DAYS, weights=won)
    won_before = context.count("referrals", WINDOW_DAYS, WINDOW_DAYS, weights=won)
    enough = (now >= ENOUGH) & (before >= ENOUGH)
    change = np.where(enough, won_now / np.maximum(now, 1) - won_before / np.maximum(before, 1), np.nan)
    return change < 0, change


ENTRY = Signal(
    key="referral_conversion_falling",
    label=phrase("Referral conversion falling"),
    sentence=phrase("Referral conversion {value:points0}"),
    needs=needs("referrals+referrals.converted"),
    detect=detect,
    order=170,
)
