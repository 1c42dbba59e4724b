"""The monthly amount against 90 days before."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, relative_change
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 90


def measure(context: HealthContext) -> Floats:
    """Return the relative change of the monthly amount over 90 days."""
    return relative_change(context.mrr(), context.mrr(WINDOW_DAYS))


ENTRY = Indicator(
    key="mrr_trend",
    label=phrase("Monthly amount"),
    note=phrase("today vs 90 days before"),
    sentence=phrase("Monthly amount {value:change0}"),
    unit="change",
    higher_is_better=True,
    thresholds=Thresholds(0.0, -0.05),
    needs=needs("subscriptions"),
    measure=measure,
    weights={"subscription": 20.0},
    order=230,
)
