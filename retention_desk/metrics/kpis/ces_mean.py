"""Mean customer effort score."""

from __future__ import annotations

import math

from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import answer_rows
from retention_desk.metrics.kpi import Kpi, unknown
from retention_desk.metrics.kpis._answers import no_answers
from retention_desk.metrics.satisfaction import VALID, answer_history, answers


def _compute(context: MetricContext) -> Metric:
    found = answers(context, "effort")
    if found is None or not len(found.score):
        return unknown("ces_mean", "score", no_answers(context))
    n, mean = len(found.score), float(found.score.mean())
    half = Z95 * float(found.score.std()) / math.sqrt(n)
    lowest, highest = VALID["effort"]
    return Metric(
        "ces_mean",
        "score",
        mean,
        n=n,
        formula=phrase("mean of {n:count} answers on 1–7", n=n),
        period=context.window(context.settings.general.active_window_days),
        low=max(mean - half, lowest),
        high=min(mean + half, highest),
    )


def _history(context: MetricContext) -> Floats:
    found = answers(context, "effort", ever=True)
    return answer_history(context, found, lambda given: float(given.score.mean()))


ENTRY = Kpi(
    key="ces_mean",
    label=phrase("Customer effort score (CES)"),
    unit="score",
    definition=phrase("Mean of the valid effort answers (1–7) in the window."),
    compute=_compute,
    needs=("surveys.score",),
    order=53,
    choices=("general.active_window_days",),
    history=_history,
    evidence=answer_rows,
)
