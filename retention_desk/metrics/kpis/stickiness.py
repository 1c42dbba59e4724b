"""Stickiness: how much of a month its active customers come, daily actives of monthly ones."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import seen_rows
from retention_desk.metrics.kpi import Kpi, needs_column, ratio_metric, unknown
from retention_desk.metrics.kpis.mau import DAYS


def _compute(context: MetricContext) -> Metric:
    seen = context.seen_in_last(DAYS)
    if seen is None or context.as_of_day is None:
        return unknown("stickiness", "share", needs_column("activity.happened_on", "orders.ordered_on"))
    n = int(seen.sum())
    days = _customer_days(context, context.as_of_day)
    formula = phrase("{days:count} customer-days ÷ ({n:count} customers × 30 days)", days=days, n=n)
    period = context.window(DAYS)
    return ratio_metric("stickiness", "share", days, DAYS * n, formula=formula, n=n, period=period)


def _customer_days(context: MetricContext, end: int) -> int:
    """Return on how many days, all customers together, somebody came in the last 30."""
    customer, day = context.seen_days
    kept = (day > end - DAYS) & (day <= end)
    return len(np.unique(customer[kept].astype(np.int64) * DAYS + (end - day[kept])))


ENTRY = Kpi(
    key="stickiness",
    label=phrase("Stickiness"),
    unit="share",
    definition=phrase(
        "Daily active customers, on average over the 30 days up to the as-of date, ÷ monthly active "
        "customers: 100 % when everybody comes every day."
    ),
    compute=_compute,
    better="higher",
    order=34,
    adds="parts",
    evidence=seen_rows(30),
)
