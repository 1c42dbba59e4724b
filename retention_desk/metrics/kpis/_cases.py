"""What the figures of support cases share."""

from __future__ import annotations

import numpy as np

from retention_desk.foundation.results import Metric
from retention_desk.foundation.wording import phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import unknown
from retention_desk.metrics.satisfaction import hours_between

HOURS_PER_DAY = 24


def median_hours(key: str, context: MetricContext, end: str) -> Metric:
    """Return the median hours from opening a case to the date in column `end`, by the clock where known."""
    tickets = context.data.events["tickets"]
    everybody = context.origin.data.events["tickets"]
    by_the_clock = key in everybody and bool(everybody[key].notna().any())
    hours = (
        tickets[key].dropna().to_numpy(np.float64)
        if by_the_clock
        else hours_between(tickets, "opened_on", end)
    )
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
