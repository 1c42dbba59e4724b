"""Thanks on the day a customer has been there for a year, and each year after."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.wording import phrase
from retention_desk.playbook.care_calendar import days_to_yearly, years_on_next
from retention_desk.playbook.play import TOP_TIERS, Play, Trigger
from retention_desk.playbook.play_context import PlayContext

AHEAD_DAYS = 7


def trigger(context: PlayContext) -> Trigger | None:
    """Return whose anniversary (first or later) comes within 7 days, with the years it will be."""
    began = context.began_on
    if began is None or context.today is None:
        return None
    until, years = days_to_yearly(began, context.today), years_on_next(began, context.today)
    soon = (until <= AHEAD_DAYS) & (years >= 1)
    return soon, np.where(soon, years, np.nan)


ENTRY = Play(
    key="anniversary_thanks",
    label=phrase("Anniversary thanks"),
    description=phrase(
        "Thank for the years together, with one line on what they brought and one on what comes next."
    ),
    trigger=trigger,
    sentence=phrase("Years with us this week: {value:count}"),
    script=phrase(
        "It has been another year together, thank you. Here is what you had from us, and "
        "what we plan for you."
    ),
    success=phrase("Still a customer 90 days later."),
    channel="email",
    handling="personal",
    role="account",
    cost=2.0,
    save_share=0.03,
    strategy="timely_outreach",
    needs=("orders|customers.signup_date",),
    order=156,
    tiers=TOP_TIERS,
)
