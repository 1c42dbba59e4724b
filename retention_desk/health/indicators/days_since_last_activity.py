"""Days since the customer was last active."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats | None:
    """Return days since the last activity or log-in."""
    return context.days_since_active()


ENTRY = Indicator(
    key="days_since_last_activity",
    label=phrase("Last activity"),
    note=phrase("days since"),
    sentence=phrase("Days since last active: {value:count}"),
    unit="days",
    higher_is_better=False,
    thresholds=Thresholds(6.0, 14.0),
    needs=needs("activity", "customers.last_active_date"),
    measure=measure,
    weights={"subscription": 25.0, "customers": 20.0},
    order=210,
)
