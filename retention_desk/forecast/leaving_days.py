"""On which day each customer left, and who was there that day and stayed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.activity_book import activity_book
from retention_desk.forecast.subscription_features import SubscriptionBook
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase

Days = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int64]

NEVER = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class LeavingDays:
    """Who left when, who stayed, and since when each is a customer.

    Attributes
    ----------
    definition : Phrase
    customer, day : ndarray of int, shape (n_leavers,)
        Leavers and the day they left on, since 1970-01-01.
    stayer, stayer_from, stayer_until : ndarray of int, shape (n_stays,)
        Stretches in which a customer was there and had not left a horizon later.
    beginning : ndarray of int, shape (n_customers,)
        First day of each customer.
    on_the_day : bool
        A stay is one day of its own (an order): the pair is compared on each one's own day.
    """

    definition: Phrase
    customer: Positions
    day: Days
    stayer: Positions
    stayer_from: Days
    stayer_until: Days
    beginning: Days
    on_the_day: bool


def leaving_days(
    data: CustomerData, book: OrderBook | None, settings: AnalysisSettings
) -> LeavingDays | None:
    """Return who left on which day, in the order the forecast looks for it; None where nothing tells."""
    if data.as_of is None:
        return None
    today, horizon = int(np.datetime64(data.as_of, "D").astype(np.int64)), settings.general.horizon_days
    if "churn_date" in data.customers and data.customers["churn_date"].notna().any():
        return _by_date(data, today, horizon)
    has_orders = book is not None and len(book.purchase_day) > 0
    shop = settings.general.business_type == "shop"
    if len(data.events.get("subscriptions", ())) and not (shop and has_orders):
        return _by_subscription(data, today, horizon)
    if book is not None and has_orders:
        said = phrase(
            "Left: the last order, when none followed for {days:count} days. The weeks end the day before "
            "it, because the order itself is what makes the day.",
            days=horizon,
        )
        return _by_silence(book, today, horizon, said)
    days = activity_book(data)
    if days is not None:
        said = phrase(
            "Left: the last activity, when none followed for {days:count} days. The weeks end the day before "
            "it, because the activity itself is what makes the day.",
            days=horizon,
        )
        return _by_silence(days, today, horizon, said)
    return None


def _by_date(data: CustomerData, today: int, horizon: int) -> LeavingDays:
    left_on = data.customers["churn_date"].to_numpy().astype("datetime64[D]")
    left = ~np.isnat(left_on)
    day = np.where(left, left_on.astype(np.int64), NEVER)
    begun = _first_events(data)
    if "signup_date" in data.customers:
        signed = data.customers["signup_date"].to_numpy().astype("datetime64[D]")
        begun = np.where(np.isnat(signed), begun, np.minimum(begun, signed.astype(np.int64)))
    gone_undated = np.zeros(data.n_customers, dtype=bool)
    if "churned" in data.customers:
        gone_undated = data.customers["churned"].fillna(value=False).to_numpy(dtype=bool) & ~left
    until = np.minimum(day - 1, today) - horizon
    stays = np.flatnonzero((begun <= until) & ~gone_undated)
    who = np.flatnonzero(left & (day <= today) & (begun < day))
    return LeavingDays(
        phrase("Left: the day the customer table gives"), who, day[who], stays, begun[stays], until[stays],
        begun, on_the_day=False,
    )  # fmt: skip


def _first_events(data: CustomerData) -> Days:
    from retention_desk.foundation.columns import EVENT_DATES
    from retention_desk.foundation.order_book import day_number

    begun = np.full(data.n_customers, NEVER, dtype=np.int64)
    for kind, table in data.events.items():
        np.minimum.at(begun, table["customer"].to_numpy(), day_number(table[EVENT_DATES[kind]]))
    return begun


def _by_subscription(data: CustomerData, today: int, horizon: int) -> LeavingDays:
    book = SubscriptionBook.of(data)
    n = data.n_customers
    begun, end = np.full(n, np.inf), np.full(n, -np.inf)
    np.minimum.at(begun, book.customer, book.start)
    np.maximum.at(end, book.customer, book.end)
    left = (end <= today) & np.isfinite(begun) & (end > begun)
    beginning = np.where(np.isfinite(begun), begun, NEVER).astype(np.int64)
    # a pause between two subscriptions is not leaving
    last = np.where(np.isfinite(end), end - 1, today)
    until = np.minimum(last, today).astype(np.int64) - horizon
    stays = np.flatnonzero(np.isfinite(begun) & (beginning <= until))
    who = np.flatnonzero(left)
    return LeavingDays(
        phrase("Left: the end of the last subscription"), who, end[who].astype(np.int64), stays,
        beginning[stays], until[stays], beginning, on_the_day=False,
    )  # fmt: skip


def _by_silence(book: OrderBook, today: int, horizon: int, definition: Phrase) -> LeavingDays:
    customer, day = book.purchase_customer.astype(np.int64), book.purchase_day.astype(np.int64)
    is_last = np.r_[customer[1:] != customer[:-1], np.ones(min(len(customer), 1), dtype=bool)]
    following = np.where(is_last, NEVER, np.r_[day[1:], NEVER])
    left = is_last & (day + horizon <= today)
    stayed = following <= day + horizon
    beginning = np.full(book.n_customers, NEVER, dtype=np.int64)
    np.minimum.at(beginning, customer, day)
    return LeavingDays(
        definition, customer[left], day[left], customer[stayed], day[stayed], day[stayed], beginning,
        on_the_day=True,
    )  # fmt: skip
