"""What was ordered in 90 days against the 90 before."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, relative_change
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 90


def measure(context: HealthContext) -> Floats:
    """Return the relative change of gross orders over 90 days."""
    return relative_change(context.gross_amount(WINDOW_DAYS), context.gross_amount(WINDOW_DAYS, WINDOW_DAYS))


ENTRY = Indicator(
    key="order_amount",
    label=phrase("Order amount"),
    note=phrase("90 days vs 90 before"),
    sentence=phrase("Order amount {value:change0}"),
    unit="change",
    higher_is_better=True,
    thresholds=Thresholds(0.05, -0.05),
    needs=needs("orders"),
    measure=measure,
    weights={"orders": 20.0},
    order=130,
    looks_back_days=2 * WINDOW_DAYS,
    offered=False,
)
