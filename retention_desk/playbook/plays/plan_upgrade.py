"""Offer the larger plan to those who have outgrown theirs."""

from __future__ import annotations

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.plan_usage import TOO_SMALL, plan_usage
from retention_desk.playbook.play import HEALTHY, Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who uses more than three quarters of those on the next larger plan, with the uses in 30 days."""
    sizes = context.kept("plan_usage", plan_usage)
    return None if sizes is None else (sizes.size == TOO_SMALL, sizes.uses)


def tells(context: PlayContext, customer: int, value: float) -> Phrase:
    """Return which plan the use would fit."""
    sizes = context.kept("plan_usage", plan_usage)
    plan = sizes.plans[sizes.better[customer]] if sizes is not None else ""
    return phrase(
        "Uses in 30 days: {value:count}, more than three quarters of those on “{plan}”",
        value=value,
        plan=plan,
    )


ENTRY = Play(
    key="plan_upgrade",
    label=phrase("Room to grow"),
    description=phrase(
        "Show what the next plan adds for the way this customer works; no pressure, one date."
    ),
    trigger=trigger,
    sentence=phrase("Uses in 30 days: {value:count}"),
    script=phrase(
        "You get more out of your plan than most. The next one would take work off your hands; may I show "
        "you where?"
    ),
    success=phrase("A larger plan within 60 days, or a clear no."),
    channel="email",
    handling="personal",
    role="success",
    cost=3.0,
    save_share=0.03,
    strategy="pricing",
    needs=(
        "activity",
        "subscriptions.plan|customers.plan",
    ),
    order=195,
    bands=HEALTHY,
    tells=tells,
)
