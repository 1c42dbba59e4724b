"""What the customers of each cohort brought, and are expected to bring."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats
from retention_desk.foundation.value_results import ValueByCohort
from retention_desk.metrics.activity import NEVER
from retention_desk.metrics.cohorts import GRID_PERIOD
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.periods import date_of, period_at, period_index


def value_by_cohort(context: MetricContext, lifetime_value: Floats) -> ValueByCohort | None:
    """Return mean revenue to date and mean lifetime value by period of the beginning; None without dates.

    Parameters
    ----------
    context : MetricContext
    lifetime_value : ndarray of float, shape (n_customers,)
        NaN unknown; the unknown are left out of the mean.
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
    revenue = np.full(context.n_customers, np.nan) if context.book is None else context.book.net_total
    lifetime = _means(place, lifetime_value[known], k)
    cost = context.settings.value.acquisition_cost
    return ValueByCohort(
        period=period,
        starts=tuple(date_of(period_at(first + step, period).start) for step in range(k)),
        size=np.bincount(place, minlength=k).astype(np.int64),
        revenue_amount=_means(place, revenue[known], k),
        lifetime_amount=lifetime,
        ltv_cac=lifetime / cost if cost else np.full(k, np.nan),
    )


def _means(place: np.ndarray, values: Floats, k: int) -> Floats:
    there = np.isfinite(values)
    count = np.bincount(place[there], minlength=k)
    total = np.bincount(place[there], weights=values[there], minlength=k)
    means: Floats = np.full(k, np.nan)
    np.divide(total, count, out=means, where=count > 0)
    return means
