"""Ask about the returns."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

MANY_SHARE = 0.2


def trigger(context: PlayContext) -> Trigger | None:
    """Return who sends back more than a fifth of the lines, with the share."""
    share = context.indicator("returns_share")
    if share is None:
        return None
    many = context.raised("many_returns")
    return (share > MANY_SHARE) | (many[0] if many is not None else False), share


ENTRY = Play(
    key="returns_follow_up",
    label=phrase("Follow up on returns"),
    description=phrase(
        "Ask what did not fit, replace it where possible, and pass the reason on to the product team."
    ),
    trigger=trigger,
    sentence=phrase("{value:share0} of lines sent back"),
    script=phrase("Some of what we sent did not suit you. What was it, and may we replace it?"),
    success=phrase("The next order is kept."),
    channel="email",
    handling="personal",
    role="service",
    cost=3.0,
    save_share=0.1,
    strategy="service_recovery",
    needs=("orders",),
    order=140,
)
