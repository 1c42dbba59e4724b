"""A customer's buying history in three numbers: repeat purchases, age at the last one, age today."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.order_book import OrderBook

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class PurchaseCounts:
    """Purchase histories of all customers who bought at least once.

    Attributes
    ----------
    customer : ndarray of int, shape (n,)
        Position of each buyer among all customers, increasing.
    repeats : ndarray of float, shape (n,)
        Purchase days after the first (x).
    last_days : ndarray of float, shape (n,)
        Days from the first to the last purchase (t_x); 0 without a repeat.
    age_days : ndarray of float, shape (n,)
        Days from the first purchase to the end of observation (T).
    mean_spend : ndarray of float, shape (n,)
        Mean amount of a purchase day, the first one included.
    """

    customer: Positions
    repeats: Floats
    last_days: Floats
    age_days: Floats
    mean_spend: Floats

    def __len__(self) -> int:
        return len(self.customer)


@dataclass(frozen=True, eq=False)
class CountRows:
    """Distinct triples (x, t_x, T) and how many customers share each; arrays of shape (n_rows,).

    A likelihood is summed over rows instead of customers.
    """

    repeats: Floats
    last_age: Floats
    age: Floats
    weight: Floats

    def __len__(self) -> int:
        return len(self.weight)

    @property
    def customers(self) -> float:
        """Customers behind all rows."""
        return float(self.weight.sum())


def count_purchases(book: OrderBook, last_day: int) -> PurchaseCounts:
    """Return (x, t_x, T) in days of every customer with a purchase up to `last_day`.

    Parameters
    ----------
    book : OrderBook
        Purchases are its customer-days with positive net value.
    last_day : int
        End of observation, days since 1970-01-01; later purchases are not seen.

    Returns
    -------
    PurchaseCounts

    References
    ----------
    Fader, Hardie and Lee (2005), "Counting your customers" the easy way, Marketing Science 24(2).
    """
    seen = book.purchase_day <= last_day
    customer, day = book.purchase_customer[seen], book.purchase_day[seen]
    amount = book.purchase_amount[seen]
    if not len(customer):
        nothing = np.zeros(0)
        return PurchaseCounts(np.zeros(0, np.intp), nothing, nothing, nothing, nothing)
    starts = np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]])
    counts = np.diff(np.r_[starts, len(customer)])
    first, last = day[starts], day[starts + counts - 1]
    return PurchaseCounts(
        customer=customer[starts].astype(np.intp),
        repeats=counts - 1.0,
        last_days=(last - first).astype(np.float64),
        age_days=(last_day - first).astype(np.float64),
        mean_spend=np.add.reduceat(amount, starts) / counts,
    )


def group_rows(repeats: Floats, last_age: Floats, age: Floats) -> CountRows:
    """Return the distinct (x, t_x, T) with the number of customers sharing each.

    Parameters
    ----------
    repeats, last_age, age : ndarray of float, shape (n,)
        Ages in any unit of time.
    """
    order = np.lexsort((age, last_age, repeats))
    x, last, end = repeats[order], last_age[order], age[order]
    if not len(order):
        return CountRows(x, last, end, np.zeros(0))
    changed = (x[1:] != x[:-1]) | (last[1:] != last[:-1]) | (end[1:] != end[:-1])
    starts = np.flatnonzero(np.r_[True, changed])
    weight = np.diff(np.r_[starts, len(order)]).astype(np.float64)
    return CountRows(x[starts], last[starts], end[starts], weight)


def sample_rows(rows: CountRows, size: int, seed: int = 0) -> CountRows:
    """Return `rows` thinned to about `size` rows, drawn without replacement; all of them if fewer."""
    if len(rows) <= size:
        return rows
    kept = np.sort(np.random.default_rng(seed).choice(len(rows), size, replace=False))
    return CountRows(rows.repeats[kept], rows.last_age[kept], rows.age[kept], rows.weight[kept])
