"""The order lines that count, as arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.order_book import Days, Floats, Positions, day_number

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class CountedLines:
    """Purchases and returns, sorted by customer, then day; arrays (n_lines,).

    `row` is the position in the order table; the others are its columns.
    """

    row: npt.NDArray[np.int64]
    customer: Positions
    day: Days
    amount: Floats
    order: npt.NDArray[np.int64]
    purchase: npt.NDArray[np.bool_]

    def at(self, places: npt.NDArray[np.int64]) -> CountedLines:
        """Return the lines at some places."""
        return CountedLines(
            self.row[places],
            self.customer[places],
            self.day[places],
            self.amount[places],
            self.order[places],
            self.purchase[places],
        )


def counted_lines(orders: pd.DataFrame) -> CountedLines:
    """Return the lines of an order table that are a purchase or a return."""
    purchase = orders["is_purchase"].to_numpy(dtype=bool)
    row = np.flatnonzero(purchase | orders["is_return"].to_numpy(dtype=bool))
    whole = CountedLines(
        np.arange(len(orders), dtype=np.int64),
        orders["customer"].to_numpy(dtype=np.int32),
        day_number(orders["ordered_on"]),
        orders["amount"].to_numpy(dtype=np.float64),
        orders["order"].to_numpy(dtype=np.int64),
        purchase,
    )
    return whole if len(row) == len(orders) else whole.at(row)
