"""Use of the last 30 days against the 30 before."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, relative_change
from retention_desk.health.indicator import Indicator, needs

WINDOW_DAYS = 30


def measure(context: HealthContext) -> Floats:
    """Return the relative change of use over 30 days."""
    used = context.usage()
    now = context.count("activity", WINDOW_DAYS, weights=used)
    return relative_change(now, context.count("activity", WINDOW_DAYS, WINDOW_DAYS, weights=used))


ENTRY = Indicator(
    key="usage_trend",
    label=phrase("Usage trend"),
    note=phrase("30 days vs 30 before"),
    sentence=phrase("Usage {value:change0}"),
    unit="change",
    higher_is_better=True,
    thresholds=Thresholds(-0.1, -0.4),
    needs=needs("activity"),
    measure=measure,
    weights={},
    order=310,
    looks_back_days=2 * WINDOW_DAYS,
)
