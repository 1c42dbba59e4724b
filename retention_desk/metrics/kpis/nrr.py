"""Net revenue retention (NRR)."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import recurring_rows
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.kpis._recurring import kept_metric, kept_share


def _compute(context: MetricContext) -> Metric:
    return kept_metric("nrr", context, with_expansion=True)


def _history(context: MetricContext) -> Floats:
    movements = context.recurring_movements
    return np.array([kept_share(movement, with_expansion=True) for movement in movements], dtype=np.float64)


ENTRY = Kpi(
    key="nrr",
    label=phrase("Net revenue retention (NRR)"),
    unit="share",
    definition=phrase(
        "Gross revenue retention + expansion MRR ÷ opening MRR; new and reactivated MRR are left out."
    ),
    compute=_compute,
    better="higher",
    needs=("subscriptions.mrr",),
    order=48,
    choices=("general.period",),
    beside=("grr",),
    adds="parts",
    history=_history,
    evidence=recurring_rows,
)
