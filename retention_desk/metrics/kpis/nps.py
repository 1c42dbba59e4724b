"""Net promoter score."""

from __future__ import annotations

import math

import numpy as np

from retention_desk.foundation.intervals import Z95
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import answer_rows
from retention_desk.metrics.kpi import Kpi, unknown
from retention_desk.metrics.kpis._answers import no_answers
from retention_desk.metrics.satisfaction import Answers, answer_history, answers

PROMOTER, PASSIVE = 9, 7


def _compute(context: MetricContext) -> Metric:
    found = answers(context, "nps")
    if found is None or not len(found.score):
        return unknown("nps", "score", no_answers(context))
    latest = found.score if context.settings.figures.nps_answers == "all" else found.latest()
    n, promoters, detractors = len(latest), int((latest >= PROMOTER).sum()), int((latest < PASSIVE).sum())
    score = 100.0 * (promoters - detractors) / n
    mark = np.where(latest >= PROMOTER, 100.0, np.where(latest < PASSIVE, -100.0, 0.0))
    half = Z95 * float(mark.std()) / math.sqrt(n)
    return Metric(
        "nps",
        "score",
        score,
        n=n,
        numerator=promoters - detractors,
        denominator=n,
        formula=phrase(
            "({promoters:count} promoters − {detractors:count} detractors) ÷ {n:count} answers × 100",
            promoters=promoters,
            detractors=detractors,
            n=n,
        ),
        period=context.window(context.settings.general.active_window_days),
        low=max(score - half, -100.0),
        high=min(score + half, 100.0),
    )


def _history(context: MetricContext) -> Floats:
    every = context.settings.figures.nps_answers == "all"

    def score(given: Answers) -> float:
        counted = given.score if every else given.latest()
        promoters, detractors = (counted >= PROMOTER).sum(), (counted < PASSIVE).sum()
        return float(100.0 * (promoters - detractors) / len(counted))

    return answer_history(context, answers(context, "nps", ever=True), score)


ENTRY = Kpi(
    key="nps",
    label=phrase("Net promoter score (NPS)"),
    unit="score",
    definition=phrase(
        "Share of answers 9–10 − share of answers 0–6, × 100, over each customer's latest valid answer "
        "(0–10) in the window."
    ),
    compute=_compute,
    better="higher",
    needs=("surveys.score",),
    order=50,
    choices=(
        "figures.nps_answers",
        "general.active_window_days",
    ),
    adds="parts",
    history=_history,
    evidence=answer_rows,
)
