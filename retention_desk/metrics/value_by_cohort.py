"""What the customers of each cohort brought, and are expected to bring."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats
from retention_desk.foundation.value_results import ValueByCohort
from retention_desk.metrics.acquisition import acquisition_costs
from retention_desk.metrics.activity import NEVER
from retention_desk.metrics.cohorts import GRID_PERIOD
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.hazard import MONTH_DAYS
from retention_desk.metrics.periods import date_of, period_at, period_index


def value_by_cohort(context: MetricContext, lifetime_value: Floats) -> ValueByCohort | None:
    """Return mean revenue to date and mean lifetime value by period of the beginning; None without dates.

    Revenue is net revenue of orders, else what subscriptions have run up to the as-of date.

    Parameters
    ----------
    context : MetricContext
    lifetime_value : ndarray of float, shape (n_customers,)
        NaN unknown; the unknown are left out of the mean.

    Notes
    -----
    LTV : CAC = (margin share × revenue to date + lifetime value from now on) ÷ acquisition cost: what a
    customer brought counts as much as what is still expected. Where the cost differs by channel, it is the
    mean over the cohort's customers. Where nothing is known to have been paid so far, the value from now on
    alone is divided.
    """
    present = context.presence
    if present is None:
        return None
    known = (present.first_seen > -NEVER) & (present.first_seen < NEVER)
    if not known.any():
        return None
    period = GRID_PERIOD[context.settings.general.period]
    index = period_index(present.first_seen[known], period)
    first, k = int(index.min()), int(index.max() - index.min()) + 1
    place = index - first
    value = context.settings.value
    revenue, costs = _revenue_to_date(context)[known], acquisition_costs(context)
    cost = None if costs is None else _mean(costs[known]) or None
    expected = lifetime_value[known]
    earned = revenue * value.margin_share
    whole = np.where(np.isfinite(earned), earned, 0.0) + expected
    size = np.bincount(place, minlength=k).astype(np.int64)
    return ValueByCohort(
        period=period,
        starts=tuple(date_of(period_at(first + step, period).start) for step in range(k)),
        size=size,
        revenue_amount=_means(place, revenue, k),
        earned_amount=_means(place, earned, k),
        lifetime_amount=_means(place, expected, k),
        ltv_cac=_ratio(_means(place, whole, k), None if costs is None else _means(place, costs[known], k)),
        ltv_cac_all=_mean(whole) / cost if cost else float("nan"),
        earned_all=_mean(earned),
        lifetime_all=_mean(expected),
        acquisition_cost=None if cost is None or not np.isfinite(cost) else cost,
        margin_share=value.margin_share,
        currency=context.currency,
        members=tuple(np.flatnonzero(known)[place == step] for step in range(k)),
    )


def _revenue_to_date(context: MetricContext) -> Floats:
    """Return what each customer has brought up to the as-of date, NaN unknown, shape (n_customers,)."""
    if context.book is not None:
        return context.book.net_total
    recurring, day = context.recurring, context.as_of_day
    if recurring is None or day is None:
        return np.full(context.n_customers, np.nan)
    days = np.clip(np.minimum(recurring.end.astype(np.int64), day + 1) - recurring.start, 0, None)
    amount = recurring.monthly_amount * days / MONTH_DAYS
    total = np.bincount(recurring.customer, weights=amount, minlength=context.n_customers)
    return total.astype(np.float64)


def _ratio(amounts: Floats, costs: Floats | None) -> Floats:
    if costs is None:
        return np.full(len(amounts), np.nan)
    ratio: Floats = np.full(len(amounts), np.nan)
    np.divide(amounts, costs, out=ratio, where=costs > 0)
    return ratio


def _means(place: np.ndarray, values: Floats, k: int) -> Floats:
    there = np.isfinite(values)
    count = np.bincount(place[there], minlength=k)
    total = np.bincount(place[there], weights=values[there], minlength=k)
    means: Floats = np.full(k, np.nan)
    np.divide(total, count, out=means, where=count > 0)
    return means


def _mean(values: Floats) -> float:
    there = np.isfinite(values)
    return float(values[there].mean()) if there.any() else float("nan")
