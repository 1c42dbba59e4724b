"""A greeting before a holiday."""

from __future__ import annotations

import datetime as dt

import numpy as np

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.holidays import next_holiday
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

AHEAD_DAYS = 7


def coming(context: PlayContext) -> tuple[Phrase, dt.date] | None:
    """Return the next holiday after the as-of date, or on it."""
    today = context.data.as_of
    return None if today is None else next_holiday(today, context.data.currency, context.holidays)


def trigger(context: PlayContext) -> Trigger | None:
    """Return everybody when a holiday comes within 7 days (today and the seventh among them)."""
    found = coming(context)
    if found is None or context.data.as_of is None:
        return None
    days = (found[1] - context.data.as_of).days
    n = context.n_customers
    return np.full(n, days <= AHEAD_DAYS), np.full(n, float(days))


def tells(context: PlayContext, _customer: int, value: float) -> Phrase:
    """Return which holiday comes, and when."""
    found = coming(context)
    name = found[0] if found is not None else ""
    return phrase("{holiday} in {value:count} days", holiday=name, value=value)


ENTRY = Play(
    key="holiday_greeting",
    label=phrase("Holiday greeting"),
    description=phrase(
        "Good wishes before the holiday, with opening hours or last order day if they matter."
    ),
    trigger=trigger,
    sentence=phrase("Days until the holiday: {value:count}"),
    script=phrase("All the best for the coming holiday from all of us. This is how you reach us these days:"),
    success=phrase("An order or a log-in within 30 days."),
    channel="message",
    handling="automated",
    role="marketing",
    cost=0.05,
    save_share=0.01,
    strategy="timely_outreach",
    order=154,
    stages=frozenset({"new", "active", "slowing", "won_back"}),
    tells=tells,
    is_due_in_value=True,
)
