"""Review the range with a good customer who orders less."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

FALLEN = -0.2


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose order amount fell by a fifth or two periods running, with the change."""
    change = context.indicator("order_amount")
    if change is None and context.book is not None:
        change = context.indicator("purchase_amount")
    if change is None:
        return None
    twice = context.raised("amount_down_twice")
    return (change <= FALLEN) | (twice[0] if twice is not None else False), change


ENTRY = Play(
    key="amount_review",
    label=phrase("Review the range"),
    description=phrase(
        "Look at what the customer stopped ordering, ask where it is bought now, and make one offer."
    ),
    trigger=trigger,
    sentence=phrase("Order amount {value:change0}"),
    script=phrase(
        "I noticed that some things you used to order are no longer on your list. Has something "
        "changed on your side or on ours?"
    ),
    success=phrase("The amount of the next 90 days is at least that of the last."),
    channel="email",
    handling="personal",
    role="account",
    cost=4.0,
    save_share=0.12,
    strategy="lifetime_value",
    needs=("orders",),
    order=130,
    tiers=TOP_TIERS,
)
