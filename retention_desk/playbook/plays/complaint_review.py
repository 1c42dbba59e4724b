"""A case review after repeated complaints."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who complained three times or more in 90 days, with the number."""
    return context.raised("frequent_complaints")


ENTRY = Play(
    key="complaint_review",
    label=phrase("Case review"),
    description=phrase(
        "One person takes over all cases of this customer, finds the common cause, and reports back."
    ),
    trigger=trigger,
    sentence=phrase("Complaints in 90 days: {value:count}"),
    script=phrase(
        "You have had to write to us several times. From today I look after your cases myself. May I "
        "go through them with you?"
    ),
    success=phrase("No further complaint within 60 days."),
    channel="phone",
    handling="personal",
    role="service",
    cost=12.0,
    save_share=0.22,
    strategy="service_and_experts",
    needs=("tickets",),
    order=20,
    due_days=3,
)
