"""Contraction MRR."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import part_history, part_metric


def _compute(context: MetricContext) -> Metric:
    return part_metric("mrr_contraction", context, "contraction")


def _history(context: MetricContext) -> Floats:
    return part_history(context, "contraction")


ENTRY = Kpi(
    key="mrr_contraction",
    label=phrase("Contraction MRR"),
    unit="money",
    definition=phrase("What customers with MRR at both ends of the period pay less at its end."),
    compute=_compute,
    better="lower",
    needs=("subscriptions.mrr",),
    order=44,
    choices=("general.period",),
    adds="value",
    history=_history,
    evidence=recurring_rows,
)
