"""Stay in touch with the pool of lost customers, by itself."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return everybody who has left, with the days of silence."""
    return context.gone, context.segments.silent_days


ENTRY = Play(
    key="lost_pool",
    label=phrase("Lost pool, quarterly note"),
    description=phrase(
        "A quiet note once a quarter: what has changed since they left, and an easy way back."
    ),
    trigger=trigger,
    sentence=phrase("In the pool of lost customers"),
    script=phrase(
        "Much has changed since you were last here. If you ever want to look again, this is the way."
    ),
    success=phrase("An order within 90 days."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.05,
    save_share=0.02,
    strategy="timely_outreach",
    order=240,
    of_lost=True,
)
