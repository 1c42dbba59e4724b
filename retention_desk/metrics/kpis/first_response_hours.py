"""Time to first response."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import all_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._cases import median_hours, median_hours_history


def _compute(context: MetricContext) -> Metric:
    return median_hours("first_response_hours", context, "first_response_on")


def _history(context: MetricContext) -> Floats:
    return median_hours_history("first_response_hours", context, "first_response_on")


ENTRY = Kpi(
    key="first_response_hours",
    label=phrase("Time to first response"),
    unit="hours",
    definition=phrase("Median hours from opening a support case to the first response."),
    compute=_compute,
    better="lower",
    needs=("tickets.first_response_on",),
    order=60,
    history=_history,
    evidence=all_rows("tickets", "opened_on", "first_response_on"),
)
