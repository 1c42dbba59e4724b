"""Share of support cases solved at the first contact."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, share_metric


def _compute(context: MetricContext) -> Metric:
    solved = context.data.events["tickets"]["first_contact_resolved"].dropna().astype(bool)
    return share_metric(
        "first_contact_resolution", int(solved.sum()), len(solved), period=context.span_to_date()
    )


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
)
