"""The forecast says a good customer is likely to leave."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

TOP_SHARE = 0.8


def trigger(context: PlayContext) -> Trigger | None:
    """Return the fifth most likely to leave (at least as likely as the average), with the probability."""
    chance = context.churn.probability
    known = chance[~np.isnan(chance) & ~context.gone]
    if not len(known):
        return None
    place = int(TOP_SHARE * (len(known) - 1))
    border = max(float(np.partition(known, place)[place]), context.churn.base_rate or 0.0)
    return chance >= border, chance


ENTRY = Play(
    key="likely_to_leave_call",
    label=phrase("Care before they leave"),
    description=phrase(
        "Get in touch with the reasons of the forecast at hand, and settle the first of them."
    ),
    trigger=trigger,
    sentence=phrase("Likely to leave: {value:share0}"),
    script=phrase(
        "I look after your account and would like to hear how satisfied you are, and what we could do "
        "better for you."
    ),
    success=phrase("Still a customer at the end of the horizon."),
    channel="phone",
    handling="personal",
    role="account",
    cost=8.0,
    save_share=0.12,
    strategy="profile_and_forecast",
    order=50,
    tiers=TOP_TIERS,
)
