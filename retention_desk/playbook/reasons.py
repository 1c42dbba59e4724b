"""Why a customer is on the list, in up to three sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from retention_desk.foundation.results import ChurnForecast, Health, Indicators
from retention_desk.foundation.wording import Phrase

MOST: Final = 3


def reasons_for(
    customer: int, indicators: Indicators, health: Health, churn: ChurnForecast
) -> tuple[Phrase, ...]:
    """Return up to three reasons: what drives the forecast up, then warnings, then the lowest indicators."""
    found: dict[str, Phrase] = {}
    for sentence in _all(customer, indicators, health, churn):
        found.setdefault(sentence.text, sentence)
        if len(found) == MOST:
            break
    return tuple(found.values())


def _all(customer: int, indicators: Indicators, health: Health, churn: ChurnForecast) -> Iterator[Phrase]:
    if churn.reasons is not None and churn.reasons.top.shape[1]:
        for reason in churn.reasons.of(customer, churn.reasons.top.shape[1]):
            if reason.change_share > 0:
                yield reason.sentence
    for signal in indicators.warnings:
        if signal.raised[customer]:
            yield with_value(signal.sentence, float(signal.values[customer]))
    levels, weights = health.levels[customer], np.array(health.weights)
    lacking = np.where((levels >= 0) & (levels < 2), (2 - levels) * weights, 0.0)
    for place in np.argsort(-lacking, kind="stable"):
        if lacking[place] > 0:
            column = indicators.columns[place]
            yield with_value(column.sentence, float(column.values[customer]))


def with_value(sentence: Phrase, value: object) -> Phrase:
    """Return the sentence with ``{value}`` put in."""
    return Phrase(sentence.text, {**sentence.values, "value": value}, sentence.plural)
