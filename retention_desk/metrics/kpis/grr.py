"""Gross revenue retention (GRR)."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import kept_metric, kept_share


def _compute(context: MetricContext) -> Metric:
    return kept_metric("grr", context, with_expansion=False)


def _history(context: MetricContext) -> Floats:
    movements = context.recurring_movements
    return np.array([kept_share(movement, with_expansion=False) for movement in movements], dtype=np.float64)


ENTRY = Kpi(
    key="grr",
    label=phrase("Gross revenue retention (GRR)"),
    unit="share",
    definition=phrase("1 − revenue churn rate: what is left of the opening MRR, without expansion."),
    compute=_compute,
    better="higher",
    needs=("subscriptions.mrr",),
    order=47,
    choices=("general.period",),
    beside=("nrr",),
    adds="parts",
    history=_history,
    evidence=recurring_rows,
)
