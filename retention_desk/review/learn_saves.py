"""Save shares of the plays as the lists taught them, offered in place of the assumed ones."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Final

from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.lift_results import LearnedSave, Lift, PlayFacts
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.wording import phrase

ASSUMED_SPREAD: Final = 0.15
"""Standard error that an assumed share counts with: it is taken to be within 30 points of the truth."""


def learn_saves(
    lifts: Iterable[Lift], plays: Mapping[str, PlayFacts], settings: ReviewSettings
) -> tuple[LearnedSave, ...]:
    """Return what the lists teach of each play whose assumed share is known.

    Notes
    -----
    shrunk = (measured ÷ s² + assumed ÷ 0.15²) ÷ (1 ÷ s² + 1 ÷ 0.15²), s the half width of the measured
    interval ÷ 1.96; never below 0 nor above 1. It is offered once both sides have
    `review.smallest_group` decided customers.
    """
    return tuple(_learned(lift, plays[lift.key], settings) for lift in lifts if lift.key in plays)


def _learned(lift: Lift, facts: PlayFacts, settings: ReviewSettings) -> LearnedSave:
    n = lift.contact.n + lift.holdout.n
    spread = (lift.save_high - lift.save_low) / (2 * Z95)
    known = not math.isnan(lift.save_share) and spread > 0
    shrunk = facts.save_share
    if known:
        ours, theirs = 1 / spread**2, 1 / ASSUMED_SPREAD**2
        shrunk = (ours * lift.save_share + theirs * facts.save_share) / (ours + theirs)
        shrunk = min(max(shrunk, 0.0), 1.0)
    enough = min(lift.contact.n, lift.holdout.n) >= settings.smallest_group
    values = {
        "assumed": facts.save_share,
        "measured": lift.save_share,
        "shrunk": shrunk,
        "n": lift.contact.n,
        "held": lift.holdout.n,
    }
    if known and enough:
        reason = phrase(
            "Of those who would have left, {measured:share} were kept ({n:count} handed out, {held:count} "
            "held out); with the assumed {assumed:share} weighed in: {shrunk:share}.",
            **values,
        )
    else:
        reason = phrase(
            "The assumed {assumed:share} stays: {n:count} handed out and {held:count} held out are decided, "
            "too few to learn from.",
            **values,
        )
    return LearnedSave(
        play=lift.key,
        name=lift.name,
        assumed=facts.save_share,
        measured=lift.save_share,
        low=lift.save_low,
        high=lift.save_high,
        shrunk=shrunk,
        n=n,
        is_offered=known and enough,
        reason=reason,
    )
