"""How often a day the customer uses the product, over 30 days."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 30
# High is "> 3 a day", and a value on a threshold takes the better level: 3.0 itself has to stay below.
MORE_THAN_THREE = 3.000_000_001


def measure(context: HealthContext) -> Floats:
    """Return uses a day: the summed count of ``(D − 30, D]`` ÷ 30."""
    return context.count("activity", WINDOW_DAYS, weights=context.usage()) / WINDOW_DAYS


ENTRY = Indicator(
    key="usage_frequency",
    label=phrase("Usage frequency"),
    note=phrase("uses a day, average over 30 days"),
    sentence=phrase("Used {value:number1} times a day"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(MORE_THAN_THREE, 1.0),
    needs=needs("activity"),
    measure=measure,
    weights={"article": 30.0},
    order=10,
    looks_back_days=WINDOW_DAYS,
)
