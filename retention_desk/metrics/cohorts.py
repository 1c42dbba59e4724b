"""Cohorts: customers by the period of their first purchase, and who of them bought in which later period."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.order_book import Days, Floats, OrderBook, Positions
from retention_desk.foundation.results import CohortGrid
from retention_desk.metrics.activity import active_days
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import date_of, day_of, period_at, period_index

GRID_PERIOD = {"month": "month", "quarter": "month", "year": "quarter"}


def cohort_grid(book: OrderBook, as_of: dt.date, period: str = "month") -> CohortGrid | None:
    """Return the cohort grid of the purchases in `book`, or None without a purchase.

    Parameters
    ----------
    book : OrderBook
    as_of : date
        Periods that end later are immature.
    period : {"month", "quarter", "year"}

    Notes
    -----
    A purchase is a purchase line; the revenue is the gross amount of the members' lines in the period.
    """
    kept = book.line_is_purchase
    return grid_of(
        book.line_customer[kept],
        book.line_day[kept],
        book.line_net_amount[kept],
        book.n_customers,
        as_of,
        period,
    )


def grid_of(
    customer: Positions, day: Days, amount: Floats, n_customers: int, as_of: dt.date, period: str
) -> CohortGrid | None:
    """Return the cohort grid of dated events sorted by customer and day; see `cohort_grid`."""
    if not len(customer):
        return None
    index = period_index(day, period)
    last = int(period_index(np.array([day_of(as_of)]), period)[0])
    first = int(index.min())
    joined = np.full(n_customers, -1, dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]])
    joined[customer[starts]] = index[starts] - first
    k = last - first + 1
    cell = _cells(joined[customer], index - first, k)
    revenue = np.bincount(cell, weights=amount, minlength=k * k).reshape(k, k).astype(np.float64)
    new = np.r_[True, (customer[1:] != customer[:-1]) | (index[1:] != index[:-1])]
    active = np.bincount(cell[new], minlength=k * k).reshape(k, k).astype(np.float64)
    ends = np.r_[starts[1:], len(customer)] - 1
    final = np.bincount(cell[ends], minlength=k * k).reshape(k, k)
    or_later = final[:, ::-1].cumsum(axis=1)[:, ::-1].astype(np.float64)
    future = np.arange(k)[:, None] + np.arange(k)[None, :] >= k
    for table in (active, or_later, revenue):
        table[future] = np.nan
    return CohortGrid(
        period=period,
        starts=tuple(date_of(period_at(first + place, period).start) for place in range(k)),
        size=np.bincount(joined[joined >= 0], minlength=k).astype(np.int64),
        active=active,
        active_or_later=or_later,
        revenue=revenue,
        mature=_mature(first, k, day_of(as_of), period),
    )


def members_of_cohort(context: MetricContext, start: dt.date, period: str) -> Positions:
    """Return the customers whose first purchase (or use, as the grid counts) lies in a period, as positions.

    Parameters
    ----------
    context : MetricContext
    start : date
        First day of the period.
    period : {"month", "quarter", "year"}
    """
    if context.book is not None:
        kept = context.book.line_is_purchase
        customer, day = context.book.line_customer[kept], context.book.line_day[kept]
    elif "activity" in context.data.events:
        customer, day = active_days(context.data)
    else:
        return np.zeros(0, dtype=np.int32)
    firsts = np.flatnonzero(np.r_[True, customer[1:] != customer[:-1]]) if len(customer) else customer
    wanted = period_index(np.array([day_of(start)]), period)[0]
    members: Positions = customer[firsts[period_index(day[firsts], period) == wanted]]
    return members


def _cells(cohort: npt.NDArray[np.int64], index: npt.NDArray[np.int64], k: int) -> npt.NDArray[np.int64]:
    """Return the flat position of (cohort, periods after it) in a k × k grid."""
    return cohort * k + (index - cohort)


def _mature(first: int, k: int, as_of_day: int, period: str) -> npt.NDArray[np.bool_]:
    over = np.array([period_at(first + place, period).end <= as_of_day for place in range(k)])
    reached = np.arange(k)[:, None] + np.arange(k)[None, :]
    mature: npt.NDArray[np.bool_] = (reached < k) & over[np.minimum(reached, k - 1)]
    return mature


def grid_of_context(context: MetricContext, period: str) -> CohortGrid | None:
    """Return the grid of purchases, else of activity (without revenue); None without either."""
    as_of = context.origin.data.as_of
    if as_of is None:
        return None
    if context.book is not None:
        return cohort_grid(context.book, as_of, period)
    if "activity" not in context.data.events:
        return None
    customer, day = active_days(context.data)
    return grid_of(customer, day, np.full(len(day), np.nan), context.n_customers, as_of, period)
