"""Results over time: comparisons with a year before, recurring revenue, tenure, activity; frozen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Comparison:
    """A figure in the last complete period beside the period before and the same period a year before.

    Attributes
    ----------
    start, end : date
        The last complete period.
    value, before, year_before : float or None
        None where the history does not reach.
    note : Phrase
        Said when the two comparisons point in different directions: it may be the season.
    """

    key: str
    start: dt.date
    end: dt.date
    value: float | None
    before: float | None
    year_before: float | None
    note: Phrase = NOTHING_SAID

    @property
    def change(self) -> float | None:
        """Difference from the period before."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def change_on_year(self) -> float | None:
        """Difference from the same period a year before."""
        return None if self.value is None or self.year_before is None else self.value - self.year_before


@dataclass(frozen=True, eq=False)
class RecurringWaterfall:
    """How monthly recurring revenue moved in each complete period, oldest first; positive, (n_periods,).

    opening + new + reactivated + expansion − contraction − churned = closing.
    """

    starts: tuple[dt.date, ...]
    ends: tuple[dt.date, ...]
    opening: Floats
    new: Floats
    reactivated: Floats
    expansion: Floats
    contraction: Floats
    churned: Floats
    closing: Floats


@dataclass(frozen=True, eq=False)
class HazardCurve:
    """Where customers leave: of those still there at the beginning of a month of tenure, who left in it.

    Attributes
    ----------
    month : ndarray of int, shape (n_months,)
        Months since the beginning, 0 the first.
    at_risk : ndarray of float
        Customers there at the beginning of the month, those of unknown future in it counted half.
    left : ndarray of int
    share, low, high : ndarray of float
        left ÷ at_risk with its 95 % interval.
    n : int
        Customers followed.
    event : Phrase
        What leaving means.
    """

    month: Counts
    at_risk: Floats
    left: Counts
    share: Floats
    low: Floats
    high: Floats
    n: int
    event: Phrase


@dataclass(frozen=True, eq=False)
class ActivityHistory:
    """Distinct customers seen on each day, in the last 7 and in the last 30 days.

    Attributes
    ----------
    first_day : date
        Day of the first entry; one entry per day up to the as-of date.
    dau, wau, mau : ndarray of float, shape (n_days,)
        NaN while the window begins before the data.
    """

    first_day: dt.date
    dau: Floats
    wau: Floats
    mau: Floats


@dataclass(frozen=True, eq=False)
class EngagementDecay:
    """Share of customers who are still active k steps after their first use.

    Attributes
    ----------
    step_days : int
        7 with activity, 30 with orders only.
    share : ndarray of float, shape (n_steps,)
        Active in days (k × step, (k + 1) × step) after the first day; step 0 leaves the first day out.
    days_active : ndarray of float, shape (n_steps,)
        Mean of days with activity in the step, the inactive counted 0.
    reached : ndarray of int, shape (n_steps,)
        Customers whose step is over at the as-of date: what the share rests on.
    """

    step_days: int
    share: Floats
    days_active: Floats
    reached: Counts
