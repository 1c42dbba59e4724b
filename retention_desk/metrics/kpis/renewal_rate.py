"""Renewal rate: not known before contract terms are imported one by one."""

from __future__ import annotations

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, unknown


def _compute(_context: MetricContext) -> Metric:
    return unknown(
        "renewal_rate",
        "share",
        phrase("needs column “Renewed”: one row per contract that fell due in the period"),
    )


ENTRY = Kpi(
    key="renewal_rate",
    label=phrase("Renewal rate"),
    unit="share",
    definition=phrase("Contracts renewed ÷ contracts due in the period."),
    compute=_compute,
    better="higher",
    order=49,
)
