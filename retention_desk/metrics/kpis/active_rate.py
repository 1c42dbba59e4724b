"""Active rate: monthly active customers of all customers."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import seen_rows
from retention_desk.metrics.kpi import Kpi, needs_column, share_metric, unknown
from retention_desk.metrics.kpis._activity import seen_history
from retention_desk.metrics.kpis.mau import DAYS
from retention_desk.metrics.members import seen
from retention_desk.metrics.revenue import divided


def _compute(context: MetricContext) -> Metric:
    seen = context.seen_in_last(DAYS)
    if seen is None:
        return unknown("active_rate", "share", needs_column("activity.happened_on", "orders.ordered_on"))
    return share_metric("active_rate", int(seen.sum()), context.n_customers, period=context.window(DAYS))


def _history(context: MetricContext) -> Floats:
    return divided(seen_history(context, DAYS), context.known_by_period)


ENTRY = Kpi(
    key="active_rate",
    label=phrase("Active rate"),
    unit="share",
    definition=phrase(
        "Customers with an order or activity in the 30 days up to the as-of date ÷ all customers."
    ),
    compute=_compute,
    better="higher",
    order=30,
    adds="parts",
    history=_history,
    evidence=seen_rows(30),
    members=seen(DAYS),
)
