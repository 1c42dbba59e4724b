"""Ask an unhappy customer what would have made it good."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose latest survey answer was bad, with its share of the scale."""
    return context.raised("low_survey_answer")


ENTRY = Play(
    key="detractor_call",
    label=phrase("Ask what went wrong"),
    description=phrase("Answer within two days of a bad score, listen, and note the reason for the team."),
    trigger=trigger,
    sentence=phrase("Latest answer only {value:share0} of the scale"),
    script=phrase("Thank you for your frank answer. What one thing should we have done differently?"),
    success=phrase("The next answer is better, or a reason is on file."),
    channel="phone",
    handling="personal",
    role="service",
    cost=8.0,
    save_share=0.18,
    strategy="service_recovery",
    needs=("surveys",),
    order=30,
    tiers=TOP_TIERS,
    due_days=2,
)
