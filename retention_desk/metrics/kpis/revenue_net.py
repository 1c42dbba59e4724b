"""Net revenue."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import counted_lines
from retention_desk.metrics.kpi import Kpi


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    total = float(context.book.net_total.sum())
    return Metric(
        "revenue_net",
        "money",
        total,
        n=context.buyers,
        formula=phrase(
            "Σ of {lines:count} lines = {total}", lines=len(context.book.line_day), total=context.money(total)
        ),
        period=context.span_to_date(),
    )


def _history(context: MetricContext) -> Floats:
    assert context.book is not None
    book = context.book
    return context.by_period(book.line_day, book.line_net_amount)


ENTRY = Kpi(
    key="revenue_net",
    label=phrase("Net revenue"),
    unit="money",
    definition=phrase("Purchase lines less returns, each dated when it happened, up to the as-of date."),
    compute=_compute,
    better="higher",
    needs=("orders.amount",),
    order=26,
    choices=(
        "orders.returns",
        "orders.duplicates",
    ),
    beside=("revenue_gross",),
    adds="value",
    history=_history,
    evidence=counted_lines,
)
