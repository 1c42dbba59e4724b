"""The claims of the articles on the user's own data: does it hold, does it not, or is it too few to tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Floats, Unit
from retention_desk.foundation.value_results import Claim, Verdict
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of
from retention_desk.metrics.revenue import TOP_SHARE, first_order_amount

FEWEST: Final = 30
RESAMPLES: Final = 200
MOST_RESAMPLED: Final = 20_000_000
TENURES: Final = (("six_months", 183, 0.30), ("three_years", 1096, 0.45))
AROUND_DAYS: Final = 46
FIRST_DAYS: Final = 30
GLOSSARY: Final = phrase("glossary article on customer retention (third source)")
Measure = Callable[[npt.NDArray[np.int64]], float]


def check_claims(context: MetricContext) -> tuple[Claim, ...]:
    """Return each claim that the data can be asked about, with the user's own figure, interval and verdict.

    Notes
    -----
    Intervals come from drawing customers again with replacement (seeded: the same data give the same
    interval). A claim holds when the upper end of the interval reaches it; below thirty customers it is too
    few to tell.
    """
    book = context.book
    found: list[Claim] = []
    if book is not None and book.n_orders:
        found.append(_top_tenth(book))
        if context.period is not None:
            found.append(_existing_and_new(context, book))
        found.extend(_by_tenure(book, key, days, more) for key, days, more in TENURES)
        found.append(_repeat_revenue(book))
    silent = _silent(context)
    return (*found, silent) if silent is not None else tuple(found)


def _top_tenth(book: OrderBook) -> Claim:
    buyers = np.flatnonzero(book.order_count > 0)
    orders, spent = book.order_count[buyers].astype(np.float64), book.gross_total[buyers]

    def ratio(drawn: npt.NDArray[np.int64]) -> float:
        top = max(int(np.ceil(round(TOP_SHARE * len(drawn), 9))), 1)
        best = np.argpartition(-spent[drawn], min(top, len(drawn) - 1))
        high, low = drawn[best[:top]], drawn[best[top:]]
        return _ratio(
            _ratio(spent[high].sum(), orders[high].sum()), _ratio(spent[low].sum(), orders[low].sum())
        )

    return _claim(
        "top_tenth_order_value",
        phrase("The best tenth of customers spends twice as much an order as the others."),
        "ratio", 2.0, ratio, len(buyers),
    )  # fmt: skip


def _existing_and_new(context: MetricContext, book: OrderBook) -> Claim:
    period = context.period
    assert period is not None
    inside = (book.line_day >= period.start) & (book.line_day <= period.end)
    lines: Floats = book.line_net_amount[inside]
    spent = np.bincount(book.line_customer[inside], weights=lines, minlength=book.n_customers)
    bought = np.zeros(book.n_customers, dtype=bool)
    bought[book.line_customer[inside & book.line_is_purchase]] = True
    who = np.flatnonzero(bought)
    amount, new = spent[who].astype(np.float64), book.first_day[who] >= period.start

    def ratio(drawn: npt.NDArray[np.int64]) -> float:
        fresh = new[drawn]
        return _ratio(_mean(amount[drawn][~fresh]), _mean(amount[drawn][fresh]))

    fewest = int(min(new.sum(), (~new).sum())) if len(who) else 0
    return _claim(
        "existing_against_new",
        phrase("Existing customers spend 67 % more than new ones."),
        "ratio", 1.67, ratio, len(who), enough=fewest >= FEWEST,
    )  # fmt: skip


def _by_tenure(book: OrderBook, key: str, days: int, more: float) -> Claim:
    """Return how an order grows with tenure, by customers who ordered both in their first month and then."""
    since = book.day - book.first_day[book.customer]
    early, late = since <= FIRST_DAYS, np.abs(since - days) <= AROUND_DAYS
    n = book.n_customers
    first, then = (
        np.divide(
            np.bincount(book.customer[part], weights=book.gross_amount[part], minlength=n),
            np.bincount(book.customer[part], minlength=n),
            out=np.zeros(n),
            where=np.bincount(book.customer[part], minlength=n) > 0,
        )
        for part in (early, late)
    )
    who = np.flatnonzero((first > 0) & (then > 0))
    before, after = first[who], then[who]

    def ratio(drawn: npt.NDArray[np.int64]) -> float:
        return _ratio(after[drawn].sum(), before[drawn].sum())

    statement = (
        phrase("After six months a customer spends 30 % more an order.")
        if key == "six_months"
        else phrase("After three years a customer spends 45 % more an order.")
    )
    return _claim(f"spend_after_{key}", statement, "ratio", 1.0 + more, ratio, len(who))


def _repeat_revenue(book: OrderBook) -> Claim:
    buyers = np.flatnonzero(book.order_count > 0)
    total = book.gross_total[buyers]
    again = total - first_order_amount(book)[buyers]

    def share(drawn: npt.NDArray[np.int64]) -> float:
        return _ratio(again[drawn].sum(), total[drawn].sum())

    statement = phrase("Customers who come back bring more than half of the revenue.")
    return _claim("repeat_revenue", statement, "share", 0.5, share, len(buyers))


def _silent(context: MetricContext) -> Claim | None:
    metric = figure_of(load_catalogue(kpis, Kpi)["silent_leavers_share"], "silent_leavers_share", context)
    if metric.value is None:
        return None
    statement = phrase("56 % of those who leave never complained.")
    bounds = (metric.low, metric.high)
    return _judged(
        "silent_leavers", statement, "share", 0.56, metric.value, bounds, metric.n, metric.n >= FEWEST
    )


def _claim(
    key: str, statement: Phrase, unit: Unit, claimed: float, measure: Measure, n: int, *, enough: bool = True
) -> Claim:
    """Return a claim with the user's own figure and the interval of drawing `n` customers again."""
    value = measure(np.arange(n)) if n else float("nan")
    if n < FEWEST or not enough or not np.isfinite(value):
        own = float(value) if np.isfinite(value) else None
        return _judged(key, statement, unit, claimed, own, (None, None), n, enough=False)
    low, high = _interval(measure, n)
    return _judged(key, statement, unit, claimed, float(value), (low, high), n, enough=True)


