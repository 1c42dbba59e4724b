"""Churned MRR."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import part_history, part_metric


def _compute(context: MetricContext) -> Metric:
    return part_metric("mrr_churned", context, "churned")


def _history(context: MetricContext) -> Floats:
    return part_history(context, "churned")


ENTRY = Kpi(
    key="mrr_churned",
    label=phrase("Churned MRR"),
    unit="money",
    definition=phrase("MRR at the beginning of the period of customers who have none at its end."),
    compute=_compute,
    better="lower",
    needs=("subscriptions.mrr",),
    order=45,
    choices=("general.period",),
    adds="value",
    history=_history,
    evidence=recurring_rows,
)
