"""Expansion MRR."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import part_history, part_metric


def _compute(context: MetricContext) -> Metric:
    return part_metric("mrr_expansion", context, "expansion")


def _history(context: MetricContext) -> Floats:
    return part_history(context, "expansion")


ENTRY = Kpi(
    key="mrr_expansion",
    label=phrase("Expansion MRR"),
    unit="money",
    definition=phrase("What customers with MRR at the beginning of the period pay more at its end."),
    compute=_compute,
    better="higher",
    needs=("subscriptions.mrr",),
    order=43,
    choices=("general.period",),
    adds="value",
    history=_history,
    evidence=recurring_rows,
)
