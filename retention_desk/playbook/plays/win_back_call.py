"""Win a good customer back."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

RECENT_DAYS = 365


def trigger(context: PlayContext) -> Trigger | None:
    """Return who was lost within the last year (or at an unknown time), with the days of silence."""
    silent = context.segments.silent_days
    known = np.where(context.marked_as_left, np.nan, silent)
    return ~(silent > RECENT_DAYS), known


ENTRY = Play(
    key="win_back_call",
    label=phrase("Win back personally"),
    description=phrase(
        "One honest word: ask why, put right what can be put right, make one offer, accept a no."
    ),
    trigger=trigger,
    sentence=phrase("No order for {value:count} days"),
    sentence_unknown=phrase("Has left"),
    script=phrase("You have left us, and I would like to learn from it. What was the deciding reason?"),
    success=phrase("An order within 60 days, or a reason on file."),
    channel="phone",
    handling="personal",
    role="account",
    cost=8.0,
    save_share=0.08,
    strategy="profile_and_forecast",
    order=230,
    tiers=TOP_TIERS,
    of_lost=True,
)
