"""A nudge while a streak of weeks can still be kept."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.streaks import streak_until, week_of, weekday_of
from retention_desk.foundation.wording import phrase
from retention_desk.playbook.play import Play, Trigger
from retention_desk.playbook.play_context import PlayContext

LEAST_WEEKS = 4
FROM_WEEKDAY = 3


def trigger(context: PlayContext) -> Trigger | None:
    """Return who was there 4 or more weeks in a row and not yet this week, with the weeks.

    Weeks start on Monday; from Thursday on there is little time left.
    """
    log = context.events("activity")
    if log is None or context.today is None:
        return None
    this, n = int(week_of(context.today)), context.n_customers
    week = week_of(log.day)
    streak = streak_until(log.customer, week, this - 1, n)
    open_still = streak_until(log.customer, week, this, n) == 0
    late = weekday_of(context.today) >= FROM_WEEKDAY
    return (streak >= LEAST_WEEKS) & open_still & late, np.where(
        streak > 0, streak.astype(np.float64), np.nan
    )


ENTRY = Play(
    key="streak_weeks",
    label=phrase("Streak about to break (weeks)"),
    description=phrase("Say which week it would be, and offer one task that takes two minutes."),
    trigger=trigger,
    sentence=phrase("{value:count} weeks in a row, not yet this week"),
    script=phrase("You have been in every week so far. Two minutes before Sunday keep your row going:"),
    success=phrase("Active within 7 days."),
    channel="app",
    handling="automated",
    role="marketing",
    cost=0.02,
    save_share=0.03,
    strategy="playful_tasks",
    needs=("activity",),
    order=174,
    due_days=1,
)
