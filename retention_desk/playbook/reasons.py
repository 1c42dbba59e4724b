"""Why each customer is on the list, in up to three sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import ChurnForecast, Health, Indicators
from retention_desk.foundation.wording import Phrase

MOST: Final = 3
LEAST_CHANGE_SHARE: Final = 0.01
"""A part of the forecast that moves the probability by less than a point is no reason to name."""

TOPICS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "silent_beyond_rhythm": "silence",
        "days_since_last_order": "silence",
        "no_login": "activity",
        "days_since_last_activity": "activity",
        "low_usage": "usage",
        "usage_frequency": "usage",
        "usage_halved": "usage_change",
        "early_usage_drop": "usage_change",
        "usage_trend": "usage_change",
        "amount_down_twice": "amount",
        "order_amount_halved": "amount",
        "order_amount": "amount",
        "purchase_amount": "amount",
        "mrr_reduced": "monthly_amount",
        "mrr_trend": "monthly_amount",
        "frequent_complaints": "complaints",
        "after_sales_feedback": "complaints",
        "open_complaint": "open_cases",
        "open_tickets": "open_cases",
        "low_survey_answer": "survey",
        "survey_score": "survey",
        "bill_overdue": "payment",
        "payment_delay": "payment",
        "many_returns": "returns",
        "returns_share": "returns",
        "community_silent": "community",
        "community_participation": "community",
        "referrals_stopped": "referral",
        # parts of the forecast that say the same
        "silence_in_rhythms": "silence",
        "silence_effect": "silence",
        "recent_orders": "frequency",
        "order_trend": "frequency",
        "order_frequency": "frequency",
        "fresh_chance": "orders",
        "orders_per_year": "orders",
        "customer_for_days": "tenure",
        "account_age": "tenure",
        "use_in_30_days": "usage",
        "use_trend": "usage_change",
        "mrr_change": "monthly_amount",
        "last_score": "survey",
        "late_bills": "payment",
        "contributions": "community",
        "features_used": "feature_breadth",
    }
)
"""What a signal or an indicator is about, where several are about the same: one reason of each is enough."""

Named = tuple[str, Phrase]


def reasons_of(
    listed: npt.NDArray[np.intp], indicators: Indicators, health: Health, churn: ChurnForecast
) -> list[tuple[Phrase, ...]]:
    """Return up to three reasons of each listed customer: forecast, then warnings, then low indicators.

    Of the forecast what drives the probability up by a point or more; of one topic the first. Indicators
    of medium level are named only when there is nothing else.
    """
    warned = _warned(listed, indicators)
    low, medium = _standing(listed, indicators, health)
    result = []
    for row, customer in enumerate(listed.tolist()):
        found: dict[str, Phrase] = {}
        for key, sentence in chain(_of_forecast(customer, churn), warned[row], low[row]):
            found.setdefault(TOPICS.get(key, key), sentence)
            if len(found) == MOST:
                break
        result.append(tuple((found or dict(medium[row][:MOST])).values()))
    return result


def _of_forecast(customer: int, churn: ChurnForecast) -> Iterator[Named]:
    if churn.reasons is None or not churn.reasons.top.shape[1]:
        return
    for reason in churn.reasons.of(customer, churn.reasons.top.shape[1]):
        if reason.change_share >= LEAST_CHANGE_SHARE:
            yield reason.feature, reason.sentence


def _warned(listed: npt.NDArray[np.intp], indicators: Indicators) -> list[list[Named]]:
    """Return the warnings of each listed customer, in display order."""
    found: list[list[Named]] = [[] for _ in listed]
    for signal in indicators.warnings:
        values = signal.values[listed]
        for row in np.flatnonzero(signal.raised[listed]).tolist():
            found[row].append((signal.key, with_value(signal.sentence, float(values[row]))))
    return found


def _standing(
    listed: npt.NDArray[np.intp], indicators: Indicators, health: Health
) -> tuple[list[list[Named]], list[list[Named]]]:
    """Return the indicators that count at low and at medium level of each, the heaviest first."""
    low: list[list[Named]] = [[] for _ in listed]
    medium: list[list[Named]] = [[] for _ in listed]
    weights = np.array(health.weights)
    for place in np.argsort(-weights, kind="stable"):
        if weights[place] <= 0:
            break
        column = indicators.columns[place]
        values, levels = column.values[listed], health.levels[listed, place]
        for level, found in ((0, low), (1, medium)):
            for row in np.flatnonzero(levels == level).tolist():
                if len(found[row]) < MOST:
                    found[row].append((column.key, with_value(column.sentence, float(values[row]))))
    return low, medium


def with_value(sentence: Phrase, value: object) -> Phrase:
    """Return the sentence with ``{value}`` put in."""
    return Phrase(sentence.text, {**sentence.values, "value": value}, sentence.plural)
