"""How many customers were seen on each day, and how use fades after the first."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.history_results import ActivityHistory, EngagementDecay
from retention_desk.foundation.order_book import Days, Positions
from retention_desk.foundation.results import Floats
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import date_of

WEEK_DAYS: Final = 7
MONTH_DAYS: Final = 30
STEPS: Final = 26
FEWEST_REACHED: Final = 10


def activity_history(context: MetricContext) -> ActivityHistory | None:
    """Return distinct customers per day, 7 and 30 days, for every day of the data; None without events.

    Notes
    -----
    A customer seen on day *d* counts in the window of *w* days from *d* to *d + w − 1*, but only until seen
    again: so each window is a running sum over the days on which customers come in and drop out.
    """
    customer, day = distinct_days(context)
    end = context.as_of_day
    if end is None or not len(day):
        return None
    first = int(day.min())
    following = np.full(len(day), end + 1, dtype=np.int64)
    same = customer[1:] == customer[:-1]
    following[:-1][same] = day[1:][same]
    return ActivityHistory(
        date_of(first), *(_seen_in(day, following, first, end, days) for days in (1, WEEK_DAYS, MONTH_DAYS))
    )


def _seen_in(day: Days, following: np.ndarray, first: int, end: int, window_days: int) -> Floats:
    n = end - first + 1
    out = np.minimum(np.minimum(day.astype(np.int64) + window_days, following), end + 1)
    change = np.bincount(day - first, minlength=n + 1) - np.bincount(out - first, minlength=n + 1)
    seen: Floats = np.cumsum(change)[:n].astype(np.float64)
    seen[: window_days - 1] = np.nan
    return seen


def distinct_days(context: MetricContext) -> tuple[Positions, Days]:
    """Return customer and day of every day with an order or activity, once each, sorted."""
    customer, day = context.seen_days
    if context.as_of_day is not None and len(day):
        kept = day <= context.as_of_day
        customer, day = customer[kept], day[kept]
    if not len(day):
        return customer, day
    low = int(day.min())
    span = int(day.max()) - low + 1
    both = np.unique(customer.astype(np.int64) * span + (day - low))
    return (both // span).astype(np.int32), (both % span + low).astype(np.int32)


def engagement_decay(context: MetricContext) -> EngagementDecay | None:
    """Return how many customers are still active so long after their first use; None without events.

    Notes
    -----
    Only customers whose step is over at the as-of date count for it, so that late arrivals do not look like
    leavers.
    """
    customer, day = distinct_days(context)
    end = context.as_of_day
    if end is None or not len(day):
        return None
    step = WEEK_DAYS if "activity" in context.data.events else MONTH_DAYS
    starts = np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]])
    first = np.repeat(day[starts], np.diff(np.r_[starts, len(day)])).astype(np.int64)
    since = day - first
    place = np.where(since > 0, (since - 1) // step, -1)
    whole = (end - first) // step
    counted = (place >= 0) & (place < np.minimum(whole, STEPS))
    reached = np.array([(((end - day[starts]) // step) > k).sum() for k in range(STEPS)], dtype=np.int64)
    new = counted & np.r_[True, (customer[1:] != customer[:-1]) | (place[1:] != place[:-1])]
    active = np.bincount(place[new], minlength=STEPS)[:STEPS]
    days = np.bincount(place[counted], minlength=STEPS)[:STEPS]
    shown = int((reached >= FEWEST_REACHED).sum())
    if not shown:
        return None
    return EngagementDecay(
        step, active[:shown] / reached[:shown], days[:shown] / reached[:shown], reached[:shown]
    )
