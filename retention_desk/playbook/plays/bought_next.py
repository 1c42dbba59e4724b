"""Suggest what others like this customer often bought next."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.events import days_since
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

FROM_DAYS = 7
TO_DAYS = 60


def trigger(context: PlayContext) -> Trigger | None:
    """Return who bought 7 to 60 days ago and something is often bought next after it, with its chance."""
    found = context.next_products
    if found is None or context.book is None or context.today is None:
        return None
    since = days_since(context.book.last_day, context.today)
    recent = (context.book.order_count > 0) & (since >= FROM_DAYS) & (since <= TO_DAYS)
    return recent & (found.product >= 0), np.where(found.product >= 0, found.chance, np.nan)


def tells(context: PlayContext, customer: int, value: float) -> Phrase:
    """Return the product suggested, the one it follows from, and how often."""
    found = context.next_products
    assert found is not None
    return phrase(
        "Often bought next after “{own}”: “{product}” ({chance:share0}; all buyers {base:share0})",
        own=found.reason_of(customer), product=found.name_of(customer), chance=value,
        base=float(found.base_rate[customer]),
    )  # fmt: skip


ENTRY = Play(
    key="bought_next",
    label=phrase("Often bought next"),
    description=phrase(
        "Show the one product that buyers of the same thing most often took next, with a reason."
    ),
    trigger=trigger,
    sentence=phrase("Often bought next: {value:share0}"),
    script=phrase("It goes well with what you have: customers who bought the same often took this next."),
    success=phrase("The product suggested, or another, is bought within 30 days."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.05,
    strategy="content_recommendation",
    needs=("orders.product",),
    order=162,
    stages=frozenset({"new", "active", "slowing", "won_back"}),
    tells=tells,
)
