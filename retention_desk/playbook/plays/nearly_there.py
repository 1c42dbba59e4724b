"""Tell customers how little is missing to the next loyalty tier."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

NEAR_SHARE = 0.15


def trigger(context: PlayContext) -> Trigger | None:
    """Return who lacks at most 15 % of the next loyalty tier, with what is missing, rounded up."""
    missing = context.segments.loyalty_distance
    goal = context.segments.loyalty_spend + missing
    return (missing > 0) & (missing <= NEAR_SHARE * goal), np.ceil(missing)


ENTRY = Play(
    key="nearly_there",
    label=phrase("Nearly there"),
    description=phrase(
        "Say what is missing to the next tier and what it opens, with the date it has to be reached by."
    ),
    trigger=trigger,
    sentence=phrase("{value} to the next loyalty tier"),
    script=phrase(
        "You are almost there: only a little is missing to your next tier, and this is what it brings you."
    ),
    success=phrase("The next tier within 60 days."),
    channel="message",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.05,
    strategy="tiered_membership",
    needs=("orders|customers.points",),
    order=170,
    stages=frozenset({"new", "active", "slowing", "won_back"}),
    is_money=True,
)
