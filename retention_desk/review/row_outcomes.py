"""What became of every customer handed out or held out: kept, left, or not decided yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number, order_book
from retention_desk.foundation.outcome_results import KEPT, LEFT, OPEN, Counts, KeptBy, RowOutcomes
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

_SPAN: Final = 1 << 20
"""More days than any calendar has: customer × span + day sorts by customer, then day."""

_DEFINITIONS: Final = {
    "orders": phrase(
        "Kept = ordered within {days:count} days after the list. A customer is decided when those days are "
        "over, kept or not; until then nobody of the list counts."
    ),
    "subscriptions": phrase(
        "Kept = a subscription runs {days:count} days after the list. A customer is decided when those days "
        "are over; until then nobody of the list counts."
    ),
    "activity": phrase(
        "Kept = active within {days:count} days after the list. A customer is decided when those days are "
        "over, kept or not; until then nobody of the list counts."
    ),
    "label": phrase(
        "Kept = not marked as having left in the {days:count} days after the list. A customer is decided "
        "when those days are over; until then nobody of the list counts."
    ),
    "nothing": phrase(
        "Nothing tells who stayed: it takes orders, activity, subscriptions, or a dated table that marks who "
        "left."
    ),
}


def row_outcomes(
    data: CustomerData, history: ActionHistory, settings: AnalysisSettings, book: OrderBook | None = None
) -> RowOutcomes:
    """Return what became of every row of the history, by today's data.

    Parameters
    ----------
    data : CustomerData
    history : ActionHistory
    settings : AnalysisSettings
        ``review.outcome_days``, ``general.business_type``.
    book : OrderBook or None
        Of the data; by default it is made here.

    Notes
    -----
    The window is (list day, list day + `review.outcome_days`]. Who ordered on the second day of it counts as
    kept only when the whole window has passed: before that, those who stay would be known earlier than those
    who leave, and every share would lean towards 1. Where the data begin after the list they tell nothing.
    Subscriptions decide before orders, orders before activity, and these before a mark in the table (as for
    the churn forecast); in a shop orders come first.
    """
    rows = history.rows
    book = book if book is not None else order_book(data)
    by = kept_by(data, settings)
    days = settings.review.outcome_days
    definition = Phrase(_DEFINITIONS[by].text, {"days": days})
    customer = positions_of(data, rows["customer_id"])
    start = days_of(rows["handed_out_on"])
    decided = _decided(data, start, days, by)
    seen = _seen(data, book, by, customer, start, days)
    code: Codes = np.where(decided & (seen != OPEN), seen, OPEN).astype(np.int8)
    spend = _spend(book, customer, start, days) if book is not None else np.full(len(rows), np.nan)
    return RowOutcomes(
        by=by,
        definition=definition,
        days=days,
        code=code,
        spend=np.where(code == OPEN, np.nan, spend),
        customer=customer,
        counts=counted_once(rows),
    )


def kept_by(data: CustomerData, settings: AnalysisSettings) -> KeptBy:
    """Return what tells who is still a customer on these data."""
    if data.as_of is None:
        return "nothing"
    if "orders" in data.events and settings.general.business_type == "shop":
        return "orders"
    for kind in ("subscriptions", "orders", "activity"):
        if kind in data.events:
            return kind
    return "label" if {"churned", "churn_date"} & set(data.customers) else "nothing"


def counted_once(rows: pd.DataFrame) -> Flags:
    """Return the rows that the lift counts: each customer's first one that chance has drawn.

    Rows that somebody added by hand were drawn by nobody.
    """
    drawn = (rows["arm"] != "added").to_numpy() & ~rows["is_manual"].to_numpy(dtype=bool)
    drawn &= (rows["customer_id"] != "").to_numpy() & rows["handed_out_on"].notna().to_numpy()
    drawn_rows = rows[drawn].sort_values("handed_out_on", kind="stable")
    first = drawn_rows.index[~drawn_rows["customer_id"].duplicated()]
    counted: Flags = rows.index.isin(first)
    return counted


def positions_of(data: CustomerData, ids: pd.Series[Any]) -> Counts:
    """Return the position of each customer in the data, −1 where they are not in it."""
    import pandas as pd

    wanted = pd.Index(ids.astype(data.customer_ids.dtype))
    positions: Counts = data.customer_ids.get_indexer(wanted).astype(np.int64)
    return positions


def days_of(dates: pd.Series[Any]) -> Counts:
    """Return days since 1970-01-01; far in the past for unknown days."""
    days: Counts = dates.to_numpy().astype("datetime64[D]").astype(np.int64)
    return np.where(dates.isna().to_numpy(), -_SPAN, days)


def _decided(data: CustomerData, start: Counts, days: int, by: KeptBy) -> Flags:
    """Return the rows whose whole window lies in the data."""
    if by == "nothing" or data.as_of is None:
        return np.zeros(len(start), dtype=bool)
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    over: Flags = (start + days <= today) & (start > -_SPAN)
    if by in ("orders", "activity") and data.first_day is not None:
        over &= start + 1 >= int(np.datetime64(data.first_day, "D").astype(np.int64))
    return over


def _seen(
    data: CustomerData, book: OrderBook | None, by: KeptBy, customer: Counts, start: Counts, days: int
) -> Codes:
    """Return 1 still a customer, 0 left, −1 where the customer's own rows tell nothing."""
    known = customer >= 0
    if by == "orders" and book is not None:
        return _any_between(book.customer, book.day, customer, start, days)
    if by == "activity":
        table = data.events["activity"]
        happened = day_number(table["happened_on"])
        return _any_between(table["customer"].to_numpy(), happened, customer, start, days)
    if by == "subscriptions":
        runs = _running(data.events["subscriptions"], customer, start + days)
        return np.where(known, runs, OPEN).astype(np.int8)
    if by == "label":
        return np.where(known, _marked(data, customer, start + days), OPEN).astype(np.int8)
    return np.full(len(customer), OPEN, dtype=np.int8)


