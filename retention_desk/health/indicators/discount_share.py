"""How many of the purchases needed a discount."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return the share of purchase lines of ``(D − 365, D]`` with a discount, NaN without a line."""
    table = context.table("orders")
    reduced = table["discount"].to_numpy(dtype=np.float64) > 0
    counted = context.within("orders", YEAR_DAYS) & table["is_purchase"].to_numpy(dtype=bool)
    return context.mean_by(context.customer("orders")[counted], reduced[counted].astype(np.float64))


ENTRY = Indicator(
    key="discount_share",
    label=phrase("Bought at a discount"),
    note=phrase("share of lines in 12 months"),
    sentence=phrase("{value:share0} bought at a discount"),
    unit="share",
    higher_is_better=False,
    thresholds=Thresholds(0.2, 0.6),
    needs=needs("orders+orders.discount"),
    measure=measure,
    weights={},
    order=390,
    looks_back_days=YEAR_DAYS,
)
