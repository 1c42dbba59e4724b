"""How many of the customer's referrals became customers."""

from __future__ import annotations

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import Floats, HealthContext, floats_of
from retention_desk.health.indicator import Indicator, needs

YEAR_DAYS = 365


def measure(context: HealthContext) -> Floats:
    """Return converted ÷ all referrals of ``(D − 365, D]``, NaN without one."""
    won = floats_of(context.table("referrals")["converted"])
    counted = context.within("referrals", YEAR_DAYS)
    return context.mean_by(context.customer("referrals")[counted], won[counted])


ENTRY = Indicator(
    key="referral_conversion",
    label=phrase("Referral conversion"),
    note=phrase("share of referrals, 12 months"),
    sentence=phrase("{value:share0} of referrals became customers"),
    unit="share",
    higher_is_better=True,
    thresholds=Thresholds(0.5, 0.2),
    needs=needs("referrals+referrals.converted"),
    measure=measure,
    weights={},
    order=420,
    looks_back_days=YEAR_DAYS,
)
