"""The orders of all customers, condensed once for everything that counts orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData

if TYPE_CHECKING:
    import pandas as pd

Days = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int32]

SECONDS_PER_DAY = 86_400


@dataclass(frozen=True, eq=False)
class OrderBook:
    """Orders and purchase days, as columns.

    Attributes
    ----------
    n_customers : int
        Customers of the data; per-customer arrays have this length.
    customer, day, gross_amount, lines : ndarray, shape (n_orders,)
        One entry per order (lines of one order id, or a customer's lines of one day) that has a purchase
        line: position of the customer, day number since 1970-01-01, gross amount, purchase lines.
        Sorted by customer, then day.
    purchase_customer, purchase_day, purchase_amount : ndarray, shape (n_purchase_days,)
        One entry per customer and day with positive net value: the "purchase" of the lifetime value
        models. Sorted likewise.
    line_customer, line_day, line_net_amount, line_is_purchase : ndarray, shape (n_lines,)
        Purchase and return lines, sorted by customer, then day; returns are negative.
    order_count, first_day, last_day, gross_total, net_total : ndarray, shape (n_customers,)
        Per customer; days are -1 where there is no order.
    """

    n_customers: int
    customer: Positions
    day: Days
    gross_amount: Floats
    lines: Days
    purchase_customer: Positions
    purchase_day: Days
    purchase_amount: Floats
    line_customer: Positions
    line_day: Days
    line_net_amount: Floats
    line_is_purchase: npt.NDArray[np.bool_]
    order_count: Days
    first_day: Days
    last_day: Days
    gross_total: Floats
    net_total: Floats

    @property
    def n_orders(self) -> int:
        """Number of orders."""
        return len(self.customer)

    def gaps(self) -> tuple[Positions, Floats]:
        """Return customer and length in days of every pause between two order days of one customer."""
        new_day = np.ones(len(self.customer), dtype=bool)
        new_day[1:] = (self.customer[1:] != self.customer[:-1]) | (self.day[1:] != self.day[:-1])
        customer, day = self.customer[new_day], self.day[new_day]
        same = customer[1:] == customer[:-1]
        return customer[1:][same], (day[1:] - day[:-1])[same].astype(np.float64)


def day_number(dates: pd.Series[Any]) -> Days:
    """Return days since 1970-01-01 of a datetime column without missing values, shape (n,)."""
    days: Days = dates.to_numpy().astype("datetime64[D]").astype(np.int32)
    return days


def order_book(data: CustomerData) -> OrderBook | None:
    """Return the orders of `data` condensed, or None when there is no order table.

    Notes
    -----
    Gross counts purchase lines only (not a return, quantity > 0, price > 0); net adds returns, dated
    when they happened.
    """
    table = data.events.get("orders")
    if table is None:
        return None
    purchase = table["is_purchase"].to_numpy(dtype=bool)
    counted = purchase | table["is_return"].to_numpy(dtype=bool)
    return book_of_lines(
        data.n_customers,
        table["customer"].to_numpy(dtype=np.int32)[counted],
        day_number(table["ordered_on"])[counted],
        table["amount"].to_numpy(dtype=np.float64)[counted],
        table["order"].to_numpy(dtype=np.int64)[counted],
        purchase[counted],
    )


def book_of_lines(
    n_customers: int,
    customer: Positions,
    day: Days,
    amount: Floats,
    order: npt.NDArray[np.int64],
    purchase: npt.NDArray[np.bool_],
) -> OrderBook:
    """Return the orders made of counted lines (purchases and returns), sorted by customer, then day."""
    n = n_customers
    bought = (customer, day, amount, order)
    if not purchase.all():
        bought = (customer[purchase], day[purchase], amount[purchase], order[purchase])
    book_customer, book_day, gross, lines = _orders(*bought)
    bought_by, bought_on, bought_amount = _purchase_days(customer, day, amount)
    first = np.full(n, -1, dtype=np.int32)
    last = np.full(n, -1, dtype=np.int32)
    starts: npt.NDArray[np.intp] = (
        np.flatnonzero(np.r_[True, book_customer[1:] != book_customer[:-1]])
        if len(book_customer)
        else np.zeros(0, np.intp)
    )
    if len(book_customer):
        ends = np.r_[starts[1:], len(book_customer)] - 1
        first[book_customer[starts]] = book_day[starts]
        last[book_customer[ends]] = book_day[ends]
    return OrderBook(
        n_customers=n,
        customer=book_customer,
        day=book_day,
        gross_amount=gross,
        lines=lines,
        purchase_customer=bought_by,
        purchase_day=bought_on,
        purchase_amount=bought_amount,
        line_customer=customer,
        line_day=day,
        line_net_amount=amount,
        line_is_purchase=purchase,
        order_count=np.bincount(book_customer, minlength=n).astype(np.int32),
        first_day=first,
        last_day=last,
        gross_total=_sum_by(book_customer, gross, n),
        net_total=_sum_by(customer, amount, n),
    )


def _sum_by(customer: Positions, amount: Floats, n: int) -> Floats:
    return np.bincount(customer, weights=amount, minlength=n).astype(np.float64)


def _orders(customer: Positions, day: Days, amount: Floats, order: npt.NDArray[np.int64]) -> tuple[Any, ...]:
    """Return one entry per order: customer, first day, amount, lines; sorted by customer and day."""
    if not len(order):
        return customer, day, amount, np.zeros(0, dtype=np.int32)
    if (order[1:] >= order[:-1]).all():  # lines of an order stand together, as they nearly always do
        first = np.flatnonzero(np.r_[True, order[1:] != order[:-1]])
        total = np.add.reduceat(amount, first)
        lines = np.diff(np.r_[first, len(order)]).astype(np.int32)
    else:
        first, place = _first_lines(order)
        total = np.bincount(place, weights=amount, minlength=len(first))
        lines = np.bincount(place, minlength=len(first)).astype(np.int32)
    by_customer = np.lexsort((day[first], customer[first]))
    return customer[first][by_customer], day[first][by_customer], total[by_customer], lines[by_customer]


def _first_lines(order: npt.NDArray[np.int64]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the first line of each order (by order number), and the place of every line's order in them.

    Order numbers are dense, so that counting them beats sorting the lines.
    """
    first_of = np.full(int(order.max()) + 1, -1, dtype=np.int64)
    first_of[order[::-1]] = np.arange(len(order) - 1, -1, -1)
    there = np.flatnonzero(first_of >= 0)
    place_of = np.zeros(len(first_of), dtype=np.int64)
    place_of[there] = np.arange(len(there))
    return first_of[there], place_of[order]


def _purchase_days(customer: Positions, day: Days, amount: Floats) -> tuple[Positions, Days, Floats]:
    """Return customer, day and net amount of each customer-day with positive net value."""
    if not len(customer):
        return customer, day, amount
    starts = np.flatnonzero(np.r_[True, (customer[1:] != customer[:-1]) | (day[1:] != day[:-1])])
    total = np.add.reduceat(amount, starts)
    kept = total > 0
    return customer[starts][kept], day[starts][kept], total[kept]
