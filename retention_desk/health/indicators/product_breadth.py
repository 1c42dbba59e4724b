"""How many different products the customer bought within 12 months."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return distinct products bought in ``(D − 365, D]``."""
    bought = context.table("orders")["is_purchase"].to_numpy(dtype=bool)
    count = context.distinct("orders", "product", YEAR_DAYS, where=bought)
    return np.where(context.sum_by(context.customer("orders")[bought]) > 0, count, np.nan)


ENTRY = Indicator(
    key="product_breadth",
    label=phrase("Breadth of products"),
    note=phrase("distinct in 12 months"),
    sentence=phrase("Different products in 12 months: {value:count}"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(25.0, 8.0),
    needs=needs("orders+orders.product"),
    measure=measure,
    weights={"orders": 10.0},
    order=140,
)
