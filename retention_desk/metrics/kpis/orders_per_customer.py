"""Orders per customer that bought."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi, ratio_metric


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    return ratio_metric(
        "orders_per_customer", "ratio", context.book.n_orders, context.buyers, period=context.span_to_date()
    )


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
    evidence=purchase_lines,
)
