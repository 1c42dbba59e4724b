"""The claims of the articles on the user's own data: does it hold, does it not, or is it too few to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.value_results import Claim, Verdict
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.claim_texts import CLAIMS, ClaimText
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of, needs_column
from retention_desk.metrics.revenue import TOP_SHARE, first_order_amount

FEWEST: Final = 30
RESAMPLES: Final = 200
MOST_RESAMPLED: Final = 20_000_000
TENURE_DAYS: Final = {"spend_after_six_months": 183, "spend_after_three_years": 1096}
AROUND_DAYS: Final = 46
FIRST_DAYS: Final = 30

Places = npt.NDArray[np.int64]
Measure = Callable[[Places], tuple[float, float]]
"""Takes places among those measured (repeats allowed); gives what is divided by what."""


@dataclass(frozen=True, eq=False)
class _Question:
    """How a claim is put to customers: who is measured, by what; `fewest` counts the smaller of two sides."""

    customers: npt.NDArray[Any]
    measure: Measure
    fewest: int | None = None
    why_few: Phrase | None = None


def check_claims(context: MetricContext) -> tuple[Claim, ...]:
    """Return each claim with the user's own figure, interval and verdict, in the order they are shown.

    Notes
    -----
    Intervals come from drawing customers again with replacement (seeded: the same data give the same
    interval). A claim holds where the whole interval reaches it, does not where the interval stays below it,
    and is too few to tell where it lies inside, or below thirty customers. Where a column is missing, the
    sentence says which.
    """
    book = context.book
    found: list[Claim] = []
    for key, text in CLAIMS.items():
        if key == "silent_leavers":
            found.append(_silent(context, text))
        elif book is None or not book.n_orders:
            found.append(_missing(key, text, needs_column(text.needs)))
        else:
            found.append(_asked(key, text, context, _QUESTIONS[key](key, context, book)))
    return tuple(found)


def _top_tenth(_key: str, _context: MetricContext, book: OrderBook) -> _Question:
    buyers = np.flatnonzero(book.order_count > 0)
    orders, spent = book.order_count[buyers].astype(np.float64), book.gross_total[buyers]

    def means(drawn: Places) -> tuple[float, float]:
        top = max(int(np.ceil(round(TOP_SHARE * len(drawn), 9))), 1)
        best = np.argpartition(-spent[drawn], min(top, len(drawn) - 1))
        high, low = drawn[best[:top]], drawn[best[top:]]
        return _ratio(spent[high].sum(), orders[high].sum()), _ratio(spent[low].sum(), orders[low].sum())

    return _Question(buyers, means)


def _existing_and_new(_key: str, context: MetricContext, book: OrderBook) -> _Question:
    period = context.period
    if period is None:
        why = phrase("Too few to tell: there is no complete period yet.")
        return _Question(np.zeros(0, np.int64), _nothing, why_few=why)
    inside = (book.line_day >= period.start) & (book.line_day <= period.end)
    lines: Floats = book.line_net_amount[inside]
    spent = np.bincount(book.line_customer[inside], weights=lines, minlength=book.n_customers)
    bought = np.zeros(book.n_customers, dtype=bool)
    bought[book.line_customer[inside & book.line_is_purchase]] = True
    who = np.flatnonzero(bought)
    amount, new = spent[who].astype(np.float64), book.first_day[who] >= period.start

    def means(drawn: Places) -> tuple[float, float]:
        fresh = new[drawn]
        return _mean(amount[drawn][~fresh]), _mean(amount[drawn][fresh])

    old, fresh = int((~new).sum()), int(new.sum())
    why = phrase("Too few to tell: {old:count} existing and {new:count} new customers.", old=old, new=fresh)
    return _Question(who, means, fewest=min(old, fresh), why_few=why)


def _by_tenure(key: str, context: MetricContext, book: OrderBook) -> _Question:
    """Return how an order grows with tenure, by customers who ordered both in their first month and then."""
    days = TENURE_DAYS[key]
    since = book.day - book.first_day[book.customer]
    parts = (since <= FIRST_DAYS, np.abs(since - days) <= AROUND_DAYS)
    first, then = (_mean_order(book, part) for part in parts)
    who = np.flatnonzero((first > 0) & (then > 0))
    before, after = first[who], then[who]

    def means(drawn: Places) -> tuple[float, float]:
        return _mean(after[drawn]), _mean(before[drawn])

    reach = 0 if context.event_range is None else context.event_range[1] - context.event_range[0]
    why = None
    if reach < days - AROUND_DAYS:
        why = phrase(
            "Too few to tell: the orders reach back {reach:count} days, the claim needs {needed:count}.",
            reach=reach, needed=days,
        )  # fmt: skip
    return _Question(who, means, why_few=why)


def _mean_order(book: OrderBook, part: npt.NDArray[np.bool_]) -> Floats:
    """Return the mean amount of each customer's orders in a part, 0 without any, shape (n_customers,)."""
    n = np.bincount(book.customer[part], minlength=book.n_customers)
    total = np.bincount(book.customer[part], weights=book.gross_amount[part], minlength=book.n_customers)
    means: Floats = np.divide(total, n, out=np.zeros(book.n_customers), where=n > 0)
    return means


def _repeat_revenue(_key: str, _context: MetricContext, book: OrderBook) -> _Question:
    buyers = np.flatnonzero(book.order_count > 0)
    total = book.gross_total[buyers]
    again = total - first_order_amount(book)[buyers]

    def sums(drawn: Places) -> tuple[float, float]:
        return float(again[drawn].sum()), float(total[drawn].sum())

    return _Question(buyers, sums)


