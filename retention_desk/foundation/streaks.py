"""Streaks: how many days or weeks in a row somebody was there."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

DAYS_OF_WEEK: Final = 7
_MONDAY: Final = 3
"""1970-01-01 was a Thursday: so many days after a Monday."""


def week_of(day: npt.NDArray[np.integer] | int) -> npt.NDArray[np.int64]:
    """Return the number of the calendar week (from Monday) that days since 1970-01-01 lie in."""
    return (np.asarray(day, dtype=np.int64) + _MONDAY) // DAYS_OF_WEEK


def weekday_of(day: int) -> int:
    """Return 0 for Monday to 6 for Sunday."""
    return (day + _MONDAY) % DAYS_OF_WEEK


def streak_until(
    customer: npt.NDArray[np.integer], period: npt.NDArray[np.integer], last: int, n_customers: int
) -> npt.NDArray[np.int64]:
    """Return how many periods in a row up to `last` each customer has an event in; 0 without one in `last`.

    Parameters
    ----------
    customer, period : ndarray of int, shape (n_events,)
        Who, and the number of the day or week; later ones than `last` do not count.
    last : int
    n_customers : int

    Notes
    -----
    Of each customer's distinct periods, the latest first, the k-th belongs to the streak when it lies
    k periods before `last`; after the first that does not, none can.
    """
    chosen = period <= last
    who, back = customer[chosen].astype(np.int64), last - period[chosen].astype(np.int64)
    if not len(who):
        return np.zeros(n_customers, dtype=np.int64)
    width = int(back.max()) + 1
    pairs = np.sort(who * width + back)
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])]
    who, back = pairs // width, pairs % width
    starts = np.append(True, who[1:] != who[:-1])
    position = np.arange(len(who))
    rank = position - np.maximum.accumulate(np.where(starts, position, 0))
    return np.bincount(who[back == rank], minlength=n_customers).astype(np.int64)
