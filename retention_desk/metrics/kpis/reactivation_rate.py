"""Reactivation rate: who was lost and came back."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import stay_rows
from retention_desk.metrics.kpi import Kpi, share_metric, unknown
from retention_desk.metrics.kpis._retention import no_stay, stay_share
from retention_desk.metrics.members import returned


def _compute(context: MetricContext) -> Metric:
    stay = context.stay
    if stay is None:
        return no_stay("reactivation_rate", context)
    if stay.pool == 0:
        return unknown("reactivation_rate", "share", phrase("nobody was lost at the beginning of the period"))
    return share_metric("reactivation_rate", stay.came_back, stay.pool, period=stay.period.dates)


def _history(context: MetricContext) -> Floats:
    return np.array([stay_share(stay.came_back, stay.pool) for stay in context.stays])


ENTRY = Kpi(
    key="reactivation_rate",
    label=phrase("Reactivation rate"),
    unit="share",
    definition=phrase(
        "Customers seen before the period, not active at its beginning and active at its end "
        "÷ customers seen before and not active at its beginning."
    ),
    compute=_compute,
    better="higher",
    order=13,
    choices=(
        "general.active_window_days",
        "general.period",
    ),
    adds="parts",
    history=_history,
    evidence=stay_rows,
    members=returned,
)
