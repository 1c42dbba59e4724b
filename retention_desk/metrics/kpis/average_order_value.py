"""Average order value."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import order_value_lines
from retention_desk.metrics.kpi import Kpi, money_quotient, ratio_metric
from retention_desk.metrics.revenue import divided


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    net = context.settings.figures.order_value == "net"
    amount = float((context.book.net_total if net else context.book.gross_total).sum())
    return ratio_metric(
        "average_order_value",
        "money",
        amount,
        context.book.n_orders,
        formula=money_quotient(amount, context.book.n_orders, context.currency),
        period=context.span_to_date(),
    )


def _history(context: MetricContext) -> Floats:
    assert context.book is not None
    book = context.book
    if context.settings.figures.order_value == "net":
        amounts = context.by_period(book.line_day, book.line_net_amount)
    else:
        amounts = context.by_period(book.day, book.gross_amount)
    return divided(amounts, context.by_period(book.day))


ENTRY = Kpi(
    key="average_order_value",
    label=phrase("Average order value"),
    unit="money",
    definition=phrase(
        "Gross revenue ÷ orders (net, where the settings say so). The history shows each period by itself."
    ),
    compute=_compute,
    better="higher",
    needs=("orders.amount",),
    order=22,
    choices=(
        "figures.order_value",
        "orders.duplicates",
    ),
    adds="parts",
    history=_history,
    evidence=order_value_lines,
)
