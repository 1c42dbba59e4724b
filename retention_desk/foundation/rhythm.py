"""How often each customer usually orders: the measure of a silence."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.order_book import Floats, OrderBook, Positions

PRIOR_GAPS: Final = 3.0


def own_rhythm_days(book: OrderBook) -> Floats:
    """Return the usual pause between two order days of each customer, shape (n_customers,), in days.

    NaN for customers without an order, and for all when nobody ordered on two days.

    Notes
    -----
    The median pause of the customer, shrunk towards the median pause of all customers by the number of
    pauses: rhythm = (k × own median + 3 × median of all) ÷ (k + 3), with k pauses. A customer with one
    order day has the rhythm of all.
    """
    customer, gap = book.gaps()
    rhythm = np.full(book.n_customers, np.nan)
    if not len(gap):
        return rhythm
    typical = float(np.median(gap))
    count = np.bincount(customer, minlength=book.n_customers)
    own = median_by_customer(customer, gap, book.n_customers)
    known = np.where(count > 0, own, typical)
    rhythm = (count * known + PRIOR_GAPS * typical) / (count + PRIOR_GAPS)
    rhythm[book.order_count == 0] = np.nan
    return rhythm


def median_by_customer(customer: Positions, values: Floats, n_customers: int) -> Floats:
    """Return the median of `values` per customer, shape (n_customers,); NaN where there is none."""
    result = np.full(n_customers, np.nan)
    order = np.lexsort((values, customer))
    ordered = values[order]
    count = np.bincount(customer, minlength=n_customers)
    start = np.cumsum(count) - count
    some = count > 0
    low = start[some] + (count[some] - 1) // 2
    high = start[some] + count[some] // 2
    result[some] = (ordered[low] + ordered[high]) / 2.0
    return result
