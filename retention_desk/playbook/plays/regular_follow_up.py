"""A regular follow-up: on the day planned, or once a quarter."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.care_calendar import CYCLE_DAYS, days_to_cycle, names_follow_up
from retention_desk.playbook.events import NEVER
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

AHEAD_DAYS = 6
LATE_DAYS = 30


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose next contact is planned within the week (or late by up to 30 days), with the days.

    A date column that says so decides; without one the follow-up comes every 90 days after the beginning.
    """
    if context.today is None:
        return None
    for header in context.data.features:
        planned = context.customer_days(str(header)) if names_follow_up(str(header)) else None
        if planned is not None:
            days = np.where(planned == NEVER, np.nan, planned.astype(np.float64) - context.today)
            return (days <= AHEAD_DAYS) & (days >= -LATE_DAYS), days
    began = context.began_on
    if began is None:
        return None
    days = days_to_cycle(began, context.today, CYCLE_DAYS)
    return days <= AHEAD_DAYS, days


ENTRY = Play(
    key="regular_follow_up",
    label=phrase("Regular follow-up"),
    description=phrase("Ask how things are without a reason, note what is said, and agree on the next date."),
    trigger=trigger,
    sentence=phrase("Follow-up due in {value:count} days"),
    script=phrase(
        "I call once a quarter to hear how things are going. Is there anything we should do differently?"
    ),
    success=phrase("The follow-up is on file, with the next date."),
    channel="phone",
    handling="personal",
    role="account",
    cost=6.0,
    save_share=0.06,
    strategy="timely_outreach",
    needs=("orders|customers.signup_date",),
    order=158,
    tiers=TOP_TIERS,
    stages=frozenset({"new", "active", "slowing", "won_back"}),
    is_due_in_value=True,
)
