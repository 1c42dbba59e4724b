"""What orders said of a customer on a given day beside recency and frequency: amounts, breadth, discounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.event_columns import codes_of, number_feature
from retention_desk.forecast.event_counts import EventCounts
from retention_desk.forecast.feature_table import Feature
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

QUARTER_DAYS: Final = 90
YEAR_DAYS: Final = 365


def purchase_features(data: CustomerData, book: OrderBook, day: int) -> Iterator[Feature]:
    """Return silence, orders and spend of a customer who is judged by something else than orders."""
    counts = EventCounts.of(book.purchase_customer, book.purchase_day)
    everybody = np.arange(book.n_customers)
    orders = counts.between(
        everybody, np.full_like(everybody, day - QUARTER_DAYS), np.full_like(everybody, day)
    )
    last = np.full(book.n_customers, -np.inf)
    before = book.purchase_day <= day
    np.maximum.at(last, book.purchase_customer[before], book.purchase_day[before].astype(np.float64))
    silent = np.where(np.isfinite(last), day - last, np.nan)
    yield number_feature(
        "days_since_last_order", phrase("Days since the last order"), silent, np.log1p(silent),
        phrase("No order for {value:count} days (typical: {typical:count})"),
    )  # fmt: skip
    yield number_feature(
        "recent_orders", phrase("Orders in 90 days"), orders, np.log1p(orders),
        phrase("Order days in 90 days: {value:count} (typical: {typical:count})"),
    )  # fmt: skip
    yield from amount_features(data, book, day)


def amount_features(data: CustomerData, book: OrderBook, day: int) -> Iterator[Feature]:
    """Return spend against the quarter before, breadth of products and categories, and discounts."""
    spend = EventCounts.of(book.purchase_customer, book.purchase_day, book.purchase_amount)
    everybody = np.arange(book.n_customers)

    def spent(after: int, until: int) -> Floats:
        return spend.between(everybody, np.full_like(everybody, after), np.full_like(everybody, until))

    recent, earlier = spent(day - QUARTER_DAYS, day), spent(day - 2 * QUARTER_DAYS, day - QUARTER_DAYS)
    seen = book.purchase_amount[book.purchase_day <= day]
    small = max(float(np.median(seen)) / 10, 1e-6) if len(seen) else 1.0
    yield number_feature(
        "spend_trend", phrase("Spend trend"), recent, np.log((recent + small) / (earlier + small)),
        phrase("Spent in the last 90 days: {value:money}; in the 90 days before: {typical:money}"), earlier,
    )  # fmt: skip
    table = data.events.get("orders")
    if table is None:
        return
    days = day_number(table["ordered_on"])
    inside = (days > day - YEAR_DAYS) & (days <= day) & table["is_purchase"].to_numpy(dtype=bool)
    for column, name, label, sentence in (
        ("product", "products", phrase("Products in a year"),
         phrase("Different products in a year: {value:count} (typical: {typical:count})")),
        ("category", "categories", phrase("Categories in a year"),
         phrase("Different categories in a year: {value:count} (typical: {typical:count})")),
    ):  # fmt: skip
        if column in table:
            breadth = _distinct(table, column, inside, book.n_customers)
            yield number_feature(name, label, breadth, np.log1p(breadth), sentence)
    if "discount" in table:
        yield _discounts(table, inside, book.n_customers)


def _distinct(table: pd.DataFrame, column: str, inside: npt.NDArray[np.bool_], n: int) -> Floats:
    codes, levels = codes_of(table[column])
    kept = inside & (codes >= 0)
    width = max(len(levels), 1)
    pairs = np.unique(table["customer"].to_numpy(dtype=np.int64)[kept] * width + codes[kept])
    return np.bincount(pairs // width, minlength=n).astype(np.float64)


def _discounts(table: pd.DataFrame, inside: npt.NDArray[np.bool_], n: int) -> Feature:
    """Return the share of a year's lines bought at a discount; unknown for who bought nothing."""
    given = table["discount"].to_numpy(dtype=np.float64)
    known = inside & np.isfinite(given)
    customer = table["customer"].to_numpy()
    lines = np.bincount(customer[known], minlength=n).astype(np.float64)
    reduced = np.bincount(customer[known & (np.abs(given) > 0)], minlength=n)
    share = np.where(lines > 0, reduced / np.maximum(lines, 1), np.nan)
    return number_feature(
        "discounted", phrase("Lines at a discount"), share, share,
        phrase("{value:share0} of a year's lines at a discount (typical: {typical:share0})"),
    )  # fmt: skip
