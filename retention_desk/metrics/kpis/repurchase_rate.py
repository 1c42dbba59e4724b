"""Repurchase rate: customers with a second order, of all customers."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi, share_metric
from retention_desk.metrics.members import repeat_buyers
from retention_desk.metrics.revenue import buyers_by_orders, divided


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    repeat = int((context.book.order_count >= 2).sum())
    return share_metric("repurchase_rate", repeat, context.n_customers, period=context.span_to_date())


def _history(context: MetricContext) -> Floats:
    return divided(buyers_by_orders(context, 2), context.known_by_period)


ENTRY = Kpi(
    key="repurchase_rate",
    label=phrase("Repurchase rate"),
    unit="share",
    definition=phrase("Customers with two orders or more ÷ all customers."),
    compute=_compute,
    better="higher",
    needs=("orders.ordered_on",),
    order=20,
    choices=("orders.duplicates",),
    beside=("repurchase_rate_buyers",),
    adds="parts",
    history=_history,
    evidence=purchase_lines,
    members=repeat_buyers(of_buyers=False),
)
