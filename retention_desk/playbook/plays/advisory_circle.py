"""Invite the hundred most active customers to the advisory circle."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

SEATS = 100
ENGAGED = 4.0
WINDOW_DAYS = 90


def trigger(context: PlayContext) -> Trigger | None:
    """Return about 100 of the better tiers who were most active in 90 days, with how active.

    Contributions count where there is a community, else uses of the product, else orders; at least 4. Whoever
    does as much as the hundredth is in too, so that nobody is chosen by chance.
    """
    count = _activity(context)
    if count is None:
        return None
    seen = np.where(context.here & context.in_tiers(TOP_TIERS), count, 0.0)
    border = ENGAGED
    if (seen > 0).sum() > SEATS:
        border = max(border, float(np.partition(seen, -SEATS)[-SEATS]))
    return seen >= border, count


def _activity(context: PlayContext) -> np.ndarray | None:
    if context.today is None:
        return None
    for kind in ("community", "activity"):
        found = context.events(kind)
        if found is not None:
            return found.count(context.today, WINDOW_DAYS)
    if context.book is None:
        return None
    book = context.book
    recent = (book.day > context.today - WINDOW_DAYS) & (book.day <= context.today)
    return np.bincount(book.customer[recent], minlength=context.n_customers).astype(np.float64)


ENTRY = Play(
    key="advisory_circle",
    label=phrase("Invitation to the advisory circle"),
    description=phrase("Invite to try what is new first and to tell the team what is missing."),
    trigger=trigger,
    sentence=phrase("Among the hundred most active: {value:count} in 90 days"),
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
    needs=("community|activity|orders",),
    order=210,
    tiers=TOP_TIERS,
    stages=frozenset({"new", "active", "won_back"}),
)
