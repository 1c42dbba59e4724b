"""Repurchase rate of buyers: customers with a second order, of those with a first."""

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
    return share_metric("repurchase_rate_buyers", repeat, context.buyers, period=context.span_to_date())


def _history(context: MetricContext) -> Floats:
    return divided(buyers_by_orders(context, 2), buyers_by_orders(context, 1))


ENTRY = Kpi(
    key="repurchase_rate_buyers",
    label=phrase("Repeat customers"),
    unit="share",
    definition=phrase("Customers with two orders or more ÷ customers with at least one order."),
    compute=_compute,
    better="higher",
    needs=("orders.ordered_on",),
    order=21,
    choices=("orders.duplicates",),
    beside=("repurchase_rate",),
    adds="parts",
    history=_history,
    evidence=purchase_lines,
    members=repeat_buyers(of_buyers=True),
)