def _any_between(of: Any, on: Any, customer: Counts, start: Counts, days: int) -> Codes:
    """Return whether each customer has an event in (start, start + days]; events sorted by customer, day."""
    keys = of.astype(np.int64) * _SPAN + on
    low = np.searchsorted(keys, customer * _SPAN + start, side="right")
    high = np.searchsorted(keys, customer * _SPAN + start + days, side="right")
    return np.where((customer >= 0) & (high > low), KEPT, LEFT).astype(np.int8)


def _running(table: pd.DataFrame, customer: Counts, day: Counts) -> Codes:
    """Return whether a subscription of each customer runs on a day: more have started than ended."""
    of = table["customer"].to_numpy(dtype=np.int64)
    ended = table["ended_on"].notna().to_numpy()
    started = np.sort(of * _SPAN + day_number(table["started_on"]))
    # An end before its start would make the customer run forever: it ends when it starts.
    end_day = np.maximum(day_number(table["ended_on"][ended]), day_number(table["started_on"][ended]))
    over = np.sort(of[ended] * _SPAN + end_day)

    def count(keys: Any) -> Any:
        until = np.searchsorted(keys, customer * _SPAN + day, side="right")
        return until - np.searchsorted(keys, customer * _SPAN, side="left")

    runs: Codes = (count(started) > count(over)).astype(np.int8)
    return runs


def _marked(data: CustomerData, customer: Counts, day: Counts) -> Codes:
    """Return 0 for customers marked as having left by a day, 1 for others, −1 where no mark is known."""
    left = np.zeros(data.n_customers, dtype=bool)
    known = np.zeros(data.n_customers, dtype=bool)
    if "churned" in data.customers:
        flags = data.customers["churned"]
        left = flags.fillna(value=False).to_numpy(dtype=bool)
        known = flags.notna().to_numpy()
    when = np.full(data.n_customers, -_SPAN, dtype=np.int64)
    if "churn_date" in data.customers:
        dates = data.customers["churn_date"]
        when = np.where(dates.notna().to_numpy(), days_of(dates), when)
        left = left | dates.notna().to_numpy()
        known = known | left | ("churned" not in data.customers)
    place = np.maximum(customer, 0)
    if not data.n_customers:
        return np.full(len(customer), OPEN, dtype=np.int8)
    gone = left[place] & (when[place] <= day)
    return np.where(known[place], np.where(gone, LEFT, KEPT), OPEN).astype(np.int8)


def _spend(book: OrderBook, customer: Counts, start: Counts, days: int) -> Floats:
    """Return the net revenue of each customer in (start, start + days]; 0 for who bought nothing."""
    keys = book.line_customer.astype(np.int64) * _SPAN + book.line_day
    total = np.r_[0.0, np.cumsum(book.line_net_amount)]
    low = np.searchsorted(keys, customer * _SPAN + start, side="right")
    high = np.searchsorted(keys, customer * _SPAN + start + days, side="right")
    spent: Floats = np.where((customer >= 0) & (high > low), total[high] - total[low], 0.0)
    return spent
