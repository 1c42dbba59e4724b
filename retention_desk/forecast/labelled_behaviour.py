"""What event tables say of the customers of a labelled table, without the silence that leaving brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.event_columns import codes_of, number_feature
from retention_desk.forecast.feature_table import PLAIN_SENTENCE, Feature
from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import Phrase, phrase

Floats = npt.NDArray[np.float64]

MONTH_DAYS: Final = 30.44
LEAST_SPAN_DAYS: Final = 30.0
COUNTED: Final[tuple[tuple[str, str, Phrase, Phrase], ...]] = (
    ("orders", "orders_a_month", phrase("Orders a month"),
     phrase("Orders a month: {value:number1} (typical: {typical:number1})")),
    ("activity", "uses_a_month", phrase("Use a month"),
     phrase("Use a month: {value:number1} times (typical: {typical:number1})")),
    ("tickets", "cases_a_month", phrase("Support cases a month"),
     phrase("Support cases a month: {value:number1} (typical: {typical:number1})")),
    ("community", "contributions_a_month", phrase("Contributions a month"),
     phrase("Contributions a month: {value:number1} (typical: {typical:number1})")),
    ("referrals", "referrals_a_month", phrase("Referrals a month"),
     phrase("Referrals a month: {value:number1} (typical: {typical:number1})")),
)  # fmt: skip


def labelled_behaviour(data: CustomerData) -> tuple[list[Feature], tuple[LeftOutColumn, ...]]:
    """Return features from the event tables for a table that says who left, and what was not used of them.

    Notes
    -----
    Nothing says on which day a customer was labelled, so that silence up to the as-of date is a consequence
    of leaving: how long ago the last event was is not used. All else is measured between each customer's own
    first and last event (rates a month over thirty days or more, shares, the second half against the first),
    and after a known day of leaving nothing is seen.
    """
    if not any(len(table) for table in data.events.values()):
        return [], ()
    data = _before_leaving(data)
    first, last = _own_span(data)
    span_months = np.where(last - first >= LEAST_SPAN_DAYS, (last - first) / MONTH_DAYS, np.nan)
    features = [*_rates(data, span_months), *_orders(data, first, last), *_voices(data)]
    why = phrase("Silence up to today is what leaving looks like afterwards: not used to forecast it.")
    kinds = ", ".join(sorted(kind for kind, table in data.events.items() if len(table)))
    return features, (LeftOutColumn(f"days since the last row ({kinds})", why),)


def _before_leaving(data: CustomerData) -> CustomerData:
    if "churn_date" not in data.customers:
        return data
    left = data.customers["churn_date"].to_numpy().astype("datetime64[D]")
    limit = np.where(np.isnat(left), np.iinfo(np.int64).max, left.astype(np.int64))
    events = {
        kind: table[day_number(table[EVENT_DATES[kind]]) < limit[table["customer"].to_numpy()]]
        for kind, table in data.events.items()
    }
    return replace(data, events=MappingProxyType(events))


def _own_span(data: CustomerData) -> tuple[Floats, Floats]:
    """Return the days of each customer's first and last event, NaN without any, shape (n_customers,)."""
    first, last = np.full(data.n_customers, np.inf), np.full(data.n_customers, -np.inf)
    for kind, table in data.events.items():
        customer, day = table["customer"].to_numpy(), day_number(table[EVENT_DATES[kind]]).astype(np.float64)
        np.minimum.at(first, customer, day)
        np.maximum.at(last, customer, day)
    known = np.isfinite(first)
    return np.where(known, first, np.nan), np.where(known, last, np.nan)


def _rates(data: CustomerData, span_months: Floats) -> Iterator[Feature]:
    for kind, name, label, sentence in COUNTED:
        table = data.events.get(kind)
        if table is None or not len(table):
            continue
        weight = np.ones(len(table))
        if kind == "orders":
            weight = table["is_purchase"].to_numpy(dtype=np.float64)
        elif kind == "activity" and "count" in table:
            weight = np.nan_to_num(table["count"].to_numpy(dtype=np.float64), nan=1.0)
        total = np.bincount(table["customer"].to_numpy(), weights=weight, minlength=data.n_customers)
        rate = total / span_months
        yield number_feature(name, label, rate, np.log1p(rate), sentence)


