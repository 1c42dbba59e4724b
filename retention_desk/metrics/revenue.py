"""Revenue per customer, how it is spread, and what was bought again."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Flags, Floats
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import MONTHS, period_index

TOP_SHARE = 0.1


@dataclass(frozen=True)
class RevenuePerCustomer:
    """Revenue of a period, the active customers it is divided by, and where it came from."""

    revenue_amount: float
    customers: int
    recurring: bool

    @property
    def amount(self) -> float:
        """Revenue per active customer and period; NaN without any."""
        return self.revenue_amount / self.customers if self.customers else math.nan


def revenue_per_customer(context: MetricContext) -> RevenuePerCustomer | None:
    """Return the revenue per active customer over the last complete period, or None when unknown.

    With orders: net revenue of the period ÷ customers active at its end, or those whom
    ``figures.arpu_customers`` names. With subscriptions only: the
    recurring revenue at its end times the months of the period ÷ customers active at its end.
    """
    period, stay = context.period, context.stay
    if period is None or stay is None:
        return None
    if context.book is not None:
        day = context.book.line_day
        inside = (day >= period.start) & (day <= period.end)
        net = float(context.book.line_net_amount[inside].sum())
        return RevenuePerCustomer(net, _divided_among(context, inside), recurring=False)
    if context.recurring is not None and context.recurring_movement is not None:
        months = MONTHS[context.settings.general.period]
        return RevenuePerCustomer(context.recurring_movement.closing * months, stay.closing, recurring=True)
    return None


def revenue_per_customer_history(context: MetricContext) -> Floats:
    """Return the revenue per customer of each complete period, as `revenue_per_customer`, (n_periods,)."""
    closing = np.array([stay.closing for stay in context.stays], dtype=np.float64)
    if context.book is None:
        months = MONTHS[context.settings.general.period]
        running = [movement.closing * months for movement in context.recurring_movements]
        return divided(np.array(running), closing) if running else np.full(len(context.periods), np.nan)
    book, chosen = context.book, context.settings.figures.arpu_customers
    among = closing
    if chosen == "all":
        among = np.full(len(context.periods), float(context.n_customers))
    elif chosen == "buyers":
        among = _buyers_by_period(context, book)
    if not len(among):
        return np.full(len(context.periods), np.nan)
    return divided(context.by_period(book.line_day, book.line_net_amount), among)


def _buyers_by_period(context: MetricContext, book: OrderBook) -> Floats:
    """Return how many customers bought in each complete period, (n_periods,)."""
    index = period_index(book.day, context.settings.general.period)
    new = np.ones(book.n_orders, dtype=bool)
    new[1:] = (book.customer[1:] != book.customer[:-1]) | (index[1:] != index[:-1])
    return context.by_period(book.day[new])


def _divided_among(context: MetricContext, inside: Flags) -> int:
    """Return how many customers the revenue of the period is divided among, as the settings say."""
    chosen, book, stay = context.settings.figures.arpu_customers, context.book, context.stay
    if chosen == "all":
        return context.n_customers
    if chosen == "buyers" and book is not None:
        return len(np.unique(book.line_customer[inside & book.line_is_purchase]))
    return 0 if stay is None else stay.closing


def top_decile(book: OrderBook) -> Flags:
    """Return the ⌈0.1 n⌉ of the n customers with an order who have the most gross revenue, (n_customers,)."""
    buyers = np.flatnonzero(book.order_count > 0)
    size = math.ceil(round(TOP_SHARE * len(buyers), 9))
    best = buyers[np.argsort(-book.gross_total[buyers], kind="stable")[:size]]
    top = np.zeros(book.n_customers, dtype=bool)
    top[best] = True
    return top


def orders_by_period(context: MetricContext) -> Floats:
    """Return how many orders there were by the end of each complete period, (n_periods,)."""
    ends = np.array([period.end for period in context.periods], dtype=np.int64)
    if context.book is None:
        return np.full(len(ends), np.nan)
    return np.searchsorted(np.sort(context.book.day), ends, side="right").astype(np.float64)


def top_decile_by_period(context: MetricContext) -> Floats:
    """Return the share of gross revenue up to the end of each complete period that its best tenth holds."""
    book = context.book
    result = np.full(len(context.periods), np.nan)
    if book is None:
        return result
    by_day = np.argsort(book.day, kind="stable")
    customer, amount = book.customer[by_day], book.gross_amount[by_day]
    until = np.searchsorted(book.day[by_day], [period.end for period in context.periods], side="right")
    total = np.zeros(book.n_customers)
    begun = 0
    for place, end in enumerate(until):
        total += np.bincount(customer[begun:end], weights=amount[begun:end], minlength=book.n_customers)
        begun = end
        spent = total[total > 0]
        size = math.ceil(round(TOP_SHARE * len(spent), 9))
        if size:
            result[place] = np.partition(spent, len(spent) - size)[-size:].sum() / spent.sum()
    return result


def first_order_amount(book: OrderBook) -> Floats:
    """Return the gross amount of each customer's first order, shape (n_customers,); 0 without one."""
    first = np.ones(book.n_orders, dtype=bool)
    first[1:] = book.customer[1:] != book.customer[:-1]
    amount = np.zeros(book.n_customers)
    amount[book.customer[first]] = book.gross_amount[first]
    return amount


def buyers_by_orders(context: MetricContext, at_least: int) -> Floats:
    """Return how many customers had `at_least` orders by the end of each complete period, (n_periods,)."""
    book = context.book
    if book is None:
        return np.full(len(context.periods), np.nan)
    starts = np.cumsum(book.order_count) - book.order_count
    enough = book.order_count >= at_least
    reached = np.sort(book.day[starts[enough] + at_least - 1])
    ends = np.array([period.end for period in context.periods], dtype=np.int64)
    return np.searchsorted(reached, ends, side="right").astype(np.float64)


def divided(numerator: Floats, denominator: Floats) -> Floats:
    """Return numerator ÷ denominator, NaN where the denominator is not positive."""
    result: Floats = np.full(len(numerator), np.nan)
    np.divide(numerator, denominator, out=result, where=denominator > 0)
    return result
