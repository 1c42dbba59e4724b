"""Churn rate: who was here and is gone."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import stay_rows
from retention_desk.metrics.kpi import Kpi, quotient, share_metric
from retention_desk.metrics.kpis._retention import labelled_share, no_stay, stay_share
from retention_desk.metrics.members import left
from retention_desk.metrics.retention import Stay


def _compute(context: MetricContext) -> Metric:
    stay = context.stay
    if stay is None and context.labelled is not None:
        return labelled_share("churn_rate", *context.labelled)
    if stay is None or stay.opening == 0:
        return no_stay("churn_rate", context)
    lost, base = stay.opening - stay.stayed, _base(stay, context)
    named = DENOMINATORS[context.settings.figures.churn_denominator]
    formula = quotient(lost, base)
    if named is not None:
        formula = phrase("{quotient}: {base}", quotient=formula, base=named)
    return share_metric("churn_rate", lost, base, formula=formula, period=stay.period.dates)


def _base(stay: Stay, context: MetricContext) -> float:
    """Return what the leavers are divided by."""
    chosen = context.settings.figures.churn_denominator
    if chosen == "average":
        return (stay.opening + stay.closing) / 2
    return stay.ever if chosen == "all" else stay.opening


def _history(context: MetricContext) -> Floats:
    lost = [stay_share(stay.opening - stay.stayed, _base(stay, context)) for stay in context.stays]
    return np.array(lost)


DENOMINATORS: Final = {
    "opening": None,
    "average": phrase("the average of customers at the beginning and at the end"),
    "all": phrase("all customers ever seen by the end"),
}
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
    choices=(
        "figures.churn_denominator",
        "general.active_window_days",
        "general.period",
    ),
    adds="parts",
    history=_history,
    evidence=stay_rows,
    members=left,
)
