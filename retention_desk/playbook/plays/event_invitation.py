"""Invite to the next event those who come, and those who take part in the community."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.community import attendance_flags
from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

EVENT_DAYS = 365
POST_DAYS = 90


def trigger(context: PlayContext) -> Trigger | None:
    """Return who came to an event in a year or contributed in 90 days, with the events (NaN none)."""
    rows = context.events("community")
    if rows is None or context.today is None:
        return None
    came = attendance_flags(context.data.events["community"])
    attended = rows.where(came).count(context.today, EVENT_DAYS)
    posted = rows.where(~came).count(context.today, POST_DAYS)
    return (attended > 0) | (posted > 0), np.where(attended > 0, attended, np.nan)


ENTRY = Play(
    key="event_invitation",
    label=phrase("Invitation to the next event"),
    description=phrase("A personal invitation with the one part of the programme that suits this customer."),
    trigger=trigger,
    sentence=phrase("Events attended in a year: {value:count}"),
    sentence_unknown=phrase("Takes part in the community, has not come to an event yet"),
    script=phrase(
        "We meet customers like you in person soon. There is one session I thought of you for; shall I "
        "keep a place?"
    ),
    success=phrase("Comes to the event, and an order or a log-in within 60 days."),
    channel="email",
    handling="personal",
    role="marketing",
    cost=2.0,
    save_share=0.05,
    strategy="events",
    needs=("community",),
    order=212,
    stages=frozenset({"new", "active", "slowing", "won_back"}),
)
