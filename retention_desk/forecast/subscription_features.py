"""What subscriptions, use, support and payments said of each customer on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.care_features import care_features
from retention_desk.forecast.dated_features import DatedFeatures
from retention_desk.forecast.event_columns import codes_of, days_since, number_feature, of_seen
from retention_desk.forecast.feature_table import Feature, feature_table
from retention_desk.forecast.labelled_features import category_feature, label_of
from retention_desk.forecast.purchase_features import purchase_features
from retention_desk.forecast.static_features import StaticColumns
from retention_desk.forecast.use_features import use_features
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number
from retention_desk.foundation.wording import phrase

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

QUARTER_DAYS = 90


@dataclass(frozen=True, eq=False)
class SubscriptionBook:
    """Subscriptions as columns; arrays of shape (n_subscriptions,), `end` is infinite while running."""

    n_customers: int
    customer: npt.NDArray[np.int32]
    start: Floats
    end: Floats
    mrr: Floats

    @classmethod
    def of(cls, data: CustomerData) -> SubscriptionBook:
        """Return the subscriptions of `data`."""
        table = data.events["subscriptions"]
        ended = table["ended_on"].to_numpy().astype("datetime64[D]")
        end = np.where(np.isnat(ended), np.inf, ended.astype(np.int64).astype(np.float64))
        return cls(
            data.n_customers,
            table["customer"].to_numpy(dtype=np.int32),
            day_number(table["started_on"]).astype(np.float64),
            end,
            np.nan_to_num(table["mrr"].to_numpy(dtype=np.float64)),
        )

    def running_rows(self, day: float) -> Flags:
        """Return which subscriptions run at the end of `day`: begun, and not ended on or before it."""
        return (self.start <= day) & (self.end > day)

    def running(self, day: float) -> Flags:
        """Return which customers have a running subscription at the end of `day`, (n_customers,)."""
        result = np.zeros(self.n_customers, dtype=bool)
        result[self.customer[self.running_rows(day)]] = True
        return result

    def revenue(self, day: float) -> Floats:
        """Return each customer's monthly revenue at the end of `day`, (n_customers,)."""
        rows = self.running_rows(day)
        total = np.bincount(self.customer[rows], weights=self.mrr[rows], minlength=self.n_customers)
        return total.astype(np.float64)


def subscription_features(
    data: CustomerData,
    book: SubscriptionBook,
    day: int,
    active_days: int,
    orders: OrderBook | None = None,
    static: StaticColumns | None = None,
) -> DatedFeatures:
    """Return what all tables said from before the end of `day` only: contract, use, care, orders, attributes.

    Parameters
    ----------
    data : CustomerData
    book : SubscriptionBook
    day : int
        Days since 1970-01-01.
    active_days : int
    orders : OrderBook, optional
    static : StaticColumns, optional
        What the customer table says that has no day.
    """
    n = book.n_customers
    seen = book.running(day)
    first = np.full(n, np.inf)
    np.minimum.at(first, book.customer, book.start)
    tenure = np.where(seen, day - first, np.nan)
    silent = days_since(data, "activity", "happened_on", day)
    features = [
        *_contract(data, book, day, tenure),
        *use_features(data, day, silent, first),
        *care_features(data, day),
        *(() if orders is None else purchase_features(data, orders, day)),
        *(() if static is None else static.at(day)),
    ]
    if silent is None:
        rule, active = -tenure, seen
    else:
        rule = np.where(np.isfinite(silent), silent, float(day - book.start.min() + 1))
        active = seen & (silent < active_days)
    kept = [of_seen(feature, seen) for feature in features]
    return DatedFeatures(feature_table(kept, n), seen, active, np.where(seen, rule, np.nan))


def _contract(data: CustomerData, book: SubscriptionBook, day: int, tenure: Floats) -> Iterator[Feature]:
    now, before = book.revenue(day), book.revenue(day - QUARTER_DAYS)
    rows = book.running_rows(day)
    running = np.bincount(book.customer[rows], minlength=book.n_customers).astype(np.float64)
    yield number_feature(
        "days_as_subscriber", phrase("Days as a subscriber"), tenure, np.log1p(tenure),
        phrase("Days as a subscriber: {value:count} (typical: {typical:count})"),
    )  # fmt: skip
    yield number_feature(
        "mrr", phrase("Monthly recurring revenue"), now, np.log1p(now),
        phrase("Monthly revenue: {value:money} (typical: {typical:money})"),
    )  # fmt: skip
    change = np.where(tenure >= QUARTER_DAYS, now - before, 0.0)
    yield number_feature(
        "mrr_change", phrase("Change of monthly revenue"), change, np.sign(change),
        phrase("Monthly revenue changed by {value:money} in 90 days"),
    )  # fmt: skip
    yield number_feature(
        "subscriptions", phrase("Running subscriptions"), running, np.log1p(running),
        phrase("Running subscriptions: {value:count} (typical: {typical:count})"),
    )  # fmt: skip
    table = data.events["subscriptions"]
    if "plan" in table:
        codes, levels = codes_of(table["plan"])
        latest = np.full(book.n_customers, np.nan)
        ordered = np.flatnonzero(rows)[np.argsort(book.start[rows], kind="stable")]
        latest[book.customer[ordered]] = np.where(codes >= 0, codes, np.nan)[ordered]
        if levels:
            yield category_feature("plan", label_of("plan"), latest, levels)
