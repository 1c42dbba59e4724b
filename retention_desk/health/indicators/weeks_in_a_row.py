"""In how many calendar weeks in a row the customer was there."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.streaks import streak_until, week_of
from retention_desk.foundation.wording import phrase
from retention_desk.health.context import NEVER, Floats, HealthContext
from retention_desk.health.indicator import Indicator, needs


def measure(context: HealthContext) -> Floats:
    """Return calendar weeks in a row with activity, up to this week or, without any yet, the last one."""
    day, customer = context.days("activity"), context.customer("activity")
    known = day != NEVER
    week, who, this = week_of(day[known]), customer[known], int(week_of(context.day))
    now = streak_until(who, week, this, context.n_customers)
    before = streak_until(who, week, this - 1, context.n_customers)
    return np.where(now > 0, now, before).astype(np.float64)


ENTRY = Indicator(
    key="weeks_in_a_row",
    label=phrase("Weeks in a row"),
    note=phrase("with activity in each"),
    sentence=phrase("Active {value:count} weeks in a row"),
    unit="count",
    higher_is_better=True,
    thresholds=Thresholds(8.0, 3.0),
    needs=needs("activity"),
    measure=measure,
    weights={},
    order=325,
)
