"""What may be lost: the probability to leave times what a customer is worth, and for which reasons."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import (
    ChurnForecast,
    Indicators,
    LifetimeValue,
    ReasonTally,
    ValueAtRisk,
)
from retention_desk.foundation.wording import Phrase

LIKELY_FROM = 0.5


def value_at_risk(
    churn: ChurnForecast, value: LifetimeValue, indicators: Indicators | None = None
) -> ValueAtRisk:
    """Return the value at risk of every customer who has not left, its total, and the reasons behind it.

    Parameters
    ----------
    churn : ChurnForecast
    value : LifetimeValue
    indicators : Indicators, optional
        Its warning signals are tallied where the forecast gives no reasons.

    Returns
    -------
    ValueAtRisk
        `amounts` is NaN where the probability or the value is unknown or the customer has already left.

    Notes
    -----
    ``value_at_risk`` = churn probability × lifetime value, both over the horizon shown.
    """
    amounts = np.where(churn.known, churn.probability * value.lifetime_value, np.nan)
    found = np.isfinite(amounts)
    likely = churn.probability >= LIKELY_FROM
    tallies = _reasons(churn, likely, amounts)
    if indicators is not None and (churn.reasons is None or not churn.reasons.features):
        tallies = _warnings(indicators, amounts)
    return ValueAtRisk(
        amounts, float(amounts[found].sum()), int(found.sum()), int(likely.sum()), _most_frequent(tallies)
    )


def _reasons(
    churn: ChurnForecast, likely: npt.NDArray[np.bool_], amounts: npt.NDArray[np.float64]
) -> list[tuple[Phrase, int, float]]:
    """Return each reason with the customers likely to leave who have it first, and their value at risk."""
    reasons = churn.reasons
    if reasons is None or not len(reasons.features) or not reasons.top.shape[1]:
        return []
    first = reasons.top[:, 0]
    who = likely & (first >= 0)
    n = len(reasons.features)
    counts = np.bincount(first[who], minlength=n)
    worth = np.bincount(first[who], weights=np.nan_to_num(amounts[who]), minlength=n)
    labels = [reasons.labels[name] for name in reasons.features]
    return list(zip(labels, counts.tolist(), worth.tolist(), strict=True))


def _warnings(indicators: Indicators, amounts: npt.NDArray[np.float64]) -> list[tuple[Phrase, int, float]]:
    return [
        (signal.label, int(signal.raised.sum()), float(np.nansum(amounts[signal.raised])))
        for signal in indicators.warnings
    ]


def _most_frequent(tallies: list[tuple[Phrase, int, float]]) -> tuple[ReasonTally, ...]:
    found = [ReasonTally(*tally) for tally in tallies if tally[1]]
    return tuple(sorted(found, key=lambda tally: -tally.customers))
