"""Complaints per customer."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, ratio_metric
from retention_desk.metrics.satisfaction import complaints


def _compute(context: MetricContext) -> Metric:
    found = complaints(context)
    assert found is not None
    formula = None
    if "type" not in context.data.events["tickets"]:
        formula = phrase(
            "{cases:count} ÷ {n:count}; the file has no type of case, so every case counts",
            cases=len(found),
            n=context.n_customers,
        )
    return ratio_metric(
        "complaints_per_customer",
        "ratio",
        len(found),
        context.n_customers,
        formula=formula,
        period=context.span_to_date(),
    )


ENTRY = Kpi(
    key="complaints_per_customer",
    label=phrase("Complaints per customer"),
    unit="ratio",
    definition=phrase("Support cases of the type complaint, up to the as-of date ÷ all customers."),
    compute=_compute,
    better="lower",
    needs=("tickets.opened_on",),
    order=63,
    adds="parts",
)