def _orders(data: CustomerData, first: Floats, last: Floats) -> Iterator[Feature]:
    """Return amount, returns, breadth and trend of orders, each within the customer's own time."""
    table = data.events.get("orders")
    if table is None or not len(table):
        return
    n, customer = data.n_customers, table["customer"].to_numpy()
    bought = table["is_purchase"].to_numpy(dtype=bool)
    amount = np.nan_to_num(table["amount"].to_numpy(dtype=np.float64))
    lines = np.bincount(customer[bought], minlength=n).astype(np.float64)
    spent = np.bincount(customer[bought], weights=amount[bought], minlength=n)
    mean = np.where(lines > 0, spent / np.maximum(lines, 1), np.nan)
    yield number_feature(
        "line_amount", phrase("Amount of a line"), mean, np.log(np.maximum(mean, 1e-2)),
        phrase("{value:money} a line on average (typical: {typical:money})"),
    )  # fmt: skip
    back = table["is_return"].to_numpy(dtype=bool)
    returned = np.bincount(customer[back], minlength=n) / np.maximum(lines, 1)
    yield number_feature(
        "returns_share", phrase("Share returned"), np.where(lines > 0, returned, np.nan),
        np.where(lines > 0, returned, np.nan),
        phrase("{value:share0} of the lines returned (typical: {typical:share0})"),
    )  # fmt: skip
    day = day_number(table["ordered_on"]).astype(np.float64)
    late = bought & (day > ((first + last) / 2)[customer])
    second = np.bincount(customer[late], minlength=n).astype(np.float64)
    trend = np.where(last - first >= LEAST_SPAN_DAYS, np.log((second + 1) / (lines - second + 1)), np.nan)
    yield number_feature(
        "own_trend", phrase("Orders, second half against the first"), second, trend,
        phrase("Lines bought in the second half of the own time: {value:count}; in the first: "
               "{typical:count}"),
        lines - second,
    )  # fmt: skip
    if "product" in table:
        codes, levels = codes_of(table["product"])
        kept = bought & (codes >= 0)
        pairs = np.unique(customer.astype(np.int64)[kept] * max(len(levels), 1) + codes[kept])
        breadth = np.bincount(pairs // max(len(levels), 1), minlength=n) / np.maximum(lines, 1)
        breadth = np.where(lines > 0, breadth, np.nan)
        yield number_feature(
            "products_a_line", phrase("Different products per line"), breadth, breadth, PLAIN_SENTENCE
        )


def _voices(data: CustomerData) -> Iterator[Feature]:
    """Return complaints among the cases, the mean survey score, and bills paid late."""
    n = data.n_customers
    for kind, name, label, sentence, values in (
        ("tickets", "complaint_share", phrase("Complaints among the cases"),
         phrase("{value:share0} of the cases are complaints (typical: {typical:share0})"), _complaints(data)),
        ("surveys", "mean_score", phrase("Mean survey score"), PLAIN_SENTENCE, _scores(data)),
        ("payments", "late_share", phrase("Bills paid late"),
         phrase("{value:share0} of the bills paid late (typical: {typical:share0})"), _late(data)),
    ):  # fmt: skip
        if values is None:
            continue
        known = np.isfinite(values)
        customer = data.events[kind]["customer"].to_numpy()[known]
        rows = np.bincount(customer, minlength=n)
        mean = np.bincount(customer, weights=values[known], minlength=n) / np.maximum(rows, 1)
        shown = np.where(rows > 0, mean, np.nan)
        yield number_feature(name, label, shown, shown, sentence)


def _complaints(data: CustomerData) -> Floats | None:
    table = data.events.get("tickets")
    return None if table is None or not len(table) else complaint_flags(table).astype(np.float64)


def _scores(data: CustomerData) -> Floats | None:
    """Return the scores on the most frequent scale; those on others are unknown."""
    table = data.events.get("surveys")
    if table is None or not len(table):
        return None
    score = table["score"].to_numpy(dtype=np.float64)
    if "scale" not in table or not table["scale"].notna().any():
        return score
    codes, _scales = codes_of(table["scale"])
    return np.where(codes == np.bincount(codes[codes >= 0]).argmax(), score, np.nan)


def _late(data: CustomerData) -> Floats | None:
    table = data.events.get("payments")
    if table is None or not len(table) or "paid_on" not in table:
        return None
    paid = table["paid_on"].to_numpy().astype("datetime64[D]")
    late = paid.astype(np.int64) > day_number(table["due_on"])
    return np.where(np.isnat(paid), np.nan, late.astype(np.float64))
