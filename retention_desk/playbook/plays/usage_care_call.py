"""A care call after 7 days without a log-in."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who has not logged in for 7 days, with the days."""
    return context.raised("no_login")


ENTRY = Play(
    key="usage_care_call",
    label=phrase("Personal care: not logged in"),
    description=phrase("Show the one feature that would help this customer most."),
    trigger=trigger,
    sentence=phrase("No log-in for {value:count} days"),
    script=phrase(
        "I saw that you have not been in for some days. Is something in the way? I can show you a "
        "shorter path."
    ),
    success=phrase("A log-in within 7 days of the contact."),
    channel="phone",
    handling="personal",
    role="success",
    cost=8.0,
    save_share=0.15,
    strategy="timely_outreach",
    needs=("activity|customers.last_active_date",),
    order=60,
    tiers=TOP_TIERS,
    due_days=3,
)
