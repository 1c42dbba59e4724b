"""A personal word while a good customer slows down."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

SLOW_FACTOR = 1.5


def trigger(context: PlayContext) -> Trigger | None:
    """Return who has been silent for longer than 1.5 × own rhythm, with the factor."""
    factor = context.silence_factor()
    return factor > SLOW_FACTOR, factor


ENTRY = Play(
    key="check_in_call",
    label=phrase("Personal contact, ask why"),
    description=phrase(
        "Get in touch before the customer is lost: ask how things are, listen for the reason, offer one "
        "concrete help."
    ),
    trigger=trigger,
    sentence=phrase("Silent {value:number1} × own rhythm"),
    script=phrase(
        "We have not heard from you for a while, and I wanted to ask in person: is everything all "
        "right with what you had from us?"
    ),
    success=phrase("An order within 30 days, or a reason on file."),
    channel="phone",
    handling="personal",
    role="account",
    cost=8.0,
    save_share=0.15,
    strategy="profile_and_forecast",
    order=40,
    tiers=TOP_TIERS,
    stages=frozenset({"slowing", "at_risk"}),
)
