"""Invite the most engaged of the best customers to the advisory circle."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import HEALTHY, HIGH_TIER, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

ENGAGED = 4.0


def trigger(context: PlayContext) -> Trigger | None:
    """Return customers with 4 contributions in 30 days (or 4 uses a day), with the number."""
    posts = context.indicator("community_participation")
    active = context.indicator("usage_frequency") if posts is None else posts
    if active is None:
        return None
    return active >= ENGAGED, active


ENTRY = Play(
    key="advisory_circle",
    label=phrase("Invitation to the advisory circle"),
    description=phrase("Invite to try what is new first and to tell the team what is missing."),
    trigger=trigger,
    sentence=phrase("Highly engaged: {value:number1}"),
    script=phrase(
        "You know our product better than most. Would you look at what we plan next, before anyone else does?"
    ),
    success=phrase("Takes part in the next round."),
    channel="email",
    handling="personal",
    role="success",
    cost=3.0,
    save_share=0.04,
    strategy="events",
    order=210,
    tiers=HIGH_TIER,
    bands=HEALTHY,
)
