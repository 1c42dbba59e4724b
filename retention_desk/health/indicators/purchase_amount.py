"""What the customer spent in the last period against the one before."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, relative_change
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats:
    """Return the relative change of gross orders (without any: of the monthly amount) over one period."""
    days = context.period_days
    if context.book is not None:
        return relative_change(context.gross_amount(days), context.gross_amount(days, days))
    return relative_change(context.mrr(), context.mrr(days))


ENTRY = Indicator(
    key="purchase_amount",
    label=phrase("Purchase amount"),
    note=phrase("last period vs the one before"),
    sentence=phrase("Purchase amount {value:change0}"),
    unit="change",
    higher_is_better=True,
    thresholds=Thresholds(0.05, -0.05),
    needs=needs("orders", "subscriptions"),
    measure=measure,
    weights={"article": 20.0},
    order=30,
    offered=False,
    period_note=phrase("{days:count} days vs the {days:count} before"),
)
