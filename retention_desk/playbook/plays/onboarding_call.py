"""Help when use drops within the first 30 days."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose use fell by half within 30 days of the first use, with the change."""
    return context.raised("early_usage_drop")


ENTRY = Play(
    key="onboarding_call",
    label=phrase("Help with the start"),
    description=phrase("Find the step at which the start got stuck, and do it together."),
    trigger=trigger,
    sentence=phrase("Usage {value:change0} since the first week"),
    script=phrase("The first weeks decide. Which step has not worked yet? Let us do it together now."),
    success=phrase("Use is back at the level of the first week within 14 days."),
    channel="phone",
    handling="personal",
    role="success",
    cost=8.0,
    save_share=0.2,
    strategy="timely_outreach",
    needs=("activity",),
    order=80,
    due_days=3,
)
