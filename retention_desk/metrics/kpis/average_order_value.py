"""Average order value."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, money_quotient, ratio_metric
from retention_desk.metrics.revenue import divided


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    gross = float(context.book.gross_total.sum())
    return ratio_metric(
        "average_order_value",
        "money",
        gross,
        context.book.n_orders,
        formula=money_quotient(gross, context.book.n_orders, context.currency),
        period=context.span_to_date(),
    )


def _history(context: MetricContext) -> Floats:
    assert context.book is not None
    book = context.book
    return divided(context.by_period(book.day, book.gross_amount), context.by_period(book.day))


ENTRY = Kpi(
    key="average_order_value",
    label=phrase("Average order value"),
    unit="money",
    definition=phrase("Gross revenue ÷ orders. The history shows each period by itself."),
    compute=_compute,
    better="higher",
    needs=("orders.amount",),
    order=22,
    adds="parts",
    history=_history,
)