def _interval(measure: Measure, n: int) -> tuple[float, float]:
    times = max(min(RESAMPLES, MOST_RESAMPLED // n), 40)
    draw = np.random.default_rng(n)
    found = np.array([measure(draw.integers(0, n, n)) for _ in range(times)])
    known = found[np.isfinite(found)]
    return float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))


def _judged(
    key: str,
    statement: Phrase,
    unit: Unit,
    claimed: float,
    value: float | None,
    bounds: tuple[float | None, float | None],
    n: int,
    enough: bool,
) -> Claim:
    low, high = bounds
    verdict: Verdict = "too_few"
    sentence = phrase("Too few to tell: n = {n:count}.", n=n)
    if enough and value is not None and high is not None and low is not None:
        verdict = "holds" if high >= claimed else "does_not"
        said = {"low": low, "high": high, "n": n, "value": value}
        sentence = _SENTENCES[unit == "share", verdict]
        sentence = Phrase(sentence.text, said)
    return Claim(key, statement, GLOSSARY, unit, claimed, value, low, high, n, verdict, sentence)


_SENTENCES: Final = {
    (False, "holds"): phrase(
        "Holds here: {value:number2} times ({low:number2} to {high:number2}), n = {n:count}."
    ),
    (False, "does_not"): phrase(
        "Does not hold here: {value:number2} times ({low:number2} to {high:number2}), n = {n:count}."
    ),
    (True, "holds"): phrase("Holds here: {value:share} ({low:share} to {high:share}), n = {n:count}."),
    (True, "does_not"): phrase(
        "Does not hold here: {value:share} ({low:share} to {high:share}), n = {n:count}."
    ),
}


def _ratio(over: float, under: float) -> float:
    return float(over / under) if under > 0 else float("nan")


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")
