"""A nudge while a streak of days can still be kept."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.streaks import streak_until
from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

LEAST_DAYS = 3


def trigger(context: PlayContext) -> Trigger | None:
    """Return who was there 3 or more days in a row up to yesterday and not yet today, with the days."""
    log = context.events("activity")
    if log is None or context.today is None:
        return None
    today, n = context.today, context.n_customers
    streak = streak_until(log.customer, log.day, today - 1, n)
    broken = streak_until(log.customer, log.day, today, n) == 0
    return (streak >= LEAST_DAYS) & broken, np.where(streak > 0, streak.astype(np.float64), np.nan)


ENTRY = Play(
    key="streak_days",
    label=phrase("Streak about to break (days)"),
    description=phrase(
        "Remind in the evening that the row of days ends at midnight; one small task keeps it."
    ),
    trigger=trigger,
    sentence=phrase("{value:count} days in a row, not yet today"),
    script=phrase("You have a fine row of days. One small task today keeps it going: tap here."),
    success=phrase("Active again on the next day."),
    channel="app",
    handling="automated",
    role="marketing",
    cost=0.02,
    save_share=0.03,
    strategy="playful_tasks",
    needs=("activity",),
    order=172,
    due_days=1,
)
