"""A nudge towards the second order."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

FROM_DAYS = 14
TO_DAYS = 60


def trigger(context: PlayContext) -> Trigger | None:
    """Return who ordered once, 14 to 60 days ago, with the days since."""
    age = context.days_since_first_order()
    if age is None or context.book is None:
        return None
    return (context.book.order_count == 1) & (age >= FROM_DAYS) & (age <= TO_DAYS), age


ENTRY = Play(
    key="second_order",
    label=phrase("Second order"),
    description=phrase("Show what others bought next, with a small reason to come back now."),
    trigger=trigger,
    sentence=phrase("One order, {value:count} days ago"),
    script=phrase("Customers who bought the same often took this next. It goes well with what you have."),
    success=phrase("A second order within 30 days."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.05,
    strategy="content_recommendation",
    needs=("orders",),
    order=160,
)
