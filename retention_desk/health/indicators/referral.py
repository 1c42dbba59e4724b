"""Referrals within 180 days."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 180


def measure(context: HealthContext) -> Floats:
    """Return referrals in ``(D − 180, D]``."""
    return context.count("referrals", WINDOW_DAYS)


ENTRY = Indicator(
    key="referral",
    label=phrase("Referral"),
    note=phrase("referrals in 180 days"),
    sentence=phrase("Referrals in 180 days: {value:count}"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(1.0, 1.0),
    needs=needs("referrals"),
    measure=measure,
    weights={"article": 15.0},
    order=50,
    looks_back_days=WINDOW_DAYS,
)
