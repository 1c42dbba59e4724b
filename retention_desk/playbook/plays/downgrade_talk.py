"""Ask what is behind a smaller subscription."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who pays less a month than a period ago, with the change."""
    return context.raised("mrr_reduced")


ENTRY = Play(
    key="downgrade_talk",
    label=phrase("Ask about the downgrade"),
    description=phrase(
        "Find out what is no longer needed and why: a smaller plan is often the step before the last."
    ),
    trigger=trigger,
    sentence=phrase("Monthly amount {value:change0}"),
    script=phrase(
        "You have moved to a smaller plan. What did the larger one not give you, and does this one fit?"
    ),
    success=phrase("The monthly amount stays or grows over the next 90 days."),
    channel="email",
    handling="personal",
    role="success",
    cost=3.0,
    save_share=0.12,
    strategy="pricing",
    needs=("subscriptions",),
    order=105,
)
