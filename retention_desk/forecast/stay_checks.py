"""What the value of subscribers promised on past days, against the revenue that then came."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.contractual_value import revenue_over, subscription_revenue
from retention_desk.forecast.order_value import DAYS_PER_MONTH
from retention_desk.forecast.value_backtest import MOST_CUT_OFFS, captured_share, cut_offs, of_tenths
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.lifetime_results import ValueCheck
from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]


def check_subscriptions(
    data: CustomerData, horizon_days: int, progress: Progress = SILENT
) -> tuple[ValueCheck, ...]:
    """Return predicted against actual revenue at rolling cut-offs, the latest first; () without dates.

    Notes
    -----
    Each forecast sees the data as they stood on its day (`CustomerData.until`). Actual is the revenue of the
    customers known then: monthly amount × days running in the horizon, new contracts of theirs included.
    """
    table = data.events.get("subscriptions")
    if table is None or not len(table) or data.as_of is None:
        return ()
    today = int(np.datetime64(data.as_of, "D").astype(np.int64))
    start = table["started_on"].to_numpy().astype("datetime64[D]").astype(np.float64)
    days = cut_offs(int(np.nanmin(start)), today, horizon_days, MOST_CUT_OFFS)
    checks = []
    for place, day in enumerate(days):
        progress.step(place / len(days))
        found = _check(data, day, horizon_days)
        if found is not None:
            checks.append(found)
    return tuple(checks)


def _check(data: CustomerData, day: int, horizon_days: int) -> ValueCheck | None:
    date = dt.date(1970, 1, 1) + dt.timedelta(days=day)
    past = data.until(date)
    revenue = subscription_revenue(past)
    if revenue is None:
        return None
    promised = np.nan_to_num(revenue_over(revenue, horizon_days))
    place = data.customer_ids.get_indexer(past.customer_ids)
    actual = revenue_between(data, day, day + horizon_days)[place]
    before = revenue_between(data, day - horizon_days, day)[place]
    spent = bool(actual.sum() > 0)
    return ValueCheck(
        day=date,
        customers=int((revenue.amounts > 0).sum()),
        predicted=float(promised.sum()),
        actual=float(actual.sum()),
        last_period=float(before.sum()),
        capture_share=captured_share(actual, promised) if spent else float("nan"),
        capture_share_last_period=captured_share(actual, before) if spent else float("nan"),
        tenths=_tenths(promised, actual),
    )


def _tenths(promised: Floats, came: Floats) -> Floats:
    unknown = np.full(10, np.nan)
    return np.stack([unknown, unknown, of_tenths(promised, promised), of_tenths(came, promised)], axis=1)


def revenue_between(data: CustomerData, after: int, until: int) -> Floats:
    """Return the revenue of each customer in (`after`, `until`]: monthly amount × days running, (n,)."""
    table = data.events["subscriptions"]
    start = table["started_on"].to_numpy().astype("datetime64[D]").astype(np.float64)
    ended = table["ended_on"].to_numpy().astype("datetime64[D]")
    end = np.where(np.isnat(ended), np.inf, ended.astype(np.float64))
    days = np.clip(np.minimum(end, until) - np.maximum(start, after), 0.0, None)
    amount = np.nan_to_num(table["mrr"].to_numpy(dtype=np.float64)) * np.nan_to_num(days) / DAYS_PER_MONTH
    customer = table["customer"].to_numpy()
    return np.bincount(customer, weights=amount, minlength=data.n_customers).astype(np.float64)
