"""What support, surveys, payments, community and referrals said of each customer on a given day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.event_columns import codes_of, count_rows, number_feature
from retention_desk.forecast.feature_table import PLAIN_SENTENCE, Feature
from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.wording import phrase

Floats = npt.NDArray[np.float64]

QUARTER_DAYS: Final = 90
HALF_YEAR_DAYS: Final = 180
MOST_SCALES: Final = 3


def care_features(data: CustomerData, day: int) -> Iterator[Feature]:
    """Return support cases, complaints, survey scores, late bills, contributions and referrals.

    Rows after the end of `day` are not seen, nor what earlier rows learned afterwards (a case closed, a bill
    paid).
    """
    yield from _support(data, day)
    yield from _surveys(data, day)
    yield from _payments(data, day)
    yield from _company(data, day)


def _support(data: CustomerData, day: int) -> Iterator[Feature]:
    tickets = data.events.get("tickets")
    if tickets is not None:
        cases = count_rows(data, "tickets", "opened_on", day - QUARTER_DAYS, day)
        yield number_feature(
            "tickets", phrase("Support cases in 90 days"), cases, np.log1p(cases),
            phrase("Support cases in 90 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
        weight = complaint_flags(tickets).astype(np.float64)
        complaints = count_rows(data, "tickets", "opened_on", day - QUARTER_DAYS, day, weight)
        yield number_feature(
            "complaints", phrase("Complaints in 90 days"), complaints, np.log1p(complaints),
            phrase("Complaints in 90 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
        if "closed_on" in tickets:
            closed = tickets["closed_on"].to_numpy().astype("datetime64[D]")
            still = (np.isnat(closed) | (closed.astype(np.int64) > day)).astype(np.float64)
            waiting = count_rows(data, "tickets", "opened_on", day - HALF_YEAR_DAYS, day, still)
            yield number_feature(
                "open_cases", phrase("Open support cases"), waiting, np.log1p(waiting),
                phrase("Open support cases: {value:count} (typical: {typical:count})"),
            )  # fmt: skip


def _surveys(data: CustomerData, day: int) -> Iterator[Feature]:
    """Return the latest score on each scale; scores of different scales are never mixed."""
    table = data.events.get("surveys")
    if table is None or not len(table):
        return
    score, who = table["score"].to_numpy(dtype=np.float64), table["customer"].to_numpy()
    known = (day_number(table["answered_on"]) <= day) & np.isfinite(score)
    codes: npt.NDArray[np.int64] = np.zeros(len(table), dtype=np.int64)
    scales: tuple[str, ...] = ("",)
    if "scale" in table and table["scale"].notna().any():
        codes, scales = codes_of(table["scale"])
    often = np.argsort(-np.bincount(codes[codes >= 0], minlength=len(scales)), kind="stable")[:MOST_SCALES]
    for code in np.sort(often):
        latest = np.full(data.n_customers, np.nan)
        rows = known & (codes == code)
        latest[who[rows]] = score[rows]  # sorted by date: the last one stays
        label = phrase("Last survey score")
        name = "last_score"
        if len(scales) > 1:
            label = phrase("Last survey score ({scale})", scale=scales[code])
            name = f"last_score_{scales[code]}"
        yield number_feature(name, label, latest, latest, PLAIN_SENTENCE)


def _payments(data: CustomerData, day: int) -> Iterator[Feature]:
    payments = data.events.get("payments")
    if payments is not None:
        due = day_number(payments["due_on"])
        paid = payments["paid_on"].to_numpy().astype("datetime64[D]") if "paid_on" in payments else None
        settled = np.full(len(due), np.inf)
        if paid is not None:
            settled = np.where(np.isnat(paid), np.inf, paid.astype(np.int64).astype(np.float64))
        late = (np.minimum(settled, day) > due).astype(np.float64)
        bills = count_rows(data, "payments", "due_on", day - 2 * QUARTER_DAYS, day, late)
        yield number_feature(
            "late_bills", phrase("Bills paid late in 180 days"), bills, np.log1p(bills),
            phrase("Bills late in 180 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip


def _company(data: CustomerData, day: int) -> Iterator[Feature]:
    if "community" in data.events:
        posts = count_rows(data, "community", "happened_on", day - QUARTER_DAYS, day)
        yield number_feature(
            "contributions", phrase("Contributions in 90 days"), posts, np.log1p(posts),
            phrase("Contributions in 90 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
    if "referrals" in data.events:
        brought = count_rows(data, "referrals", "referred_on", day - HALF_YEAR_DAYS, day)
        yield number_feature(
            "referrals", phrase("Referrals in 180 days"), brought, np.log1p(brought),
            phrase("Referrals in 180 days: {value:count} (typical: {typical:count})"),
        )  # fmt: skip
