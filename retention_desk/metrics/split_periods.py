"""A figure by month, quarter or year."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.results import Metric
from retention_desk.foundation.split_results import FigureHistory
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of


def split_periods(key: str, context: MetricContext) -> FigureHistory:
    """Return a figure in each complete period of the context, and as it is shown.

    Parameters
    ----------
    key : str
        Of the figure; KeyError when there is none.
    context : MetricContext
        Its settings say how long a period is; `MetricContext.in_periods` gives another one.
    """
    kpi = load_catalogue(kpis, Kpi)[key.partition(".")[0]]
    latest = figure_of(kpi, key, context)
    values = np.full(len(context.periods), np.nan)
    missing = _why_none(kpi, key, latest, context)
    if missing is None and kpi.history is not None:
        values = kpi.history(context)
        if not np.isfinite(values).any():
            missing = phrase("not known in any complete period")
    dates = [period.dates for period in context.periods]
    return FigureHistory(
        figure=key,
        label=kpi.label,
        unit=kpi.unit,
        period=context.settings.general.period,
        starts=tuple(start for start, _ in dates),
        ends=tuple(end for _, end in dates),
        values=values,
        latest=latest,
        missing=missing,
        currency=context.currency,
    )


def _why_none(kpi: Kpi, key: str, latest: Metric, context: MetricContext) -> Phrase | None:
    """Return why there is no history, or None."""
    if latest.missing is not None and latest.denominator is None:
        return latest.missing
    if kpi.history is None or kpi.key != key:
        return phrase("This figure is over everything up to the as-of date: it has no history by period.")
    if not context.periods:
        return phrase("No complete period yet: the data are too short to follow anybody.")
    return None
