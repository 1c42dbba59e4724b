"""Share of satisfied answers."""

from __future__ import annotations

from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import answer_rows
from retention_desk.metrics.kpi import Kpi, share_metric, unknown
from retention_desk.metrics.kpis._answers import no_answers, satisfaction_answers, scale_name
from retention_desk.metrics.satisfaction import answer_history

SATISFIED = {"ten_points": 8, "five_points": 4}


def _compute(context: MetricContext) -> Metric:
    found = satisfaction_answers(context)
    if found is None:
        return unknown("csat_share", "share", no_answers(context))
    lowest, n = SATISFIED[found.scale], len(found.score)
    satisfied = int((found.score >= lowest).sum())
    return share_metric(
        "csat_share",
        satisfied,
        n,
        formula=phrase(
            "{satisfied:count} answers of {lowest} or more ÷ {n:count} answers on {scale}",
            satisfied=satisfied,
            lowest=lowest,
            n=n,
            scale=scale_name(found),
        ),
        period=context.window(context.settings.general.active_window_days),
    )


def _history(context: MetricContext) -> Floats:
    found = satisfaction_answers(context, ever=True)
    return answer_history(context, found, lambda given: float((given.score >= SATISFIED[given.scale]).mean()))


ENTRY = Kpi(
    key="csat_share",
    label=phrase("Customer satisfaction (CSAT)"),
    unit="share",
    definition=phrase(
        "Share of answers of 8 or more on a 10-point scale in the window. A 5-point scale is not rescaled: "
        "the share of answers of 4 or 5."
    ),
    compute=_compute,
    better="higher",
    needs=("surveys.score|tickets.satisfaction",),
    order=51,
    choices=("general.active_window_days",),
    beside=("csat_mean",),
    adds="parts",
    history=_history,
    evidence=answer_rows,
)
