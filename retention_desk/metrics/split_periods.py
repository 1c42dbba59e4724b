"""A figure by month, quarter or year."""

from __future__ import annotations

from typing import Final

import numpy as np

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.split_results import FigureHistory
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi, figure_of

MOST_MEASURED_ANEW: Final = 24


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
    missing = _why_none(kpi, latest, context)
    if missing is None:
        values = kpi.history(context) if kpi.history and kpi.key == key else _as_it_stood(kpi, key, context)
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


def _as_it_stood(kpi: Kpi, key: str, context: MetricContext) -> Floats:
    """Return a figure as it would have been shown on the last day of each of the latest periods.

    For figures without a quicker way: the data as they stood then are measured anew.
    """
    values = np.full(len(context.periods), np.nan)
    for place in range(max(len(values) - MOST_MEASURED_ANEW, 0), len(values)):
        data = context.data.until(context.periods[place].dates[1])
        then = MetricContext(data, order_book(data), context.settings)
        value = figure_of(kpi, key, then).value
        values[place] = np.nan if value is None else value
    return values


def _why_none(kpi: Kpi, latest: Metric, context: MetricContext) -> Phrase | None:
    """Return why there is no history, or None."""
    if latest.missing is not None and latest.denominator is None:
        return latest.missing
    if not context.periods:
        return phrase("No complete period yet: the data are too short to follow anybody.")
    return None
