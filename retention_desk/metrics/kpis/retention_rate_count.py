"""Retention rate by heads: those at the end less the new ones, against those at the beginning."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import stay_rows
from retention_desk.metrics.kpi import Kpi, ratio_metric
from retention_desk.metrics.kpis._retention import no_stay, stay_share, why_no_stay
from retention_desk.metrics.members import present


def _compute(context: MetricContext) -> Metric:
    stay = context.stay
    if stay is None:
        return no_stay("retention_rate_count", context)
    if stay.opening == 0:
        why = why_no_stay(context)
        return Metric(
            "retention_rate_count", "share", None, numerator=stay.came_back, denominator=0, missing=why
        )
    formula = phrase(
        "({closing:count} − {new:count}) ÷ {opening:count}",
        closing=stay.closing,
        new=stay.new,
        opening=stay.opening,
    )
    return ratio_metric(
        "retention_rate_count",
        "share",
        stay.closing - stay.new,
        stay.opening,
        formula=formula,
        period=stay.period.dates,
    )


def _history(context: MetricContext) -> Floats:
    return np.array([stay_share(stay.closing - stay.new, stay.opening) for stay in context.stays])


ENTRY = Kpi(
    key="retention_rate_count",
    label=phrase("Retention rate by heads"),
    unit="share",
    definition=phrase(
        "(Customers active at the end of the period − new ones among them) ÷ customers active at its "
        "beginning. It is higher than the retention rate by the customers who came back, and may pass 100 %."
    ),
    compute=_compute,
    better="higher",
    order=11,
    choices=(
        "general.active_window_days",
        "general.period",
    ),
    beside=("retention_rate",),
    adds="parts",
    history=_history,
    evidence=stay_rows,
    members=present,
)
