"""Calendar periods as numbers: which one a day is in, where it begins and ends, which ones are over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

PeriodName = Literal["month", "quarter", "year"]
MONTHS: Final[dict[str, int]] = {"month": 1, "quarter": 3, "year": 12}
COVERED_FROM_DAY: Final = 7
MANY: Final = 1_000


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period; days are numbers since 1970-01-01.

    Attributes
    ----------
    start, end : int
        First and last day.
    """

    start: int
    end: int

    @property
    def opening_day(self) -> int:
        """The day before it begins: when its opening customers are counted."""
        return self.start - 1

    @property
    def dates(self) -> tuple[dt.date, dt.date]:
        """First and last day as dates."""
        return date_of(self.start), date_of(self.end)


def date_of(day: int) -> dt.date:
    """Return the date of a day number."""
    return dt.date.fromordinal(int(day) + 719_163)


def day_of(date: dt.date) -> int:
    """Return the day number (since 1970-01-01) of a date."""
    return date.toordinal() - 719_163


def period_index(days: npt.NDArray[Any], period: str) -> npt.NDArray[np.int64]:
    """Return the number of the period each day is in, counted from 1970."""
    if len(days) > MANY:
        low, high = int(days.min()), int(days.max())
        if high - low < len(days):  # each day of the calendar once is less work than each of the rows
            known: npt.NDArray[np.int64] = _index(np.arange(low, high + 1), period)[days - low]
            return known
    return _index(days, period)


def _index(days: npt.NDArray[Any], period: str) -> npt.NDArray[np.int64]:
    months = days.astype(np.int64).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    index: npt.NDArray[np.int64] = months // MONTHS[period]
    return index


def period_at(index: int, period: str) -> Period:
    """Return the period with a number."""
    first = np.array([index, index + 1], dtype=np.int64) * MONTHS[period]
    start, following = first.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return Period(int(start), int(following) - 1)


def last_complete_period(first_day: int, last_day: int, period: str) -> Period | None:
    """Return the last period that is over by the end of `last_day`, if anything was known by its end."""
    index = int(period_index(np.array([last_day + 1]), period)[0]) - 1
    found = period_at(index, period)
    return found if found.end >= first_day else None


def complete_periods(first_day: int, last_day: int, period: str) -> tuple[Period, ...]:
    """Return the periods that the data cover from end to end, oldest first.

    A period counts when it is over by the end of `last_day` and the first event is no later than its
    seventh day: a shop that was closed on New Year's Day still has a January.
    """
    begin, end = period_index(np.array([first_day, last_day + 1]), period)
    if first_day > period_at(int(begin), period).start + COVERED_FROM_DAY - 1:
        begin += 1
    return tuple(period_at(index, period) for index in range(int(begin), int(end)))
