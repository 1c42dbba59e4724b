"""Who was there on any day: the evidence of being an active customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import Days, OrderBook, Positions, day_number
from retention_desk.foundation.results import Flags
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

ENDLESS: Final = 2**30
NEVER: Final = 2**30
BEFORE_ALL: Final = -(2**30)


@dataclass(frozen=True, eq=False)
class Presence:
    """Dated evidence of being a customer.

    Attributes
    ----------
    definition : Phrase
        What makes a customer active, in words.
    n_customers, window_days : int
        An event counts for `window_days` days, its own day included.
    event_customer, event_day : ndarray, shape (n_events,)
        Orders or activity, one per customer and day, sorted by day.
    span_customer, span_start, span_end : ndarray, shape (n_spans,)
        Subscriptions (or memberships): active from `span_start` until the day before `span_end`.
    first_seen : ndarray, shape (n_customers,)
        First day of any evidence; `NEVER` where there is none.
    """

    definition: Phrase
    n_customers: int
    window_days: int
    event_customer: Positions
    event_day: Days
    span_customer: Positions
    span_start: Days
    span_end: Days
    first_seen: Days

    def active_at(self, day: int) -> Flags:
        """Return who is active at the end of a day: events in (day − window, day], running spans."""
        active = self.seen_between(day - self.window_days, day)
        running = (self.span_start <= day) & (self.span_end > day)
        active[self.span_customer[running]] = True
        return active

    def seen_between(self, after: int, until: int) -> Flags:
        """Return who has an event later than `after`, up to and including `until`."""
        seen = np.zeros(self.n_customers, dtype=bool)
        low, high = np.searchsorted(self.event_day, (after, until), side="right")
        seen[self.event_customer[low:high]] = True
        return seen

    def first_seen_by(self, day: int) -> Flags:
        """Return who was ever seen up to and including a day."""
        seen: Flags = self.first_seen <= day
        return seen


def presence(data: CustomerData, book: OrderBook | None, general: GeneralSettings) -> Presence | None:
    """Return the evidence of being active in `data`, or None when nothing dated tells.

    Notes
    -----
    Where there are subscriptions, a customer is active while one runs (or, in a business that also takes
    orders, with an order in the window); activity alone keeps nobody. Elsewhere an order or activity in
    the window counts; a customer table with dates of signing up and leaving stands in for both.
    `general.business_type` can fix either reading.
    """
    kinds = evidence_kinds(data, book, general)
    subscribed, ordered, used = (kind in kinds for kind in ("subscriptions", "orders", "activity"))
    spans = _subscription_spans(data) if subscribed else _no_spans()
    events = [bought_days(book)] if ordered and book is not None else []
    if used:
        events.append(active_days(data))
    if not (subscribed or events):
        membership = _memberships(data)
        if membership is None:
            return None
        spans = membership
    definition = _definition(subscribed, ordered, used, general.active_window_days)
    return _presence(definition, data.n_customers, general.active_window_days, events, spans)


def evidence_kinds(data: CustomerData, book: OrderBook | None, general: GeneralSettings) -> tuple[str, ...]:
    """Return the tables that tell who is active; ``customers`` when only dates of leaving do."""
    subscribed = general.business_type in {"auto", "subscription"} and "subscriptions" in data.events
    ordered = book is not None and not (general.business_type == "subscription" and subscribed)
    used = "activity" in data.events and not subscribed
    told = (("subscriptions", subscribed), ("orders", ordered), ("activity", used))
    return tuple(kind for kind, tells in told if tells) or ("customers",)


def presence_of_orders(book: OrderBook, general: GeneralSettings) -> Presence:
    """Return the evidence of being active that orders alone give."""
    definition = _definition(False, True, False, general.active_window_days)
    return _presence(
        definition, book.n_customers, general.active_window_days, [bought_days(book)], _no_spans()
    )


def bought_days(book: OrderBook) -> tuple[Positions, Days]:
    """Return customer and day of every day on which a customer bought, sorted by customer and day."""
    kept = book.line_is_purchase
    return _distinct(book.line_customer[kept], book.line_day[kept])


def active_days(data: CustomerData) -> tuple[Positions, Days]:
    """Return customer and day of every day with activity, sorted by customer and day."""
    table = data.events["activity"]
    return _distinct(table["customer"].to_numpy(dtype=np.int32), day_number(table["happened_on"]))


def _distinct(customer: Positions, day: Days) -> tuple[Positions, Days]:
    new = np.ones(len(customer), dtype=bool)
    new[1:] = (customer[1:] != customer[:-1]) | (day[1:] != day[:-1])
    return customer[new], day[new]


def _presence(
    definition: Phrase,
    n: int,
    window_days: int,
    events: list[tuple[Positions, Days]],
    spans: tuple[Positions, Days, Days],
) -> Presence:
    customer = np.concatenate([c for c, _ in events] or [np.zeros(0, np.int32)])
    day = np.concatenate([d for _, d in events] or [np.zeros(0, np.int32)])
    by_day = np.argsort(day, kind="stable")
    first = np.full(n, NEVER, dtype=np.int32)
    np.minimum.at(first, customer, day)
    np.minimum.at(first, spans[0], spans[1])
    return Presence(definition, n, window_days, customer[by_day], day[by_day], *spans, first)


def _definition(subscribed: bool, ordered: bool, used: bool, days: int) -> Phrase:
    if subscribed and ordered:
        return phrase("a running subscription or an order in the last {days} days", days=days)
    if subscribed:
        return phrase("a running subscription")
    if ordered and used:
        return phrase("an order or activity in the last {days} days", days=days)
    if ordered:
        return phrase("an order in the last {days} days", days=days)
    if used:
        return phrase("activity in the last {days} days", days=days)
    return phrase("signed up and not left")


def _no_spans() -> tuple[Positions, Days, Days]:
    return np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32)


def _subscription_spans(data: CustomerData) -> tuple[Positions, Days, Days]:
    table = data.events["subscriptions"]
    return (
        table["customer"].to_numpy(dtype=np.int32),
        day_number(table["started_on"]),
        days_or(table["ended_on"], ENDLESS),
    )


def _memberships(data: CustomerData) -> tuple[Positions, Days, Days] | None:
    """Return customer, first day and day of leaving from the customer table; None without leaving dates."""
    table = data.customers
    if data.as_of is None or "churn_date" not in table or not table["churn_date"].notna().any():
        return None
    end = days_or(table["churn_date"], ENDLESS)
    start = (
        days_or(table["signup_date"], BEFORE_ALL) if "signup_date" in table else np.full_like(end, BEFORE_ALL)
    )
    known = np.ones(len(table), dtype=bool)
    if "churned" in table:  # left, nobody knows when
        known = ~(table["churned"].fillna(False).to_numpy(dtype=bool) & (end == ENDLESS))
    place = np.flatnonzero(known).astype(np.int32)
    return place, start[known], end[known]


def days_or(dates: pd.Series[Any], otherwise: int) -> Days:
    """Return day numbers of a datetime column, `otherwise` where the date is unknown."""
    days = np.full(len(dates), otherwise, dtype=np.int32)
    known = dates.notna().to_numpy()
    days[known] = day_number(dates[known])
    return days
