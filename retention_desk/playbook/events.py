"""Events of all customers as two columns: who, and on which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.order_book import day_number

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int32]

NEVER: Final = int(np.iinfo(np.int32).min)


@dataclass(frozen=True, eq=False)
class Events:
    """Rows of an event table.

    Attributes
    ----------
    customer : ndarray of int64, shape (n_events,)
    day : ndarray of int32, shape (n_events,)
        Days since 1970-01-01, `NEVER` where it is missing.
    n_customers : int
    """

    customer: npt.NDArray[np.int64]
    day: Days
    n_customers: int

    def where(self, chosen: Flags) -> Events:
        """Return the chosen events alone."""
        return Events(self.customer[chosen], self.day[chosen], self.n_customers)

    def within(self, today: int, window_days: int) -> Flags:
        """Return which events lie in ``(today − window, today]``, shape (n_events,)."""
        return (self.day > today - window_days) & (self.day <= today)

    def count(self, today: int, window_days: int) -> Floats:
        """Return how many events each customer has in ``(today − window, today]``."""
        chosen = self.customer[self.within(today, window_days)]
        return np.bincount(chosen, minlength=self.n_customers).astype(np.float64)

    def first(self) -> Days:
        """Return the first day of each customer, `NEVER` without one."""
        found = np.full(self.n_customers, np.iinfo(np.int32).max, dtype=np.int32)
        known = self.day != NEVER
        np.minimum.at(found, self.customer[known], self.day[known])
        return np.where(found == np.iinfo(np.int32).max, NEVER, found).astype(np.int32)

    def last(self) -> Days:
        """Return the last day of each customer, `NEVER` without one."""
        found = np.full(self.n_customers, NEVER, dtype=np.int32)
        np.maximum.at(found, self.customer, self.day)
        return found


def days_of(dates: pd.Series[Any]) -> Days:
    """Return days since 1970-01-01 of a date column, `NEVER` where it is missing, shape (n,)."""
    missing = dates.isna().to_numpy()
    days = np.full(len(dates), NEVER, dtype=np.int32)
    if not missing.all():
        days[~missing] = day_number(dates[~missing])
    return days


def days_since(day: Days, today: int) -> Floats:
    """Return days from each day to `today` (negative in the future), NaN where it is `NEVER`."""
    return np.where(day == NEVER, np.nan, today - day.astype(np.float64))
