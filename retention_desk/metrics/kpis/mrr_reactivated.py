"""Reactivated MRR."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import part_history, part_metric


def _compute(context: MetricContext) -> Metric:
    return part_metric("mrr_reactivated", context, "reactivated")


def _history(context: MetricContext) -> Floats:
    return part_history(context, "reactivated")


ENTRY = Kpi(
    key="mrr_reactivated",
    label=phrase("Reactivated MRR"),
    unit="money",
    definition=phrase(
        "MRR at the end of the period of customers who had some before and none at its beginning."
    ),
    compute=_compute,
    better="higher",
    needs=("subscriptions.mrr",),
    order=42,
    choices=("general.period",),
    adds="value",
    history=_history,
    evidence=recurring_rows,
)
