"""What the retention figures share: labels in place of dates, and why a figure cannot be known."""

from __future__ import annotations

import math

from retention_desk.foundation.results import Metric
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import needs_column, share_metric, unknown


def labelled_share(key: str, numerator: int, known: int) -> Metric:
    """Return a share of the customers with a label, saying that the file's label was taken."""
    formula = phrase(
        "{numerator:count} ÷ {known:count}, as labelled in the file (no dates)",
        numerator=numerator,
        known=known,
    )
    return share_metric(key, numerator, known, formula=formula)


def no_stay(key: str, context: MetricContext) -> Metric:
    """Return the retention figure as unknown, with what is missing."""
    return unknown(key, "share", why_no_stay(context))


def why_no_stay(context: MetricContext) -> Phrase:
    """Return why nobody can be followed over the last complete period."""
    if context.presence is None:
        return needs_column("orders.ordered_on", "customers.churned")
    period = PERIODS[context.settings.general.period]
    if context.period is None:
        return phrase("needs one complete {period} of dated events", period=period)
    return phrase("nobody was active at the beginning of the last complete {period}", period=period)


def stay_share(numerator: float, denominator: float) -> float:
    """Return numerator ÷ denominator, NaN when nobody is counted."""
    return numerator / denominator if denominator > 0 else math.nan
