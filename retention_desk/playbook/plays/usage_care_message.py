"""An automatic reminder after 7 days without a log-in."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import GENERAL_TIER, Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return who has not logged in for 7 days, with the days."""
    return context.raised("no_login")


ENTRY = Play(
    key="usage_care_message",
    label=phrase("Care message: not logged in"),
    description=phrase("A short message with what is new and one tap back in."),
    trigger=trigger,
    sentence=phrase("No log-in for {value:count} days"),
    script=phrase("This is new since you were last here. One tap takes you back to where you stopped."),
    success=phrase("A log-in within 7 days of the message."),
    channel="message",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.05,
    strategy="timely_outreach",
    needs=("activity|customers.last_active_date",),
    order=70,
    tiers=GENERAL_TIER,
    due_days=1,
)
