"""How much larger an order of the best tenth is."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi, ratio_metric, unknown
from retention_desk.metrics.revenue import top_decile


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    book, top = context.book, top_decile(context.book)
    orders_top, orders_rest = int(book.order_count[top].sum()), int(book.order_count[~top].sum())
    if orders_top == 0 or orders_rest == 0:
        return unknown("top_decile_order_value_ratio", "ratio", phrase("too few customers to compare"))
    of_top = float(book.gross_total[top].sum()) / orders_top
    of_rest = float(book.gross_total[~top].sum()) / orders_rest
    return ratio_metric(
        "top_decile_order_value_ratio",
        "ratio",
        of_top,
        of_rest,
        n=context.buyers,
        formula=phrase(
            "{top} an order ÷ {rest} an order of the others",
            top=context.money(of_top),
            rest=context.money(of_rest),
        ),
        period=context.span_to_date(),
    )


ENTRY = Kpi(
    key="top_decile_order_value_ratio",
    label=phrase("Order value, top tenth against the others"),
    unit="ratio",
    definition=phrase(
        "Average order value of the tenth of buyers with most revenue ÷ average order value of the "
        "other buyers."
    ),
    compute=_compute,
    needs=("orders.amount",),
    order=28,
    choices=("orders.duplicates",),
    evidence=purchase_lines,
)
