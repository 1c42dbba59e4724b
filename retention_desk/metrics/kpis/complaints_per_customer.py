"""Complaints per customer."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.complaints import complaint_flags
from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import complaint_rows
from retention_desk.metrics.kpi import Kpi, ratio_metric
from retention_desk.metrics.revenue import divided
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


def _history(context: MetricContext) -> Floats:
    """Return the complaints of each period per customer known by its end."""
    tickets = context.data.events["tickets"]
    day = day_number(tickets["opened_on"])[complaint_flags(tickets)]
    if context.presence is None:
        return np.full(len(context.periods), np.nan)
    known = [float(context.presence.first_seen_by(period.end).sum()) for period in context.periods]
    return divided(context.by_period(day), np.array(known))


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
    history=_history,
    evidence=complaint_rows,
)
