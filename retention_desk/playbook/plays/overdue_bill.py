"""A friendly word about a bill past its due date."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who has an unpaid bill past its due date, with the days."""
    return context.raised("bill_overdue")


ENTRY = Play(
    key="overdue_bill",
    label=phrase("Bill past due"),
    description=phrase(
        "Ask whether the bill arrived and is right before any reminder: a late bill is often a silent "
        "complaint."
    ),
    trigger=trigger,
    sentence=phrase("Bill overdue, days: {value:count}"),
    script=phrase("I wanted to make sure that our bill reached you and that everything on it is right."),
    success=phrase("Paid within 14 days, with the reason for the delay on file."),
    channel="email",
    handling="personal",
    role="accounts",
    cost=3.0,
    save_share=0.12,
    strategy="profile_and_forecast",
    needs=("payments",),
    order=120,
    due_days=3,
)
