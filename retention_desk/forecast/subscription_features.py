"""What subscriptions, use, support and payments said of each customer on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.dated_features import DatedFeatures
from retention_desk.forecast.feature_table import PLAIN_SENTENCE, Feature, feature_table
from retention_desk.forecast.labelled_features import category_feature, label_of
from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MONTH_DAYS, QUARTER_DAYS = 30, 90
STATIC_COLUMNS: Final = ("segment", "region", "channel")
MOST_LEVELS = 50


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
    data: CustomerData, book: SubscriptionBook, day: int, active_days: int
) -> DatedFeatures:
    """Return tenure, revenue, use, support, surveys and payments from before the end of `day` only.

    Columns of the customer table have no history; only segment, region and channel, which hardly change,
    are used.
    """
    n = book.n_customers
    seen = book.running(day)
    first = np.full(n, np.inf)
    np.minimum.at(first, book.customer, book.start)
    tenure = np.where(seen, day - first, np.nan)
    silent = _days_since(data, "activity", "happened_on", day)
    features = [
        *_contract(data, book, day, tenure),
        *_use(data, day, silent, first),
        *_care(data, day),
        *_static(data),
    ]
    if silent is None:
        rule, active = -tenure, seen
    else:
        rule = np.where(np.isfinite(silent), silent, float(day - book.start.min() + 1))
        active = seen & (silent < active_days)
    kept = [_of_seen(feature, seen) for feature in features]
    return DatedFeatures(feature_table(kept, n), seen, active, np.where(seen, rule, np.nan))


def _contract(data: CustomerData, book: SubscriptionBook, day: int, tenure: Floats) -> Iterator[Feature]:
    now, before = book.revenue(day), book.revenue(day - QUARTER_DAYS)
    rows = book.running_rows(day)
    running = np.bincount(book.customer[rows], minlength=book.n_customers).astype(np.float64)
    yield _number(
        "days_as_subscriber", phrase("Days as a subscriber"), tenure, np.log1p(tenure),
        phrase("Days as a subscriber: {value:count} (typical: {typical:count})"),
    )  # fmt: skip
    yield _number(
        "mrr", phrase("Monthly recurring revenue"), now, np.log1p(now),
        phrase("Monthly revenue: {value:money} (typical: {typical:money})"),
    )  # fmt: skip
    change = np.where(tenure >= QUARTER_DAYS, now - before, 0.0)
    yield _number(
        "mrr_change", phrase("Change of monthly revenue"), change, np.sign(change),
        phrase("Monthly revenue changed by {value:money} in 90 days"),
    )  # fmt: skip
    yield _number(
        "subscriptions", phrase("Running subscriptions"), running, np.log1p(running),
        phrase("Running subscriptions: {value:count} (typical: {typical:count})"),
    )  # fmt: skip
    table = data.events["subscriptions"]
    if "plan" in table:
        codes, levels = _codes(table["plan"])
        latest = np.full(book.n_customers, np.nan)
        ordered = np.flatnonzero(rows)[np.argsort(book.start[rows], kind="stable")]
        latest[book.customer[ordered]] = np.where(codes >= 0, codes, np.nan)[ordered]
        if levels:
            yield category_feature("plan", label_of("plan"), latest, levels)


@dataclass(frozen=True, eq=False)
class _UseOverTime:
    """Uses of each customer in 30 days, shape (n_customers,); NaN where the log does not reach back so far.

    Attributes
    ----------
    recent, before : ndarray
        In the last thirty days, and in the thirty before.
    usual : ndarray
        The customer's own average of thirty days over all time before; NaN for less time than that.
    """

    recent: Floats
    before: Floats
    usual: Floats

    @classmethod
    def of(cls, data: CustomerData, day: int, first: Floats, weight: Floats | None) -> _UseOverTime:
        begun = int(day_number(data.events["activity"]["happened_on"]).min())
        since = day - MONTH_DAYS

        def used(after: int, until: int) -> Floats:
            if begun > after + 1:
                return np.full(data.n_customers, np.nan)
            return _count(data, "activity", "happened_on", after, until, weight)

        observed_days = since + 1 - np.maximum(float(begun), first)
        earlier = used(min(begun - 1, since), since)
        usual = np.where(
            observed_days >= MONTH_DAYS, earlier * MONTH_DAYS / np.maximum(observed_days, 1.0), np.nan
        )
        return cls(used(since, day), used(since - MONTH_DAYS, since), usual)


def _use(data: CustomerData, day: int, silent: Floats | None, first: Floats) -> Iterator[Feature]:
    if silent is None:
        return
    table = data.events["activity"]
    n = data.n_customers
    weight = np.nan_to_num(table["count"].to_numpy(dtype=np.float64), nan=1.0) if "count" in table else None
    use = _UseOverTime.of(data, day, first, weight)
    recent, before, usual = use.recent, use.before, use.usual
    yield _number(
        "days_since_last_activity", phrase("Days since the last activity"), silent, np.log1p(silent),
        phrase("No activity for {value:count} days (typical: {typical:count})"),
    )  # fmt: skip
    yield _number(
        "use_in_30_days", phrase("Use in 30 days"), recent, np.log1p(recent),
        phrase("Use in 30 days: {value:count} times (typical: {typical:count})"),
    )  # fmt: skip
    yield _number(
        "use_trend", phrase("Use trend"), recent, np.log((recent + 1) / (before + 1)),
        phrase("Use in the last 30 days: {value:count}; in the 30 before: {typical:count}"), before,
    )  # fmt: skip
    yield _number(
        "use_against_usual", phrase("Use against usual"), recent, np.log((recent + 1) / (usual + 1)),
        phrase("Use in the last 30 days: {value:count}; usually {typical:count}"), usual,
    )  # fmt: skip
    if "feature" in table:
        codes, levels = _codes(table["feature"])
        days = day_number(table["happened_on"])
        inside = (days > day - MONTH_DAYS) & (days <= day) & (codes >= 0)
        pairs = np.unique(table["customer"].to_numpy(dtype=np.int64)[inside] * len(levels) + codes[inside])
        breadth = np.bincount(pairs // max(len(levels), 1), minlength=n).astype(np.float64)
        yield _number(
            "features_used", phrase("Features used in 30 days"), breadth, np.log1p(breadth),
            phrase("Features used in 30 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip


def _care(data: CustomerData, day: int) -> Iterator[Feature]:
    """Return support cases, complaints, surveys, late bills and community use."""
    tickets = data.events.get("tickets")
    if tickets is not None:
        cases = _count(data, "tickets", "opened_on", day - QUARTER_DAYS, day)
        yield _number(
            "tickets", phrase("Support cases in 90 days"), cases, np.log1p(cases),
            phrase("Support cases in 90 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
        weight = complaint_flags(tickets).astype(np.float64)
        complaints = _count(data, "tickets", "opened_on", day - QUARTER_DAYS, day, weight)
        yield _number(
            "complaints", phrase("Complaints in 90 days"), complaints, np.log1p(complaints),
            phrase("Complaints in 90 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
    surveys = data.events.get("surveys")
    if surveys is not None:
        known = (day_number(surveys["answered_on"]) <= day) & surveys["score"].notna().to_numpy()
        latest = np.full(data.n_customers, np.nan)
        score = surveys["score"].to_numpy(dtype=np.float64)
        latest[surveys["customer"].to_numpy()[known]] = score[known]  # sorted by date: the last one stays
        yield _number("last_score", phrase("Last survey score"), latest, latest, PLAIN_SENTENCE)
    payments = data.events.get("payments")
    if payments is not None:
        due = day_number(payments["due_on"])
        paid = payments["paid_on"].to_numpy().astype("datetime64[D]") if "paid_on" in payments else None
        settled = np.full(len(due), np.inf)
        if paid is not None:
            settled = np.where(np.isnat(paid), np.inf, paid.astype(np.int64).astype(np.float64))
        late = (np.minimum(settled, day) > due).astype(np.float64)
        bills = _count(data, "payments", "due_on", day - 2 * QUARTER_DAYS, day, late)
        yield _number(
            "late_bills", phrase("Bills paid late in 180 days"), bills, np.log1p(bills),
            phrase("Bills late in 180 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
    if "community" in data.events:
        posts = _count(data, "community", "happened_on", day - QUARTER_DAYS, day)
        yield _number(
            "contributions", phrase("Contributions in 90 days"), posts, np.log1p(posts),
            phrase("Contributions in 90 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip


def _static(data: CustomerData) -> Iterator[Feature]:
    for name in STATIC_COLUMNS:
        if name in data.customers:
            codes, levels = _codes(data.customers[name])
            if 1 < len(levels) <= MOST_LEVELS:
                values = np.where(codes >= 0, codes, np.nan).astype(np.float64)
                yield category_feature(name, label_of(name), values, levels)


def _number(
    name: str, label: Phrase, shown: Floats, values: Floats, template: Phrase, typical: Floats | None = None
) -> Feature:
    return Feature(name, label, values, template=template, shown=shown, typical=typical)


def _of_seen(feature: Feature, seen: Flags) -> Feature:
    """Return the feature with the customers not seen unknown, and what is typical taken from the seen."""
    values = np.where(seen, feature.values, np.nan)
    if feature.is_category or feature.shown is None:
        return replace(feature, values=values)
    typical = feature.typical
    if typical is None:
        known = feature.shown[seen & np.isfinite(feature.shown)]
        typical = float(np.median(known)) if len(known) else float("nan")
    return replace(feature, values=values, typical=typical)


def _codes(column: pd.Series[Any]) -> tuple[npt.NDArray[np.int64], tuple[str, ...]]:
    categories = column.astype("category").cat
    return np.asarray(categories.codes, dtype=np.int64), tuple(str(level) for level in categories.categories)


def _count(
    data: CustomerData, kind: str, date: str, after: int, until: int, weight: Floats | None = None
) -> Floats:
    """Return rows (or their weight) per customer dated in (`after`, `until`], (n_customers,)."""
    table = data.events[kind]
    days = day_number(table[date])
    inside = (days > after) & (days <= until)
    weights = None if weight is None else weight[inside]
    customer = table["customer"].to_numpy()[inside]
    return np.bincount(customer, weights=weights, minlength=data.n_customers).astype(np.float64)


def _days_since(data: CustomerData, kind: str, date: str, day: int) -> Floats | None:
    """Return days since each customer's last row up to `day`, NaN without one; None without the table."""
    table = data.events.get(kind)
    if table is None or not len(table):
        return None
    days = day_number(table[date])
    inside = days <= day
    last = np.full(data.n_customers, -np.inf)
    np.maximum.at(last, table["customer"].to_numpy()[inside], days[inside].astype(np.float64))
    return np.where(np.isfinite(last), day - last, np.nan)
