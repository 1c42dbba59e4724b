"""What indicators and warning signals are measured from: the data as of one day, with windows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number
from retention_desk.foundation.rhythm import own_rhythm_days

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int32]

PERIOD_DAYS: Final = {"month": 30, "quarter": 90, "year": 365}
NEVER: Final = np.iinfo(np.int32).min


@dataclass(frozen=True, eq=False)
class HealthContext:
    """The data of all customers as of one day.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
    period : "month", "quarter" or "year"
        Length of the periods compared with each other.
    active_window_days : int
        A customer is active with an order in so many days.

    Notes
    -----
    All windows are ``(D − w, D]`` in calendar days: an event on the day *D* counts, one exactly *w* days
    earlier does not. Methods give one value per customer, shape (n_customers,).
    """

    data: CustomerData
    book: OrderBook | None
    period: str = "quarter"
    active_window_days: int = 90
    _kept: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def n_customers(self) -> int:
        """Number of customers."""
        return self.data.n_customers

    @property
    def period_days(self) -> int:
        """Length of a period in days: 30, 90 or 365."""
        return PERIOD_DAYS[self.period]

    @property
    def day(self) -> int:
        """The as-of day as days since 1970-01-01; only asked for dated data."""
        if self.data.as_of is None:
            raise ValueError("data without dates have no as-of day")
        return int(np.datetime64(self.data.as_of, "D").astype(np.int64))

    @property
    def is_dated(self) -> bool:
        """Whether there is an as-of day."""
        return self.data.as_of is not None

    def has(self, needed: frozenset[str]) -> bool:
        """Whether tables (``tickets``) and columns (``activity.feature``, ``customers.mrr``) are there."""
        return all(self._has(name) for name in needed)

    def _has(self, name: str) -> bool:
        kind, _, column = name.partition(".")
        if kind == "orders" and self.book is None:
            return False
        if kind == "customers":
            return column in self.data.customers
        table = self.data.events.get(kind)
        return self.is_dated and table is not None and (not column or column in table)

    def table(self, kind: str) -> pd.DataFrame:
        """Return an event table; KeyError when the data have none."""
        return self.data.events[kind]

    def customer(self, kind: str) -> npt.NDArray[np.int32]:
        """Return the customer of each event, shape (n_events,)."""
        positions: npt.NDArray[np.int32] = self.table(kind)["customer"].to_numpy(dtype=np.int32)
        return positions

    def days(self, kind: str, column: str = "") -> Days:
        """Return the day of each event (or of one of its date columns), `NEVER` where it is missing."""
        name = column or EVENT_DATES[kind]
        if (kind, name) not in self._kept:
            self._kept[kind, name] = days_or_never(self.table(kind)[name])
        days: Days = self._kept[kind, name]
        return days

    def within(self, kind: str, window_days: int, before_days: int = 0) -> Flags:
        """Return which events lie in ``(D − before − window, D − before]``, shape (n_events,)."""
        day, end = self.days(kind), self.day - before_days
        return (day > end - window_days) & (day <= end)

    def count(
        self,
        kind: str,
        window_days: int,
        before_days: int = 0,
        where: Flags | None = None,
        weights: Floats | None = None,
    ) -> Floats:
        """Return events (or their summed `weights`) per customer in ``(D − before − window, D − before]``."""
        chosen = self.within(kind, window_days, before_days)
        if where is not None:
            chosen &= where
        picked = None if weights is None else weights[chosen]
        return self.sum_by(self.customer(kind)[chosen], picked)

    def sum_by(self, customer: npt.NDArray[np.int32], weights: Floats | None = None) -> Floats:
        """Return the number (or the summed `weights`) of entries per customer."""
        return np.bincount(customer, weights=weights, minlength=self.n_customers).astype(np.float64)

    def mean_by(self, customer: npt.NDArray[np.int32], values: Floats) -> Floats:
        """Return the mean of the known `values` per customer, NaN where there is none."""
        known = ~np.isnan(values)
        number = self.sum_by(customer[known])
        total = self.sum_by(customer[known], values[known])
        return divided(total, number)

    def days_since_last(self, kind: str, where: Flags | None = None) -> Floats:
        """Return days from the latest event up to *D* of each customer, NaN without one."""
        return self._days_since(kind, where, np.maximum)

    def days_since_first(self, kind: str, where: Flags | None = None) -> Floats:
        """Return days from the first event up to *D* of each customer, NaN without one."""
        return self._days_since(kind, where, np.minimum)

    def _days_since(self, kind: str, where: Flags | None, better: np.ufunc) -> Floats:
        day, customer = self.days(kind), self.customer(kind)
        chosen = (day <= self.day) & (day != NEVER)
        if where is not None:
            chosen &= where
        outside = NEVER if better is np.maximum else np.iinfo(np.int32).max
        found: Days = np.full(self.n_customers, outside, dtype=np.int32)
        better.at(found, customer[chosen], day[chosen])
        return np.where(found == outside, np.nan, self.day - found.astype(np.float64))

    def distinct(self, kind: str, column: str, window_days: int, where: Flags | None = None) -> Floats:
        """Return how many different values of a column each customer has in ``(D − window, D]``."""
        codes = self.codes(kind, column)
        chosen = self.within(kind, window_days) & (codes >= 0)
        if where is not None:
            chosen &= where
        return self.distinct_pairs(self.customer(kind)[chosen], codes[chosen])

    def distinct_pairs(self, customer: npt.NDArray[np.int32], codes: npt.NDArray[Any]) -> Floats:
        """Return how many different `codes` (≥ 0) each customer has."""
        if not len(codes):
            return np.zeros(self.n_customers)
        width = int(codes.max()) + 1
        pairs = np.sort(customer.astype(np.int64) * width + codes)  # np.unique hashes: ten times slower
        first = np.append(True, pairs[1:] != pairs[:-1])
        return self.sum_by((pairs[first] // width).astype(np.int32))

    def codes(self, kind: str, column: str) -> npt.NDArray[np.int64]:
        """Return the values of a column as whole numbers, −1 where it is missing, shape (n_events,)."""
        if ("codes", kind, column) not in self._kept:
            import pandas as pd

            values = self.table(kind)[column]
            if isinstance(values.dtype, pd.CategoricalDtype):
                found = values.cat.codes.to_numpy()
            else:
                found = pd.factorize(values)[0]
            self._kept["codes", kind, column] = found.astype(np.int64)
        codes: npt.NDArray[np.int64] = self._kept["codes", kind, column]
        return codes

    def usage(self) -> Floats:
        """Return the count of every activity row, shape (n_events,); unknown counts as one."""
        counts = self.table("activity")["count"].to_numpy(dtype=np.float64)
        return np.where(np.isnan(counts), 1.0, counts)

    def gross_amount(self, window_days: int, before_days: int = 0) -> Floats:
        """Return gross order amounts per customer in ``(D − before − window, D − before]``."""
        book = self._book()
        end = self.day - before_days
        chosen = (book.day > end - window_days) & (book.day <= end)
        return self.sum_by(book.customer[chosen], book.gross_amount[chosen])

    def order_count(self, window_days: int, before_days: int = 0) -> Floats:
        """Return orders per customer in ``(D − before − window, D − before]``."""
        book = self._book()
        end = self.day - before_days
        return self.sum_by(book.customer[(book.day > end - window_days) & (book.day <= end)])

    def order_totals(self) -> Floats:
        """Return all orders up to *D* per customer."""
        return self._book().order_count.astype(np.float64)

    def silence_factor(self) -> Floats:
        """Return days since the last order ÷ own rhythm, NaN without an order or a rhythm."""
        if "silence" not in self._kept:
            book = self._book()
            silent = np.where(book.order_count > 0, self.day - book.last_day.astype(np.float64), np.nan)
            self._kept["silence"] = silent / np.maximum(own_rhythm_days(book), 1.0)
        silence: Floats = self._kept["silence"]
        return silence

    def days_since_first_order(self) -> Floats:
        """Return days since the first order, NaN without one."""
        book = self._book()
        return np.where(book.order_count > 0, self.day - book.first_day.astype(np.float64), np.nan)

    def _book(self) -> OrderBook:
        if self.book is None:
            raise ValueError("there are no orders")
        return self.book

    def mrr(self, before_days: int = 0) -> Floats:
        """Return the monthly amount of each customer's subscriptions running on the day D − before."""
        at = self.day - before_days
        ended = self.days("subscriptions", "ended_on")
        running = (self.days("subscriptions") <= at) & ((ended == NEVER) | (ended > at))
        amount = np.nan_to_num(self.table("subscriptions")["mrr"].to_numpy(dtype=np.float64))
        return self.sum_by(self.customer("subscriptions")[running], amount[running])

    def customer_days(self, column: str) -> Floats:
        """Return days from a date column of the customer table up to *D* (negative in the future)."""
        day = days_or_never(self.data.customers[column])
        return np.where(day == NEVER, np.nan, self.day - day.astype(np.float64))

    def days_since_active(self) -> Floats | None:
        """Return days since the last activity or log-in, NaN when never; None when no column tells."""
        found = []
        if self.has(frozenset({"activity"})):
            found.append(self.days_since_last("activity"))
        if self.is_dated and self.has(frozenset({"customers.last_active_date"})):
            listed = self.customer_days("last_active_date")
            found.append(np.where(listed >= 0, listed, np.nan))
        return None if not found else np.asarray(np.fmin.reduce(found), dtype=np.float64)

    def ended(self) -> Flags:
        """Return whose subscriptions have all ended, unless they ordered within the active window."""
        if not self.has(frozenset({"subscriptions"})):
            return np.zeros(self.n_customers, dtype=bool)
        ended = self.days("subscriptions", "ended_on")
        started = self.days("subscriptions") <= self.day
        runs = started & ((ended == NEVER) | (ended > self.day))
        customer = self.customer("subscriptions")
        over: Flags = (self.sum_by(customer[started]) > 0) & (self.sum_by(customer[runs]) == 0)
        if self.book is not None:
            over &= self.order_count(self.active_window_days) == 0
        return over

    def gone(self) -> Flags:
        """Return who has left already: marked so, or all subscriptions ended; warnings leave them out."""
        gone = self.ended()
        if "churned" in self.data.customers:
            gone |= self.data.customers["churned"].fillna(value=False).to_numpy(dtype=bool)
        return gone


def days_or_never(dates: pd.Series[Any]) -> Days:
    """Return days since 1970-01-01 of a date column, `NEVER` where it is missing, shape (n,)."""
    missing = dates.isna().to_numpy()
    if missing.all():
        return np.full(len(dates), NEVER, dtype=np.int32)
    days = np.full(len(dates), NEVER, dtype=np.int32)
    days[~missing] = day_number(dates[~missing])
    return days


def relative_change(now: Floats, before: Floats) -> Floats:
    """Return now ÷ before − 1, NaN where nothing was there before."""
    return divided(now - before, before)


def divided(numerator: Floats, denominator: Floats) -> Floats:
    """Return the quotient where the denominator is positive, NaN elsewhere."""
    result: Floats = np.full(len(numerator), np.nan)
    np.divide(numerator, denominator, out=result, where=denominator > 0)
    return result


def floats_of(column: pd.Series[Any]) -> Floats:
    """Return a numeric or yes/no column as float64, NaN where it is missing."""
    return np.asarray(column.astype("Float64").to_numpy(np.float64, na_value=np.nan), dtype=np.float64)
