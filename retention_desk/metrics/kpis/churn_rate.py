"""Churn rate: who was here and is gone."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, share_metric
from retention_desk.metrics.kpis._retention import labelled_share, no_stay, stay_share


def _compute(context: MetricContext) -> Metric:
    stay = context.stay
    if stay is None and context.labelled is not None:
        return labelled_share("churn_rate", *context.labelled)
    if stay is None or stay.opening == 0:
        return no_stay("churn_rate", context)
    return share_metric("churn_rate", stay.opening - stay.stayed, stay.opening, period=stay.period.dates)


def _history(context: MetricContext) -> Floats:
    return np.array([stay_share(stay.opening - stay.stayed, stay.opening) for stay in context.stays])


ENTRY = Kpi(
    key="churn_rate",
    label=phrase("Churn rate"),
    unit="share",
    definition=phrase(
        "Customers active at the beginning of the period and no longer at its end "
        "÷ customers active at the beginning. With the retention rate it adds up to 100 %."
    ),
    compute=_compute,
    better="lower",
    order=12,
    adds="parts",
    history=_history,
)
