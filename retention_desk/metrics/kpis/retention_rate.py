"""Retention rate: who was here and still is."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import stay_rows
from retention_desk.metrics.kpi import Kpi, share_metric
from retention_desk.metrics.kpis._retention import labelled_share, no_stay, stay_share
from retention_desk.metrics.members import retained


def _compute(context: MetricContext) -> Metric:
    stay = context.stay
    if stay is None and context.labelled is not None:
        left, known = context.labelled
        return labelled_share("retention_rate", known - left, known)
    if stay is None or stay.opening == 0:
        return no_stay("retention_rate", context)
    return share_metric("retention_rate", stay.stayed, stay.opening, period=stay.period.dates)


def _history(context: MetricContext) -> Floats:
    return np.array([stay_share(stay.stayed, stay.opening) for stay in context.stays])


ENTRY = Kpi(
    key="retention_rate",
    label=phrase("Retention rate"),
    unit="share",
    definition=phrase(
        "Customers active at the beginning of the period and still at its end "
        "÷ customers active at the beginning."
    ),
    compute=_compute,
    better="higher",
    order=10,
    choices=(
        "general.active_window_days",
        "general.period",
    ),
    beside=("retention_rate_count",),
    adds="parts",
    history=_history,
    evidence=stay_rows,
    members=retained,
)
