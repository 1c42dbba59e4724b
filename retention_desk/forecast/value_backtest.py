"""How the value forecast would have done at earlier dates of the user's own past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.order_value import BuyerForecast, PastForecasts
from retention_desk.foundation.lifetime_results import ValueCheck
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]

SEASON_DAYS = 365
SEASON_POWER = 0.75
LEAST_HISTORY_DAYS = 60
MOST_CUT_OFFS = 6
MANY_PURCHASES = 1_000_000
CUT_OFFS_OF_MANY = 3


def cut_offs(first_day: int, last_day: int, horizon_days: int, most: int = MOST_CUT_OFFS) -> tuple[int, ...]:
    """Return the days from which the forecast can be checked, latest first: the horizon after is over."""
    least = max(horizon_days, LEAST_HISTORY_DAYS)
    days = (last_day - k * horizon_days for k in range(1, most + 1))
    return tuple(day for day in days if day - first_day >= least)


def window_totals(book: OrderBook, after: int, until: int) -> tuple[Floats, Floats]:
    """Return each customer's purchase days and spend in (`after`, `until`], each (n_customers,)."""
    inside = (book.purchase_day > after) & (book.purchase_day <= until)
    customer = book.purchase_customer[inside]
    orders = np.bincount(customer, minlength=book.n_customers).astype(np.float64)
    spend = np.bincount(customer, weights=book.purchase_amount[inside], minlength=book.n_customers)
    return orders, spend.astype(np.float64)


def check_value(past: PastForecasts, last_day: int, progress: Progress = SILENT) -> tuple[ValueCheck, ...]:
    """Return predicted against actual spend at rolling cut-offs, the latest first.

    Parameters
    ----------
    past : PastForecasts
    last_day : int
        The as-of day, days since 1970-01-01.
    progress : Progress

    Notes
    -----
    Cut-offs are the horizon apart, so that no day's purchases count in two of them. Books of very many
    purchases are looked back at fewer.
    """
    book = past.book
    if not len(book.purchase_day):
        return ()
    most = MOST_CUT_OFFS if len(book.purchase_day) <= MANY_PURCHASES else CUT_OFFS_OF_MANY
    days = cut_offs(int(book.purchase_day.min()), last_day, past.horizon_days, most)
    checks = []
    for place, day in enumerate(days):
        part = progress.part(place / len(days), (place + 1) / len(days))
        part.step(0.0)
        forecast = past.at(day, part)
        if forecast is not None:
            checks.append(_check(past, forecast, day, part))
    return tuple(checks)


def _check(past: PastForecasts, forecast: BuyerForecast, day: int, progress: Progress) -> ValueCheck:
    book, horizon, who = past.book, past.horizon_days, forecast.counts.customer
    orders, spend = (column[who] for column in window_totals(book, day, day + horizon))
    last_orders, last_spend = (column[who] for column in window_totals(book, day - horizon, day))
    spent = bool(spend.sum() > 0)
    return ValueCheck(
        day=_date(day),
        customers=len(who),
        predicted=float(forecast.spend.sum()),
        actual=float(spend.sum()),
        last_period=float(last_spend.sum()),
        predicted_orders=float(forecast.orders.sum()),
        actual_orders=float(orders.sum()),
        last_period_orders=float(last_orders.sum()),
        season_ratio=season_of_last_year(past, day, progress),
        capture_share=captured_share(spend, forecast.spend) if spent else float("nan"),
        capture_share_last_period=captured_share(spend, last_spend) if spent else float("nan"),
        auc=ranked_auc(orders > 0, forecast.p_buy),
        tenths=_tenths(forecast, orders, spend),
    )


def season_of_last_year(past: PastForecasts, day: int, progress: Progress = SILENT) -> float | None:
    """Return by what the same season a year before `day` beat the forecast of then; None if not known.

    Notes
    -----
    (actual ÷ predicted orders)^0.75 of the horizon that began one year before `day`: shrunk, as a part of
    what was seen then is chance. It takes 15 months of orders at a horizon of 90 days.
    """
    book, horizon, then = past.book, past.horizon_days, day - SEASON_DAYS
    if not len(book.purchase_day) or horizon > SEASON_DAYS:
        return None
    if then - int(book.purchase_day.min()) < max(horizon, LEAST_HISTORY_DAYS):
        return None
    forecast = past.at(then, progress)
    if forecast is None:
        return None
    actual = float(window_totals(book, then, then + horizon)[0][forecast.counts.customer].sum())
    predicted = float(forecast.orders.sum())
    return float((actual / predicted) ** SEASON_POWER) if actual > 0 and predicted > 0 else None


