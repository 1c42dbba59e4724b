"""The silence since the last order, measured by the customer's own rhythm."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats:
    """Return days since the last order ÷ own rhythm."""
    return context.silence_factor()


ENTRY = Indicator(
    key="days_since_last_order",
    label=phrase("Days since last order"),
    note=phrase("own rhythm = 1"),
    sentence=phrase("Silent {value:number1} × own rhythm"),
    unit="ratio",
    higher_is_better=False,
    thresholds=Thresholds(1.5, 2.5),
    needs=needs("orders"),
    measure=measure,
    weights={"orders": 30.0},
    order=110,
)
