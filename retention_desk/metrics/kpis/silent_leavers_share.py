"""Share of leavers who never complained."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Flags, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import silent_rows
from retention_desk.metrics.kpi import Kpi, needs_column, share_metric, unknown
from retention_desk.metrics.kpis._retention import why_no_stay
from retention_desk.metrics.satisfaction import complaints


def _compute(context: MetricContext) -> Metric:
    complained_by, gone = complaints(context), _gone(context)
    if complained_by is None:
        return unknown("silent_leavers_share", "share", needs_column("tickets.opened_on"))
    if gone is None:
        return unknown("silent_leavers_share", "share", why_no_stay(context))
    if not gone.any():
        return unknown("silent_leavers_share", "share", phrase("nobody left in the period"))
    complained = np.zeros(context.n_customers, dtype=bool)
    complained[complained_by] = True
    return share_metric(
        "silent_leavers_share",
        int((gone & ~complained).sum()),
        int(gone.sum()),
        period=None if context.period is None else context.period.dates,
    )


def _gone(context: MetricContext) -> Flags | None:
    if context.presence is not None and context.period is not None:
        present, period = context.presence, context.period
        return present.active_at(period.opening_day) & ~present.active_at(period.end)
    if "churned" in context.data.customers:
        return context.data.customers["churned"].fillna(False).to_numpy(dtype=bool)
    return None


ENTRY = Kpi(
    key="silent_leavers_share",
    label=phrase("Left without a complaint"),
    unit="share",
    definition=phrase(
        "Customers active at the beginning of the period, gone at its end and without any complaint "
        "÷ customers gone at its end."
    ),
    compute=_compute,
    needs=("tickets.opened_on",),
    order=64,
    choices=(
        "general.active_window_days",
        "general.period",
    ),
    adds="parts",
    evidence=silent_rows,
)
