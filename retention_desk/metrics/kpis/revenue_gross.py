"""Gross revenue."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    total = float(context.book.gross_total.sum())
    return Metric(
        "revenue_gross",
        "money",
        total,
        n=context.buyers,
        formula=phrase(
            "Σ of {lines:count} lines = {total}",
            lines=int(context.book.lines.sum()),
            total=context.money(total),
        ),
        period=context.span_to_date(),
    )


def _history(context: MetricContext) -> Floats:
    assert context.book is not None
    book = context.book
    return context.by_period(book.line_day, np.where(book.line_is_purchase, book.line_net_amount, 0.0))


ENTRY = Kpi(
    key="revenue_gross",
    label=phrase("Gross revenue"),
    unit="money",
    definition=phrase("Purchase lines of known customers, before returns, up to the as-of date."),
    compute=_compute,
    better="higher",
    needs=("orders.amount",),
    order=25,
    choices=("orders.duplicates",),
    beside=("revenue_net",),
    adds="value",
    history=_history,
    evidence=purchase_lines,
)
