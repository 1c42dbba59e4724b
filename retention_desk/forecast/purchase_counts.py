"""A customer's buying history in three numbers: repeat purchases, age at the last one, age today."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

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

    @cached_property
    def distinct(self) -> tuple[CountRows, Positions]:
        """The distinct histories, and which of them each buyer has, shape (n,)."""
        return distinct_rows(self.repeats, self.last_days, self.age_days)


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
    return distinct_rows(repeats, last_age, age)[0]


def distinct_rows(repeats: Floats, last_age: Floats, age: Floats) -> tuple[CountRows, Positions]:
    """Return the distinct (x, t_x, T), sorted, and the row of each customer, shape (n,)."""
    if not len(repeats):
        return CountRows(repeats, last_age, age, np.zeros(0)), np.zeros(0, dtype=np.intp)
    key = _one_number(repeats, last_age, age)
    if key is not None:
        order = np.argsort(key, kind="stable")
        sorted_key = key[order]
        changed = sorted_key[1:] != sorted_key[:-1]
    else:
        order = np.lexsort((age, last_age, repeats))
        x, last, end = repeats[order], last_age[order], age[order]
        changed = (x[1:] != x[:-1]) | (last[1:] != last[:-1]) | (end[1:] != end[:-1])
    first = np.concatenate([[True], changed])
    starts = np.flatnonzero(first)
    weight = np.diff(np.append(starts, len(order))).astype(np.float64)
    place = np.empty(len(order), dtype=np.intp)
    place[order] = np.cumsum(first) - 1
    chosen = order[starts]
    return CountRows(repeats[chosen], last_age[chosen], age[chosen], weight), place


def _one_number(repeats: Floats, last_age: Floats, age: Floats) -> npt.NDArray[np.int64] | None:
    """Return one whole number per history that sorts like it; None where ages are no whole numbers."""
    sizes = [int(column.max()) + 1 for column in (repeats, last_age, age)]
    if sizes[0] * sizes[1] * sizes[2] >= 2**62:
        return None
    columns = [column.astype(np.int64) for column in (repeats, last_age, age)]
    if any((whole != column).any() for whole, column in zip(columns, (repeats, last_age, age), strict=True)):
        return None
    x, last, end = columns
    return (x * sizes[1] + last) * sizes[2] + end


def sample_rows(rows: CountRows, size: int, seed: int = 0) -> CountRows:
    """Return the rows of `size` customers drawn by chance, with replacement; all of them if fewer rows."""
    if len(rows) <= size:
        return rows
    rng = np.random.default_rng(seed)
    ends = np.cumsum(rows.weight)
    drawn = np.searchsorted(ends, rng.random(size) * ends[-1], side="right")
    kept, weight = np.unique(np.minimum(drawn, len(rows) - 1), return_counts=True)
    return CountRows(rows.repeats[kept], rows.last_age[kept], rows.age[kept], weight.astype(np.float64))
