"""A calendar with busy and quiet days, as a clock that runs faster when a shop is busy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Peak:
    """A busy (or quiet) stretch that comes back every year on given dates."""

    days: tuple[date, ...]
    """Its centre in each year."""
    width_days: float
    lift: float
    """Share added to the usual intensity at the centre; negative for a quiet stretch."""


@dataclass(frozen=True)
class BusyClock:
    """Busy time elapsed since the first day, by calendar day; one busy day is one average day."""

    start: pd.Timestamp
    elapsed: Floats
    """Shape ``(n_days + 1,)``: busy time at the beginning of each day; strictly increasing."""

    @property
    def n_days(self) -> int:
        """Length of the calendar."""
        return len(self.elapsed) - 1

    def busy(self, days: Floats) -> Floats:
        """Return the busy time at given calendar times (days since the start)."""
        return np.interp(days, np.arange(len(self.elapsed), dtype=np.float64), self.elapsed)

    def calendar(self, busy: Floats) -> Floats:
        """Return the calendar time (days since the start) at given busy times."""
        return np.interp(busy, self.elapsed, np.arange(len(self.elapsed), dtype=np.float64))


def busy_clock(start: date, last: date, weekday_weights: Sequence[float], peaks: Sequence[Peak]) -> BusyClock:
    """Return the clock of a business over ``[start, last]``.

    Parameters
    ----------
    start, last
        First and last calendar day, both included.
    weekday_weights
        Seven relative intensities, Monday first.
    peaks
        Yearly stretches; they add up.

    Returns
    -------
    BusyClock
        Mean intensity 1 over the whole calendar.
    """
    days = pd.date_range(start, last, freq="D")
    intensity = np.asarray(weekday_weights, dtype=np.float64)[days.day_of_week.to_numpy()]
    intensity = intensity / np.mean(weekday_weights)
    yearly = np.ones(len(days))
    for peak in peaks:
        for centre in peak.days:
            distance = (days - pd.Timestamp(centre)).days.to_numpy().astype(np.float64)
            yearly += peak.lift * np.exp(-0.5 * (distance / peak.width_days) ** 2)
    intensity = intensity * np.maximum(yearly, 0.05)
    intensity /= intensity.mean()
    return BusyClock(pd.Timestamp(start), np.concatenate([[0.0], np.cumsum(intensity)]))
