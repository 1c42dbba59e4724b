"""The second question of the import, "when is one lost?", with the pauses that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number, order_book

BINS: Final = 30


@dataclass(frozen=True, eq=False)
class Pauses:
    """Days between two purchase (or activity) days of one customer.

    Attributes
    ----------
    counts : ndarray of int, shape (30,)
        Pauses per bin of equal width from 0 to `most_days`.
    most_days : float
        End of the last bin; longer pauses are left out of `counts`.
    median_days, ninety_days : float
        Half, and nine in ten, of the pauses are no longer.
    n : int
        Pauses in all.
    """

    counts: npt.NDArray[np.int64]
    most_days: float
    median_days: float
    ninety_days: float
    n: int


def pauses_of(data: CustomerData) -> Pauses | None:
    """Return the pauses in the orders, else in the activity, of `data`; None where there are none."""
    lengths = _lengths(data)
    if lengths is None or not len(lengths):
        return None
    median, ninety = (float(q) for q in np.quantile(lengths, (0.5, 0.9)))
    most = max(60.0, np.ceil(ninety * 2 / 60) * 60)
    counts, _edges = np.histogram(lengths, bins=BINS, range=(0.0, most))
    return Pauses(counts.astype(np.int64), float(most), median, ninety, len(lengths))


def _lengths(data: CustomerData) -> npt.NDArray[np.float64] | None:
    book = order_book(data)
    if book is not None:
        return book.gaps()[1]
    activity = data.events.get("activity")
    if activity is None:
        return None
    customer = activity["customer"].to_numpy()
    day = day_number(activity["happened_on"])
    gaps = np.diff(day)[np.diff(customer) == 0]
    lengths: npt.NDArray[np.float64] = gaps[gaps > 0].astype(np.float64)
    return lengths
