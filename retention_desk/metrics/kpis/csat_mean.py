"""Mean satisfaction on its own scale."""

from __future__ import annotations

import math

from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import answer_rows
from retention_desk.metrics.kpi import Kpi, unknown
from retention_desk.metrics.kpis._answers import no_answers, satisfaction_answers, scale_name
from retention_desk.metrics.satisfaction import VALID, answer_history


def _compute(context: MetricContext) -> Metric:
    found = satisfaction_answers(context)
    if found is None or not len(found.score):
        return unknown("csat_mean", "score", no_answers(context))
    n, mean = len(found.score), float(found.score.mean())
    half = Z95 * float(found.score.std()) / math.sqrt(n)
    lowest, highest = VALID[found.scale]
    return Metric(
        "csat_mean",
        "score",
        mean,
        n=n,
        formula=phrase("mean of {n:count} answers on {scale}", n=n, scale=scale_name(found)),
        period=context.window(context.settings.general.active_window_days),
        low=max(mean - half, lowest),
        high=min(mean + half, highest),
    )


def _history(context: MetricContext) -> Floats:
    found = satisfaction_answers(context, ever=True)
    return answer_history(context, found, lambda given: float(given.score.mean()))


ENTRY = Kpi(
    key="csat_mean",
    label=phrase("Mean satisfaction"),
    unit="score",
    definition=phrase(
        "Mean of the satisfaction answers in the window, on the scale they were given (1–5 or 1–10)."
    ),
    compute=_compute,
    better="higher",
    needs=("surveys.score|tickets.satisfaction",),
    order=52,
    choices=("general.active_window_days",),
    beside=("csat_share",),
    history=_history,
    evidence=answer_rows,
)
