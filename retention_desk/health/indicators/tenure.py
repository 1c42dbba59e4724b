"""How long the customer has been ordering."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats:
    """Return days since the first order."""
    return context.days_since_first_order()


ENTRY = Indicator(
    key="tenure",
    label=phrase("Tenure"),
    note=phrase("days since first order"),
    sentence=phrase("Days since the first order: {value:count}"),
    unit="days",
    higher_is_better=True,
    thresholds=Thresholds(480.0, 180.0),
    needs=needs("orders"),
    measure=measure,
    weights={"orders": 10.0},
    order=160,
)
