"""Time to resolution."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import all_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._cases import median_hours, median_hours_history


def _compute(context: MetricContext) -> Metric:
    return median_hours("resolution_hours", context, "closed_on")


def _history(context: MetricContext) -> Floats:
    return median_hours_history("resolution_hours", context, "closed_on")


ENTRY = Kpi(
    key="resolution_hours",
    label=phrase("Time to resolution"),
    unit="hours",
    definition=phrase("Median hours from opening a support case to closing it."),
    compute=_compute,
    better="lower",
    needs=("tickets.closed_on",),
    order=61,
    history=_history,
    evidence=all_rows("tickets", "opened_on", "closed_on"),
)
