"""On how many of 30 days the customer was there."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 30


def measure(context: HealthContext) -> Floats:
    """Return distinct days with activity in ``(D − 30, D]``."""
    chosen = context.within("activity", WINDOW_DAYS)
    age = context.day - context.days("activity")[chosen]
    return context.distinct_pairs(context.customer("activity")[chosen], age)


ENTRY = Indicator(
    key="active_days",
    label=phrase("Active days"),
    note=phrase("of the last 30"),
    sentence=phrase("Active on {value:count} of 30 days"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(12.0, 4.0),
    needs=needs("activity"),
    measure=measure,
    weights={},
    order=320,
    looks_back_days=WINDOW_DAYS,
)
