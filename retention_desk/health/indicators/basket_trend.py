"""What one order is worth, 90 days against the year before them."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, divided, relative_change
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 90
YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return the relative change of gross amount per order."""
    now = divided(context.gross_amount(WINDOW_DAYS), context.order_count(WINDOW_DAYS))
    amount_before = context.gross_amount(YEAR_DAYS, WINDOW_DAYS)
    before = divided(amount_before, context.order_count(YEAR_DAYS, WINDOW_DAYS))
    return relative_change(now, np.nan_to_num(before))


ENTRY = Indicator(
    key="basket_trend",
    label=phrase("Amount per order"),
    note=phrase("90 days vs the year before"),
    sentence=phrase("Amount per order {value:change0}"),
    unit="change",
    higher_is_better=True,
    thresholds=Thresholds(0.0, -0.2),
    needs=needs("orders"),
    measure=measure,
    weights={},
    order=380,
    looks_back_days=WINDOW_DAYS + YEAR_DAYS,
)