def chosen_season(now: float | None, checks: Iterable[ValueCheck]) -> float | None:
    r"""Return the season's ratio for the coming horizon where it has helped at past cut-offs, else None.

    Parameters
    ----------
    now : float or None
        `season_of_last_year` of today.
    checks : iterable of ValueCheck

    Notes
    -----
    It has helped where the mean error of the total, \|ln(actual ÷ forecast)\|, is smaller with it than
    without. That takes one more horizon of orders than the ratio itself: 18 months at 90 days.
    """
    tested = [(check.ratio, check.season_ratio) for check in checks]
    errors = [(np.log(ratio), np.log(season)) for ratio, season in tested if ratio and season]
    if now is None or not errors:
        return None
    raw = np.mean([abs(error) for error, _ in errors])
    corrected = np.mean([abs(error - season) for error, season in errors])
    return now if corrected < raw else None


def backtest_card(checks: Sequence[ValueCheck]) -> dict[str, float] | None:
    """Return predicted against actual at the latest cut-off as plain figures; None without a cut-off.

    Returns
    -------
    dict or None
        ``cut_off_day``, ``customers``, ``predicted`` / ``actual`` / ``last_period`` (spend over the horizon
        after the cut-off; the last equals that of the horizon before it), the same with ``_orders``,
        ``capture_share`` (share of the real spend held by the fifth with the highest predicted) and
        ``capture_share_last_period``, ``auc`` of P(buys), ``decile_<k>_predicted`` / ``_actual`` (mean
        orders) and ``…_spend`` (mean spend; 1 = lowest predicted), ``low_ratio`` / ``high_ratio`` (actual ÷
        predicted over ``cut_offs`` dates).
    """
    if not checks:
        return None
    latest = checks[0]
    day = int(np.datetime64(latest.day, "D").astype(np.int64))
    names = ("predicted", "actual", "last_period")
    shown = ("auc", *names, *(f"{name}_orders" for name in names))
    shown += ("capture_share", "capture_share_last_period")
    card = {"cut_off_day": float(day), "customers": float(latest.customers)}
    card |= {name: getattr(latest, name) for name in shown if np.isfinite(getattr(latest, name))}
    if latest.tenths is not None:
        for place, name in enumerate(("predicted", "actual", "predicted_spend", "actual_spend")):
            found = enumerate(latest.tenths[:, place].tolist(), 1)
            card |= {f"decile_{tenth}_{name}": mean for tenth, mean in found if np.isfinite(mean)}
    ratios = [check.ratio for check in checks if check.ratio]
    if ratios:
        card |= {"low_ratio": min(ratios), "high_ratio": max(ratios), "cut_offs": float(len(ratios))}
    return card


def _tenths(forecast: BuyerForecast, orders: Floats, spend: Floats) -> Floats:
    """Return mean predicted and actual orders by tenth of predicted orders, and spend by tenth of spend."""
    columns = [
        of_tenths(column, promised)
        for promised, came in ((forecast.orders, orders), (forecast.spend, spend))
        for column in (promised, came)
    ]
    return np.stack(columns, axis=1)


def of_tenths(values: Floats, score: Floats) -> Floats:
    """Return the mean of `values` in each tenth by `score`, lowest first, (10,); NaN in an empty one."""
    ranked = np.array_split(np.argsort(score, kind="stable"), 10)
    return np.array([values[members].mean() if len(members) else np.nan for members in ranked])


def _date(day: int) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=day)


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


def captured_share(spend: Floats, score: Floats) -> float:
    """Return the share of `spend` held by the top fifth by `score`, ties in the order of customers."""
    top = max(1, int(np.ceil(len(score) / 5)))
    best = np.argsort(-score, kind="stable")[:top]
    return float(spend[best].sum() / spend.sum())
