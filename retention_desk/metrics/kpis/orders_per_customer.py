"""Orders per customer that bought."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi, ratio_metric
from retention_desk.metrics.revenue import buyers_by_orders, divided, orders_by_period


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    return ratio_metric(
        "orders_per_customer", "ratio", context.book.n_orders, context.buyers, period=context.span_to_date()
    )


def _history(context: MetricContext) -> Floats:
    return divided(orders_by_period(context), buyers_by_orders(context, 1))


ENTRY = Kpi(
    key="orders_per_customer",
    label=phrase("Orders per customer"),
    unit="ratio",
    definition=phrase("Orders ÷ customers with at least one order."),
    compute=_compute,
    better="higher",
    needs=("orders.ordered_on",),
    order=23,
    choices=("orders.duplicates",),
    adds="parts",
    history=_history,
    evidence=purchase_lines,
)
