"""What the figures of support cases share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from retention_desk.foundation.order_book import day_number
from retention_desk.foundation.results import Floats, Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import unknown
from retention_desk.metrics.satisfaction import hours_between

if TYPE_CHECKING:
    import pandas as pd

HOURS_PER_DAY = 24


def median_hours(key: str, context: MetricContext, end: str) -> Metric:
    """Return the median hours from opening a case to the date in column `end`, by the clock where known."""
    tickets = context.data.events["tickets"]
    hours = _hours(tickets, key if _by_the_clock(key, context) else None, end)
    if not len(hours):
        return unknown(key, "hours", phrase("no case has both dates"))
    to_the_day = bool((hours % HOURS_PER_DAY == 0).all())
    formula = (
        phrase("median of {n:count} cases; the file gives days, no time of day", n=len(hours))
        if to_the_day
        else phrase("median of {n:count} cases", n=len(hours))
    )
    return Metric(
        key, "hours", float(np.median(hours)), n=len(hours), formula=formula, period=context.span_to_date()
    )


def median_hours_history(key: str, context: MetricContext, end: str) -> Floats:
    """Return the median hours of the cases opened in each complete period, (n_periods,)."""
    tickets = context.data.events["tickets"]
    by_the_clock = _by_the_clock(key, context)
    day = day_number(tickets["opened_on"])
    result = np.full(len(context.periods), np.nan)
    for place, period in enumerate(context.periods):
        opened = (day >= period.start) & (day <= period.end)
        hours = _hours(tickets[opened], key if by_the_clock else None, end)
        if len(hours):
            result[place] = np.median(hours)
    return result


def _by_the_clock(key: str, context: MetricContext) -> bool:
    everybody = context.origin.data.events["tickets"]
    return key in everybody and bool(everybody[key].notna().any())


def _hours(tickets: pd.DataFrame, column: str | None, end: str) -> Floats:
    if column is None:
        return hours_between(tickets, "opened_on", end)
    hours: Floats = tickets[column].dropna().to_numpy(np.float64)
    return hours
