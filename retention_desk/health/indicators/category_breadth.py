"""How many categories the customer bought from within 12 months."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return distinct categories bought in ``(D − 365, D]``."""
    bought = context.table("orders")["is_purchase"].to_numpy(dtype=bool)
    count = context.distinct("orders", "category", YEAR_DAYS, where=bought)
    return np.where(context.sum_by(context.customer("orders")[bought]) > 0, count, np.nan)


ENTRY = Indicator(
    key="category_breadth",
    label=phrase("Breadth of categories"),
    note=phrase("distinct in 12 months"),
    sentence=phrase("Categories in 12 months: {value:count}"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(4.0, 2.0),
    needs=needs("orders+orders.category"),
    measure=measure,
    weights={},
    order=400,
)
