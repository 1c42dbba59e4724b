"""Revenue churn rate."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import kept_metric, kept_share


def _compute(context: MetricContext) -> Metric:
    return kept_metric("revenue_churn_rate", context, with_expansion=False, lost=True)


def _history(context: MetricContext) -> Floats:
    movements = context.recurring_movements
    return np.array(
        [1.0 - kept_share(movement, with_expansion=False) for movement in movements], dtype=np.float64
    )


ENTRY = Kpi(
    key="revenue_churn_rate",
    label=phrase("Revenue churn rate"),
    unit="share",
    definition=phrase("(Churned MRR + contraction MRR) ÷ MRR at the beginning of the period."),
    compute=_compute,
    better="lower",
    needs=("subscriptions.mrr",),
    order=46,
    choices=("general.period",),
    adds="parts",
    history=_history,
    evidence=recurring_rows,
)
