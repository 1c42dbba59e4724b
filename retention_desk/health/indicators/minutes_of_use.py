"""Time spent with the product within 30 days."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 30


def measure(context: HealthContext) -> Floats:
    """Return summed minutes in ``(D − 30, D]``."""
    minutes = np.nan_to_num(context.table("activity")["minutes"].to_numpy(dtype=np.float64))
    return context.count("activity", WINDOW_DAYS, weights=minutes)


ENTRY = Indicator(
    key="minutes_of_use",
    label=phrase("Time of use"),
    note=phrase("minutes in 30 days"),
    sentence=phrase("Minutes in 30 days: {value:count}"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(300.0, 60.0),
    needs=needs("activity+activity.minutes"),
    measure=measure,
    weights={},
    order=330,
    looks_back_days=WINDOW_DAYS,
)
