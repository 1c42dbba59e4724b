"""Share of support cases solved at the first contact."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import all_rows
from retention_desk.metrics.kpi import Kpi, share_metric
from retention_desk.metrics.revenue import divided


def _compute(context: MetricContext) -> Metric:
    solved = context.data.events["tickets"]["first_contact_resolved"].dropna().astype(bool)
    return share_metric(
        "first_contact_resolution", int(solved.sum()), len(solved), period=context.span_to_date()
    )


def _history(context: MetricContext) -> Floats:
    tickets = context.data.events["tickets"]
    solved = tickets["first_contact_resolved"]
    known = solved.notna().to_numpy()
    day = day_number(tickets["opened_on"][known])
    return divided(context.by_period(day, solved[known].to_numpy(dtype=np.float64)), context.by_period(day))


ENTRY = Kpi(
    key="first_contact_resolution",
    label=phrase("Resolved at first contact"),
    unit="share",
    definition=phrase("Support cases resolved at the first contact ÷ cases where this is known."),
    compute=_compute,
    better="higher",
    needs=("tickets.first_contact_resolved",),
    order=62,
    adds="parts",
    history=_history,
    evidence=all_rows("tickets", "first_contact_resolved"),
)
