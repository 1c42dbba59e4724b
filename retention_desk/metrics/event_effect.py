"""Later purchases of those who came to an event, against others who were like them before it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.community import attendance_flags
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import OrderBook, day_number
from retention_desk.foundation.strategy_results import EventDay, EventEffect

WINDOW_DAYS: Final = 90
BEFORE_DAYS: Final = 365
ORDER_STEPS: Final = (1, 2, 3, 4, 5, 7, 9, 12, 16, 22)
SILENCE_STEPS: Final = (15, 30, 60, 120, 366)
SPEND_PARTS: Final = 4
FEWEST_OTHERS: Final = 2
_Z: Final = 1.959963984540054

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Compared:
    """Strata of one or several events: numbers, and what both sides bought in the window."""

    day: int
    attended: int
    came: Floats
    came_bought: Floats
    came_spend: tuple[Floats, Floats]
    rest: Floats
    rest_bought: Floats
    rest_spend: tuple[Floats, Floats]
    naive: tuple[float, float]


def event_effect(
    data: CustomerData, book: OrderBook | None, window_days: int = WINDOW_DAYS
) -> EventEffect | None:
    """Return what those who came to events bought later, against matched others; None where nothing tells.

    Parameters
    ----------
    data : CustomerData
    book : OrderBook or None
    window_days : int
        Length of the time looked at after each event.

    Notes
    -----
    Coarsened exact matching within each event: customers of the same class of orders, silence and spend in
    the year before it. Others did not come to any event from a window before it to a window after. The
    differences of the classes are weighted by how many came; the variance is that of a difference of two
    shares (of two means for the amount), class by class.

    References
    ----------
    Iacus, King, Porro (2012), Causal inference without balance checking: coarsened exact matching.
    """
    table = data.events.get("community")
    if table is None or book is None or data.as_of is None:
        return None
    came = attendance_flags(table)
    if not came.any():
        return None
    customer = table["customer"].to_numpy(dtype=np.int64)[came]
    day = day_number(table["happened_on"][came]).astype(np.int64)
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    over = day + window_days <= today
    compared = [
        one
        for event in np.unique(day[over]).tolist()
        if (one := _compare(event, customer, day, book, window_days)) is not None
    ]
    if not compared:
        return None
    return _effect(compared, window_days, int((~over).sum()))


def _compare(event: int, customer: Codes, day: Codes, book: OrderBook, window_days: int) -> _Compared | None:
    """Return the strata of one event."""
    n = book.n_customers
    came = np.zeros(n, dtype=bool)
    came[customer[day == event]] = True
    near = np.zeros(n, dtype=bool)
    near[customer[np.abs(day - event) <= window_days]] = True
    started = (book.order_count > 0) & (book.first_day < event)
    stratum, strata = _strata(event, book)
    bought, spend = _later(event, book, window_days)
    mine, rest = came & started, started & ~near
    if not mine.any() or not rest.any():
        return None
    naive = (float(bought[mine].mean()), float(bought[rest].mean()))
    sides = [
        (
            _sums(stratum, strata, side),
            _sums(stratum, strata, side, bought),
            _moments(stratum, strata, side, spend),
        )
        for side in (mine, rest)
    ]
    return _Compared(event, int(came.sum()), *sides[0], *sides[1], naive)


def _strata(event: int, book: OrderBook) -> tuple[Codes, int]:
    """Return the class of each customer by orders, silence and spend in the year before, and how many."""
    year = (book.day < event) & (book.day >= event - BEFORE_DAYS)
    n = book.n_customers
    orders = np.bincount(book.customer[year], minlength=n)
    spend = np.bincount(book.customer[year], weights=book.gross_amount[year], minlength=n)
    last = np.full(n, event - BEFORE_DAYS - 1, dtype=np.int64)
    np.maximum.at(last, book.customer[year], book.day[year])
    order_class = np.digitize(orders, ORDER_STEPS)
    silence_class = np.digitize(event - last, SILENCE_STEPS)
    per_order = spend[orders > 0] / orders[orders > 0]
    parts = np.arange(1, SPEND_PARTS) / SPEND_PARTS
    cuts = np.quantile(per_order, parts) if len(per_order) else np.zeros(0)
    spend_class = np.digitize(spend / np.maximum(orders, 1), cuts)
    width = len(SILENCE_STEPS) + 1
    stratum = (order_class * width + silence_class) * SPEND_PARTS + spend_class
    return stratum.astype(np.int64), (len(ORDER_STEPS) + 1) * width * SPEND_PARTS


def _later(event: int, book: OrderBook, window_days: int) -> tuple[Floats, Floats]:
    """Return who bought (1 or 0) and the net amount in the window after the event, per customer."""
    n = book.n_customers
    ordered = (book.day > event) & (book.day <= event + window_days)
    bought = (np.bincount(book.customer[ordered], minlength=n) > 0).astype(np.float64)
    lines = (book.line_day > event) & (book.line_day <= event + window_days)
    amount = np.bincount(book.line_customer[lines], weights=book.line_net_amount[lines], minlength=n)
    return bought, amount.astype(np.float64)


def _sums(stratum: Codes, strata: int, chosen: Flags, weights: Floats | None = None) -> Floats:
    picked = None if weights is None else weights[chosen]
    return np.bincount(stratum[chosen], weights=picked, minlength=strata).astype(np.float64)


def _moments(stratum: Codes, strata: int, chosen: Flags, values: Floats) -> tuple[Floats, Floats]:
    """Return sum and sum of squares of each class."""
    return _sums(stratum, strata, chosen, values), _sums(stratum, strata, chosen, values**2)


def _effect(compared: list[_Compared], window_days: int, too_recent: int) -> EventEffect:
    """Return the differences of all events together."""
    rows = [_matched(one) for one in compared]
    came = np.concatenate([one.came[row] for one, row in zip(compared, rows, strict=True)])
    rest = np.concatenate([one.rest[row] for one, row in zip(compared, rows, strict=True)])
    weight = came / came.sum() if came.sum() else came
    mine = np.concatenate([one.came_bought[r] for one, r in zip(compared, rows, strict=True)]) / came
    others = np.concatenate([one.rest_bought[r] for one, r in zip(compared, rows, strict=True)]) / rest
    pooled = (mine * came + others * rest) / (came + rest)
    variance = float((weight**2 * pooled * (1 - pooled) * (1 / came + 1 / rest)).sum())
    difference = float((weight * (mine - others)).sum())
    spend, spend_variance = _spend_difference(compared, rows, weight)
    attended = sum(one.attended for one in compared)
    known = [one.came.sum() for one in compared]
    naive = sum(n * (one.naive[0] - one.naive[1]) for n, one in zip(known, compared, strict=True))
    half, spend_half = _Z * variance**0.5, _Z * spend_variance**0.5
    return EventEffect(
        window_days, attended, int(came.sum()), int(rest.sum()), too_recent,
        float((weight * mine).sum()), float((weight * others).sum()),
        difference, difference - half, difference + half, float(naive / sum(known)),
        spend, spend - spend_half, spend + spend_half,
        tuple(_day(one, row) for one, row in zip(compared, rows, strict=True)),
    )  # fmt: skip


def _matched(one: _Compared) -> Flags:
    """Return the classes in which somebody came and enough others did not."""
    return (one.came > 0) & (one.rest >= FEWEST_OTHERS)


def _spend_difference(compared: list[_Compared], rows: list[Flags], weight: Floats) -> tuple[float, float]:
    """Return the weighted difference of the amounts per head, and its variance."""
    means, variances = [], []
    for one, row in zip(compared, rows, strict=True):
        pooled_n = one.came[row] + one.rest[row]
        total = one.came_spend[0][row] + one.rest_spend[0][row]
        squares = one.came_spend[1][row] + one.rest_spend[1][row]
        spread = np.maximum(squares / pooled_n - (total / pooled_n) ** 2, 0.0) * pooled_n / (pooled_n - 1)
        means.append(one.came_spend[0][row] / one.came[row] - one.rest_spend[0][row] / one.rest[row])
        variances.append(spread * (1 / one.came[row] + 1 / one.rest[row]))
    difference, variance = np.concatenate(means), np.concatenate(variances)
    return float((weight * difference).sum()), float((weight**2 * variance).sum())


def _day(one: _Compared, row: Flags) -> EventDay:
    """Return one event with the shares of both sides."""
    n = one.came[row].sum()
    if not n:
        return EventDay(_date(one.day), one.attended, 0, float("nan"), float("nan"))
    weight = one.came[row] / n
    mine = float((weight * one.came_bought[row] / one.came[row]).sum())
    others = float((weight * one.rest_bought[row] / one.rest[row]).sum())
    return EventDay(_date(one.day), one.attended, int(n), mine, others)


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)
