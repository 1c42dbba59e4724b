"""Share of revenue held by the best tenth of customers."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import purchase_lines
from retention_desk.metrics.kpi import Kpi, ratio_metric
from retention_desk.metrics.members import best_tenth
from retention_desk.metrics.revenue import top_decile, top_decile_by_period


def _compute(context: MetricContext) -> Metric:
    assert context.book is not None
    top = top_decile(context.book)
    held, total = float(context.book.gross_total[top].sum()), float(context.book.gross_total.sum())
    return ratio_metric(
        "top_decile_revenue_share",
        "share",
        held,
        total,
        n=context.buyers,
        formula=phrase(
            "{held} of {customers:count} customers ÷ {total} of {n:count}",
            held=context.money(held),
            customers=int(top.sum()),
            total=context.money(total),
            n=context.buyers,
        ),
        period=context.span_to_date(),
    )


ENTRY = Kpi(
    key="top_decile_revenue_share",
    label=phrase("Revenue of the top tenth"),
    unit="share",
    definition=phrase(
        "Gross revenue of the tenth of buyers with most revenue (rounded up) ÷ gross revenue of all."
    ),
    compute=_compute,
    needs=("orders.amount",),
    order=27,
    choices=("orders.duplicates",),
    history=top_decile_by_period,
    evidence=purchase_lines,
    members=best_tenth,
)
