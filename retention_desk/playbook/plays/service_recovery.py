"""Settle the open complaint first, then talk."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who waits for a complaint to be settled, with the days waited."""
    return context.raised("open_complaint")


ENTRY = Play(
    key="service_recovery",
    label=phrase("Settle the complaint first"),
    description=phrase("Close the open complaint, say what was done, and only then speak of anything else."),
    trigger=trigger,
    sentence=phrase("Open complaint, days waiting: {value:count}"),
    script=phrase(
        "This is about your complaint. Here is what we have done since, and what we would like to put right."
    ),
    success=phrase("The complaint is closed and the customer buys or logs in again within 30 days."),
    channel="phone",
    handling="personal",
    role="service",
    cost=10.0,
    save_share=0.25,
    strategy="service_recovery",
    needs=("tickets",),
    order=10,
    due_days=2,
)
