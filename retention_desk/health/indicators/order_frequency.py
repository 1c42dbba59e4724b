"""Orders of the last 90 days against the pace of the year."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, relative_change
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 90
YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return orders in ``(D − 90, D]`` against those expected from ``(D − 365, D]``, relative change."""
    known_days = np.minimum(context.days_since_first_order() + 1, YEAR_DAYS)
    expected = context.order_count(YEAR_DAYS) * np.divide(WINDOW_DAYS, np.maximum(known_days, WINDOW_DAYS))
    return relative_change(context.order_count(WINDOW_DAYS), np.nan_to_num(expected))


ENTRY = Indicator(
    key="order_frequency",
    label=phrase("Order frequency"),
    note=phrase("90 days vs the year"),
    sentence=phrase("Order frequency {value:change0}"),
    unit="change",
    higher_is_better=True,
    thresholds=Thresholds(0.0, -0.2),
    needs=needs("orders"),
    measure=measure,
    weights={"orders": 20.0},
    order=120,
)
