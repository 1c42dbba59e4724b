"""Events of customers counted in any stretch of days, many stretches at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

DAYS_OF_A_CUSTOMER = 1 << 21


@dataclass(frozen=True, eq=False)
class EventCounts:
    """Events sorted by customer and day, with running sums.

    Attributes
    ----------
    place : ndarray of int, shape (n_events,)
        Customer and day as one number, rising.
    running : ndarray, shape (n_events + 1,)
        Sum of the weights before each event.
    first_day : int
        Day of the earliest event: nothing is known of earlier days.
    """

    place: Whole
    running: Floats
    first_day: int

    @classmethod
    def of(
        cls, customer: npt.NDArray[np.integer], day: npt.NDArray[np.integer], weight: Floats | None = None
    ) -> EventCounts:
        """Return events (in any order) ready for counting; each weighs 1 without `weight`."""
        place = _place(customer.astype(np.int64), day.astype(np.int64))
        order = np.argsort(place, kind="stable")
        weights = np.ones(len(place)) if weight is None else weight[order]
        return cls(place[order], np.r_[0.0, np.cumsum(weights)], int(day.min()) if len(day) else 0)

    def between(self, customer: Whole, after: Whole, until: Whole) -> Floats:
        """Return the weight of each customer's events in (`after`, `until`], shape (n,)."""
        first = np.searchsorted(self.place, _place(customer, after), side="right")
        last = np.searchsorted(self.place, _place(customer, until), side="right")
        return np.asarray(self.running[last] - self.running[first])


def _place(customer: Whole, day: Whole) -> Whole:
    # days before 1970 are negative: moved into the range
    return customer * DAYS_OF_A_CUSTOMER + np.clip(day + DAYS_OF_A_CUSTOMER // 2, 0, DAYS_OF_A_CUSTOMER - 1)
