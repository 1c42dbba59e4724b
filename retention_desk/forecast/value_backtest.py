"""How the value forecast would have done at earlier dates of the user's own past."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.order_value import BuyerForecast, PastForecasts
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import Progress

Floats = npt.NDArray[np.float64]

SEASON_DAYS = 365
SEASON_POWER = 0.75
LEAST_HISTORY_DAYS = 60
MOST_CUT_OFFS = 3


def cut_offs(first_day: int, last_day: int, horizon_days: int) -> tuple[int, ...]:
    """Return the days from which the forecast can be checked, latest first: the horizon after is over."""
    least = max(horizon_days, LEAST_HISTORY_DAYS)
    days = (last_day - k * horizon_days for k in range(1, MOST_CUT_OFFS + 1))
    return tuple(day for day in days if day - first_day >= least)


def window_totals(book: OrderBook, after: int, until: int) -> tuple[Floats, Floats]:
    """Return each customer's purchase days and spend in (`after`, `until`], each (n_customers,)."""
    inside = (book.purchase_day > after) & (book.purchase_day <= until)
    customer = book.purchase_customer[inside]
    orders = np.bincount(customer, minlength=book.n_customers).astype(np.float64)
    spend = np.bincount(customer, weights=book.purchase_amount[inside], minlength=book.n_customers)
    return orders, spend.astype(np.float64)


def backtest_value(past: PastForecasts, last_day: int, progress: Progress) -> dict[str, float] | None:
    """Return predicted against actual at the latest cut-off, and the error over the earlier ones.

    Parameters
    ----------
    past : PastForecasts
    last_day : int
        The as-of day, days since 1970-01-01.

    Returns
    -------
    dict or None
        ``cut_off_day``, ``customers``, ``predicted`` / ``actual`` / ``last_period`` (spend over the horizon
        after the cut-off; the last equals that of the horizon before it), the same with ``_orders``,
        ``capture_share`` (share of the real spend held by the fifth with the highest predicted) and
        ``capture_share_last_period``, ``auc`` of P(buys), ``decile_<k>_predicted`` / ``_actual`` (mean
        orders, 1 = lowest predicted), ``low_ratio`` / ``high_ratio`` (actual ÷ predicted over ``cut_offs``
        dates). None when the orders are too few days deep.
    """
    book, horizon_days = past.book, past.horizon_days
    days = cut_offs(int(book.purchase_day.min()), last_day, horizon_days) if len(book.purchase_day) else ()
    card: dict[str, float] | None = None
    ratios = []
    for place, day in enumerate(days):
        progress.step(place / len(days))
        forecast = past.at(day)
        if forecast is None:
            continue
        orders, spend = window_totals(book, day, day + horizon_days)
        actual = spend[forecast.counts.customer]
        predicted = float(forecast.spend.sum())
        if predicted > 0:
            ratios.append(float(actual.sum()) / predicted)
        if card is None:
            before = window_totals(book, day - horizon_days, day)
            card = _card(forecast, day, (orders, spend), before)
    if card is not None and ratios:
        card |= {"low_ratio": min(ratios), "high_ratio": max(ratios), "cut_offs": float(len(ratios))}
    return card


def _card(
    forecast: BuyerForecast, day: int, after: tuple[Floats, Floats], before: tuple[Floats, Floats]
) -> dict[str, float]:
    who = forecast.counts.customer
    orders, spend = after[0][who], after[1][who]
    last_orders, last_spend = before[0][who], before[1][who]
    card = {
        "cut_off_day": float(day),
        "customers": float(len(who)),
        "predicted": float(forecast.spend.sum()),
        "actual": float(spend.sum()),
        "last_period": float(last_spend.sum()),
        "predicted_orders": float(forecast.orders.sum()),
        "actual_orders": float(orders.sum()),
        "last_period_orders": float(last_orders.sum()),
        "auc": ranked_auc(orders > 0, forecast.p_buy),
    }
    if spend.sum() > 0:
        card["capture_share"] = _captured(spend, forecast.spend)
        card["capture_share_last_period"] = _captured(spend, last_spend)
    ranked = np.array_split(np.argsort(forecast.orders, kind="stable"), 10)
    for tenth, members in enumerate(ranked, 1):
        if len(members):
            card[f"decile_{tenth}_predicted"] = float(forecast.orders[members].mean())
            card[f"decile_{tenth}_actual"] = float(orders[members].mean())
    return card


def season_ratio(past: PastForecasts, last_day: int) -> float | None:
    """Return by what the same season a year ago beat the forecast, where using it is known to help.

    Notes
    -----
    (actual ÷ predicted)^0.75 of the horizon that began one year before `last_day`. It is given only when
    the same correction one horizon earlier brought the total nearer to what happened; that takes a year,
    two horizons and enough history before.
    """
    book, horizon_days = past.book, past.horizon_days
    if not len(book.purchase_day):
        return None
    first = int(book.purchase_day.min())
    least = max(horizon_days, LEAST_HISTORY_DAYS)
    if last_day - horizon_days - SEASON_DAYS - first < least:
        return None
    now, then, tested = (
        _ratio(past, day)
        for day in (last_day - SEASON_DAYS, last_day - horizon_days - SEASON_DAYS, last_day - horizon_days)
    )
    if now is None or then is None or tested is None:
        return None
    helped = abs(np.log(tested) - SEASON_POWER * np.log(then)) < abs(np.log(tested))
    return float(now**SEASON_POWER) if helped else None


def _ratio(past: PastForecasts, day: int) -> float | None:
    forecast = past.at(day)
    if forecast is None:
        return None
    actual = float(window_totals(past.book, day, day + past.horizon_days)[0][forecast.counts.customer].sum())
    predicted = float(forecast.orders.sum())
    return actual / predicted if actual > 0 and predicted > 0 else None


def ranked_auc(happened: npt.NDArray[np.bool_] | Iterable[bool], score: Floats) -> float:
    """Return the area under the ROC curve of a score (ties count half); NaN with one class only."""
    event = np.asarray(happened, dtype=bool)
    hits, misses = int(event.sum()), int((~event).sum())
    if not hits or not misses:
        return float("nan")
    values, place = np.unique(score, return_inverse=True)
    with_event = np.bincount(place[event], minlength=len(values))
    without = np.bincount(place[~event], minlength=len(values))
    below = np.cumsum(without) - without
    return float((with_event * (below + without / 2)).sum() / (hits * misses))


def _captured(spend: Floats, score: Floats) -> float:
    """Return the share of `spend` held by the top fifth by `score`, ties in the order of customers."""
    top = max(1, int(np.ceil(len(score) / 5)))
    best = np.argsort(-score, kind="stable")[:top]
    return float(spend[best].sum() / spend.sum())
