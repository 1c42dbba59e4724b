"""Make good what went wrong before the customer complains."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.playbook.events import NEVER, days_since
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

WINDOW_DAYS = 14


def trigger(context: PlayContext) -> Trigger | None:
    """Return who was affected by an incident in 14 days and has not written since, with the days since.

    A case opened on the day of the incident or later means that the customer was first: then the complaint
    has a play of its own.
    """
    incidents = context.events("incidents")
    if incidents is None or context.today is None:
        return None
    last = incidents.last()
    since = days_since(last, context.today)
    cases = context.events("tickets")
    wrote = np.zeros(context.n_customers, dtype=bool)
    if cases is not None:
        wrote = (cases.last() >= last) & (last != NEVER)
    return (since >= 0) & (since < WINDOW_DAYS) & ~wrote, since


def tells(context: PlayContext, customer: int, value: float) -> Phrase:
    """Return what happened, where the list says it, and when."""
    table = context.data.events["incidents"]
    rows = table[table["customer"] == customer]
    kinds = rows.sort_values("happened_on")["type"].dropna().tolist() if "type" in rows else []
    if not kinds:
        return phrase("Affected by an incident {value:count} days ago", value=value)
    return phrase("{incident}, {value:count} days ago", incident=str(kinds[-1]), value=value)


ENTRY = Play(
    key="incident_recovery",
    label=phrase("Make good before they complain"),
    description=phrase(
        "Say what happened before the customer asks, what it means for them, and what is done to make it "
        "good."
    ),
    trigger=trigger,
    sentence=phrase("Affected by an incident {value:count} days ago"),
    script=phrase(
        "Something went wrong on our side and it touched you. Here is what happened, what we have done, and "
        "what you can expect from us now."
    ),
    success=phrase("No complaint about it, and an order or a log-in within 30 days."),
    channel="message",
    handling="personal",
    role="service",
    cost=2.0,
    save_share=0.12,
    strategy="service_recovery",
    needs=("incidents",),
    order=5,
    due_days=1,
    tells=tells,
)
