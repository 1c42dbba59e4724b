"""How often a case was settled at the first contact."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, floats_of
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return the share of cases of ``(D − 365, D]`` settled at once, NaN without one."""
    settled = floats_of(context.table("tickets")["first_contact_resolved"])
    counted = context.within("tickets", YEAR_DAYS)
    return context.mean_by(context.customer("tickets")[counted], settled[counted])


ENTRY = Indicator(
    key="first_contact_resolution",
    label=phrase("Settled at first contact"),
    note=phrase("share of cases in 12 months"),
    sentence=phrase("{value:share0} of cases settled at first contact"),
    unit="share",
    higher_is_better=True,
    thresholds=Thresholds(0.8, 0.5),
    needs=needs("tickets+tickets.first_contact_resolved"),
    measure=measure,
    weights={},
    order=340,
    looks_back_days=YEAR_DAYS,
)
