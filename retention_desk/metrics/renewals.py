"""Contracts that fell due, and which of them went on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.billing import billing_months
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import Flags
from retention_desk.metrics.activity import ENDLESS, days_or
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import Period

Days = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Renewals:
    """Terms that ended in a period; one entry each.

    `row` is the position of the subscription, `renewed` whether its customer went on after the last day.
    """

    row: npt.NDArray[np.int64]
    renewed: Flags


def renewals(context: MetricContext, period: Period) -> Renewals | None:
    """Return the terms that ended in a period, or None without subscriptions with a billing period.

    Notes
    -----
    A term of m months begins on the first day of the subscription and every m months after; the day on which
    it would go on is its due date. Whoever had begun the term counts as due, also when cancelled in it;
    renewed is whose subscription, or another one of the same customer, runs on the due date.
    """
    table = context.data.events.get("subscriptions")
    if table is None or "billing_period" not in table:
        return None
    months = np.nan_to_num(np.round(billing_months(table["billing_period"])), nan=0.0).astype(np.int64)
    start = day_number(table["started_on"]).astype(np.int64)
    end = days_or(table["ended_on"], ENDLESS).astype(np.int64)
    rows, dues = [], []
    first, last = (np.int64(day).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
                   for day in (period.start, period.end))  # fmt: skip
    begun = start.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    for month in range(int(first), int(last) + 1):
        since = month - begun
        due_here = np.flatnonzero((months > 0) & (since > 0) & (since % np.maximum(months, 1) == 0))
        due = _same_day(start[due_here], month)
        term_began = _same_day(start[due_here], month - months[due_here])
        kept = (end[due_here] > term_began) & (due >= period.start) & (due <= period.end)
        rows.append(due_here[kept])
        dues.append(due[kept])
    row = np.concatenate(rows)
    customer = table["customer"].to_numpy(dtype=np.int64)
    return Renewals(row, _running(customer, start, end, customer[row], np.concatenate(dues)))


def _same_day(start: Days, month: int | Days) -> Days:
    """Return the day of a month on which a term that began on `start` goes on; the last where it is short."""
    of_month = start - start.astype("datetime64[D]").astype("datetime64[M]").astype("datetime64[D]").astype(
        np.int64
    )
    at = np.broadcast_to(np.asarray(month, dtype=np.int64), start.shape)
    begin, following = (
        (at + k).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) for k in (0, 1)
    )
    day: Days = np.minimum(begin + of_month, following - 1)
    return day


def _running(customer: Days, start: Days, end: Days, whose: Days, day: Days) -> Flags:
    """Return whether customers have any subscription that runs on a day, shape (n_days,)."""
    by_customer = np.argsort(customer, kind="stable")
    low = np.searchsorted(customer[by_customer], whose, side="left")
    high = np.searchsorted(customer[by_customer], whose, side="right")
    running = np.zeros(len(whose), dtype=bool)
    for step in range(int((high - low).max(initial=0))):
        there = low + step < high
        place = by_customer[np.minimum(low + step, len(customer) - 1)]
        running |= there & (start[place] <= day) & (end[place] > day)
    return running
