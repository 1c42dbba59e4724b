"""Orders within 12 months."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return orders in ``(D − 365, D]``."""
    return np.where(context.days_since_first_order() >= 0, context.order_count(YEAR_DAYS), np.nan)


ENTRY = Indicator(
    key="orders_per_year",
    label=phrase("Orders"),
    note=phrase("in 12 months"),
    sentence=phrase("Orders in 12 months: {value:count}"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(6.0, 2.0),
    needs=needs("orders"),
    measure=measure,
    weights={},
    order=370,
)
