"""Weekly active customers."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import seen_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._activity import seen_history, seen_metric
from retention_desk.metrics.members import seen

DAYS = 7


def _compute(context: MetricContext) -> Metric:
    return seen_metric("wau", context, DAYS)


def _history(context: MetricContext) -> Floats:
    return seen_history(context, DAYS)


ENTRY = Kpi(
    key="wau",
    label=phrase("Weekly active customers"),
    unit="count",
    definition=phrase("Distinct customers with an order or activity in the 7 days up to the as-of date."),
    compute=_compute,
    better="higher",
    order=32,
    adds="value",
    history=_history,
    evidence=seen_rows(7),
    members=seen(DAYS),
)
