"""A guide within 72 hours of the first purchase."""

from __future__ import annotations

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

GUIDE_DAYS = 3


def trigger(context: PlayContext) -> Trigger | None:
    """Return who first ordered (or signed up) within three days, with the days since."""
    age = context.days_since_first_order()
    if age is None:
        age = context.indicator("account_age")
    return None if age is None else ((age >= 0) & (age < GUIDE_DAYS), age)


ENTRY = Play(
    key="first_72_hours",
    label=phrase("First 72 hours"),
    description=phrase("Send a short guide to getting the most out of the first purchase while it is fresh."),
    trigger=trigger,
    sentence=phrase("Days since the first order: {value:count}"),
    script=phrase("Thank you for your first order. Three things that help you get the most out of it:"),
    success=phrase("A second order within 60 days."),
    channel="email",
    handling="automated",
    role="marketing",
    cost=0.1,
    save_share=0.06,
    strategy="timely_outreach",
    needs=("orders|customers.signup_date",),
    order=150,
    due_days=1,
)
