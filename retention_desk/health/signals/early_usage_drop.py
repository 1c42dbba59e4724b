"""New customers whose use drops sharply within 30 days of the first use."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Flags, Floats, HealthContext, relative_change
from retention_desk.health.indicator import Signal, needs

WEEK_DAYS = 7
ONBOARDING_DAYS = 30


def detect(context: HealthContext) -> tuple[Flags, Floats]:
    """Return who began 14 to 30 days ago and uses it at most half as much as in the first week."""
    used, since_first = context.usage(), context.days_since_first("activity")
    began = context.day - np.nan_to_num(since_first)
    customer, day = context.customer("activity"), context.days("activity")
    first_week = day < began[customer] + WEEK_DAYS
    at_first = context.sum_by(customer[first_week], used[first_week])
    change = relative_change(context.count("activity", WEEK_DAYS, weights=used), at_first)
    fresh = (since_first >= 2 * WEEK_DAYS) & (since_first <= ONBOARDING_DAYS)
    return fresh & (change <= -0.5), np.where(fresh, change, np.nan)


ENTRY = Signal(
    key="early_usage_drop",
    label=phrase("Early usage drop"),
    sentence=phrase("Usage {value:change0} since the first week"),
    needs=needs("activity"),
    detect=detect,
    order=50,
)
