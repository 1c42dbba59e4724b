"""Days until the contract ends."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats | None:
    """Return days from *D* to the end of the contract; negative once it is past."""
    return -context.customer_days("contract_end") if context.is_dated else None


ENTRY = Indicator(
    key="days_to_renewal",
    label=phrase("Time to renewal"),
    note=phrase("days until the contract ends"),
    sentence=phrase("Days until the contract ends: {value:count}"),
    unit="days",
    higher_is_better=True,
    thresholds=Thresholds(90.0, 30.0),
    needs=needs("customers.contract_end"),
    measure=measure,
    weights={"subscription": 15.0, "customers": 10.0},
    order=240,
)
