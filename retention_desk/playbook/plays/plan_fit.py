"""Offer the smaller plan that fits before the customer cancels the one that does not."""

from __future__ import annotations

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.plan_usage import TOO_LARGE, plan_usage
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

SELDOM = 0.5
DAYS = 30


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose plan is too large for their use, with the uses in 30 days.

    Less use than three quarters of those on the next smaller plan; where plans are not known, a subscription
    used less than every other day.
    """
    sizes = context.kept("plan_usage", plan_usage)
    if sizes is not None:
        return sizes.size == TOO_LARGE, sizes.uses
    used, mrr = context.indicator("usage_frequency"), context.indicator("mrr_trend")
    if used is None or mrr is None:
        return None
    return used < SELDOM, used * DAYS


def tells(context: PlayContext, customer: int, value: float) -> Phrase:
    """Return which plan the use would fit."""
    sizes = context.kept("plan_usage", plan_usage)
    if sizes is None or sizes.better[customer] < 0:
        return phrase("Uses in 30 days: {value:count}", value=value)
    return phrase(
        "Uses in 30 days: {value:count}, fewer than three quarters of those on “{plan}”",
        value=value, plan=sizes.plans[sizes.better[customer]],
    )  # fmt: skip


ENTRY = Play(
    key="plan_fit",
    label=phrase("Plan that fits"),
    description=phrase("Compare use with the plan and offer the right size before the customer cancels."),
    trigger=trigger,
    sentence=phrase("Uses in 30 days: {value:count}"),
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
    needs=(
        "activity",
        "subscriptions.plan|customers.plan",
    ),
    order=100,
    tells=tells,
)
