"""Offer the plan that fits before the customer cancels the one that does not."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

SELDOM = 0.5


def trigger(context: PlayContext) -> Trigger | None:
    """Return subscribers who use the product less than every other day, with the uses a day."""
    used, mrr = context.indicator("usage_frequency"), context.indicator("mrr_trend")
    if used is None or mrr is None:
        return None
    return used < SELDOM, used


ENTRY = Play(
    key="plan_fit",
    label=phrase("Plan that fits"),
    description=phrase("Compare use with the plan and offer the right size before the customer cancels."),
    trigger=trigger,
    sentence=phrase("Used {value:number1} times a day"),
    script=phrase(
        "You use less than your plan holds. I would rather you had the one that fits: may I show you "
        "the difference?"
    ),
    success=phrase("Still subscribed after 90 days, on any plan."),
    channel="email",
    handling="personal",
    role="success",
    cost=3.0,
    save_share=0.1,
    strategy="pricing",
    order=100,
    tiers=TOP_TIERS,
)
