"""Share of revenue from orders after the first."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi, ratio_metric
from retention_desk.metrics.revenue import divided, first_order_amount


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    total = float(context.book.gross_total.sum())
    again = total - float(first_order_amount(context.book).sum())
    return ratio_metric(
        "repeat_revenue_share",
        "share",
        again,
        total,
        n=context.buyers,
        formula=phrase("{again} ÷ {total}", again=context.money(again), total=context.money(total)),
        period=context.span_to_date(),
    )


def _history(context: MetricContext) -> Floats:
    assert context.book is not None
    book = context.book
    first = np.ones(book.n_orders, dtype=bool)
    first[1:] = book.customer[1:] != book.customer[:-1]
    again = context.by_period(book.day, np.where(first, 0.0, book.gross_amount))
    return divided(again, context.by_period(book.day, book.gross_amount))


ENTRY = Kpi(
    key="repeat_revenue_share",
    label=phrase("Revenue from repeat orders"),
    unit="share",
    definition=phrase("Gross revenue of orders after a customer's first ÷ gross revenue of all orders."),
    compute=_compute,
    better="higher",
    needs=("orders.amount",),
    order=29,
    choices=("orders.duplicates",),
    adds="parts",
    history=_history,
    evidence=purchase_lines,
)