_QUESTIONS: Final[dict[str, Callable[[str, MetricContext, OrderBook], _Question]]] = {
    "top_tenth_order_value": _top_tenth,
    "existing_against_new": _existing_and_new,
    "spend_after_six_months": _by_tenure,
    "spend_after_three_years": _by_tenure,
    "repeat_revenue": _repeat_revenue,
}


def _silent(context: MetricContext, text: ClaimText) -> Claim:
    metric = figure_of(load_catalogue(kpis, Kpi)[text.figure], text.figure, context)
    if metric.value is None:
        return _missing("silent_leavers", text, metric.missing or needs_column(text.needs))
    formula = _formula(text, metric.numerator, metric.denominator)
    bounds = (metric.low, metric.high) if metric.n >= FEWEST else (None, None)
    return _claim("silent_leavers", text, metric.value, bounds, metric.n, formula, _left(metric, context))


def _left(metric: Metric, context: MetricContext) -> tuple[int, ...]:
    """Return the positions of those who left in the period, as the figure counts them."""
    if context.presence is None or context.period is None:
        return ()
    present, period = context.presence, context.period
    gone = np.flatnonzero(present.active_at(period.opening_day) & ~present.active_at(period.end))
    return tuple(gone.tolist()) if len(gone) == metric.n else ()


def _asked(key: str, text: ClaimText, context: MetricContext, question: _Question) -> Claim:
    """Return a claim with the user's own figure and the interval of drawing customers again."""
    n = len(question.customers)
    over, under = question.measure(np.arange(n)) if n else (float("nan"), float("nan"))
    value = _ratio(over, under)
    known = bool(np.isfinite(value))
    fewest = n if question.fewest is None else question.fewest
    bounds = _interval(question.measure, n) if known and fewest >= FEWEST else (None, None)
    formula = _formula(text, context.money(over), context.money(under)) if known else NOTHING_SAID
    return _claim(
        key, text, float(value) if known else None, bounds, n, formula,
        tuple(question.customers.tolist()), question.why_few,
    )  # fmt: skip


def _formula(text: ClaimText, over: Any, under: Any) -> Phrase:
    return phrase(text.formula.text, over=over, under=under)


def _interval(measure: Measure, n: int) -> tuple[float, float]:
    times = max(min(RESAMPLES, MOST_RESAMPLED // n), 40)
    draw = np.random.default_rng(n)
    found = np.array([_ratio(*measure(draw.integers(0, n, n))) for _ in range(times)])
    known = found[np.isfinite(found)]
    return float(np.quantile(known, 0.025)), float(np.quantile(known, 0.975))


def _missing(key: str, text: ClaimText, why: Phrase) -> Claim:
    return Claim(
        key, text.statement, text.source, text.unit, text.claimed, None, None, None, 0, "missing",
        phrase("Cannot be asked here: {why}.", why=why), text.quoted, text.method, figure=text.figure,
    )  # fmt: skip


def _claim(
    key: str,
    text: ClaimText,
    value: float | None,
    bounds: tuple[float | None, float | None],
    n: int,
    formula: Phrase,
    customers: tuple[int, ...],
    why_few: Phrase | None = None,
) -> Claim:
    low, high = bounds
    verdict = verdict_of(low, high, text.claimed)
    sentence = why_few or phrase("Too few to tell: n = {n:count}.", n=n)
    if value is not None and low is not None and high is not None:
        template = _SENTENCES[text.unit == "share", verdict].text
        sentence = phrase(template, low=low, high=high, n=n, value=value, claimed=text.claimed)
    return Claim(
        key, text.statement, text.source, text.unit, text.claimed, value, low, high, n, verdict, sentence,
        text.quoted, text.method, formula, text.figure, customers,
    )  # fmt: skip


def verdict_of(low: float | None, high: float | None, claimed: float) -> Verdict:
    """Return what an interval says to a claim of at least `claimed`; its ends count as reached."""
    if low is None or high is None:
        return "too_few"
    return "holds" if low >= claimed else "does_not" if high < claimed else "too_few"


_SENTENCES: Final = {
    (False, "holds"): phrase(
        "Holds here: {value:number2} times ({low:number2} to {high:number2}), n = {n:count}."
    ),
    (False, "does_not"): phrase(
        "Does not hold here: {value:number2} times ({low:number2} to {high:number2}), n = {n:count}."
    ),
    (False, "too_few"): phrase(
        "Too few to tell: {value:number2} times, but from {low:number2} to {high:number2} all is possible, "
        "and {claimed:number2} lies inside; n = {n:count}."
    ),
    (True, "holds"): phrase("Holds here: {value:share} ({low:share} to {high:share}), n = {n:count}."),
    (True, "does_not"): phrase(
        "Does not hold here: {value:share} ({low:share} to {high:share}), n = {n:count}."
    ),
    (True, "too_few"): phrase(
        "Too few to tell: {value:share}, but from {low:share} to {high:share} all is possible, and "
        "{claimed:share} lies inside; n = {n:count}."
    ),
}


def _nothing(_drawn: Places) -> tuple[float, float]:
    return float("nan"), float("nan")


def _ratio(over: float, under: float) -> float:
    return float(over / under) if under > 0 else float("nan")


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else float("nan")
