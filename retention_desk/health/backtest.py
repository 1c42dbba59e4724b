"""Would these weights have seen it coming? The score as it stood before, against who then left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import BacktestRow, Health, HealthBacktest, Indicators
from retention_desk.foundation.settings import AnalysisSettings, HealthSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.learned_weights import LearnedWeights, learn_weights
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.ranking_quality import ranking_quality
from retention_desk.health.score_health import band_of, grade, score_of, thresholds_of
from retention_desk.health.weights import scaled_to_100
from retention_desk.health.who_left import Outcome, who_left

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST: Final = 50

LABELS: Final[Mapping[str, Phrase]] = {
    "current": phrase("These weights"),
    "default": phrase("Profile's weights"),
    "equal": phrase("Equal weights"),
    "learned": phrase("Learned weights"),
}
_NOTHING_TELLS: Final = phrase(
    "Needs orders, activity or subscriptions with dates, or a churn column: nothing tells who left."
)
_NOTHING_SCORED: Final = phrase("No indicator that counts was known then.")


@dataclass(frozen=True, eq=False)
class BacktestBasis:
    """The slow part of the backtest: indicators of the past, who then left, and the learned weights.

    Attributes
    ----------
    as_of : date or None
        The day looked from; None for a same-date association.
    horizon_days : int
    values : mapping of indicator key to ndarray, shape (n,)
        As they stood on that day, for those who were there.
    left : ndarray of bool, shape (n,)
    note : Phrase
        What counts as having left.
    learned : LearnedWeights or None
        Learned on the levels of the default thresholds.
    """

    as_of: dt.date | None
    horizon_days: int
    values: Mapping[str, Floats]
    left: Flags
    note: Phrase
    learned: LearnedWeights | None


def prepare_backtest(
    data: CustomerData, settings: AnalysisSettings, progress: Progress = SILENT
) -> BacktestBasis | None:
    """Return what judging weights needs, or None when the data cannot tell who left.

    Reads only ``general.*``, ``health.profile``, ``health.directions`` and ``churn.seed``. Indicators are
    measured again on the data as of ``horizon_days`` before (`CustomerData.until`): nothing later is seen.
    """
    horizon_days = settings.general.horizon_days
    outcome = who_left(data, horizon_days, settings.general.active_window_days)
    if outcome is None:
        return None
    past, place = _past(data, outcome)
    measured = measure_indicators(past, order_book(past), settings, progress.part(0.0, 0.5))
    known = outcome.there[place]
    left = outcome.left[place][known]
    columns = [
        replace(column, values=column.values[known])
        for column in measured.columns
        if outcome.cut is None or not column.key.startswith("column.")
    ]
    counted = [column for column in columns if column.weight > 0 and not np.isnan(column.values).all()]
    learned = None
    if counted and _enough(left):
        levels = grade(counted, [column.thresholds for column in counted], HealthSettings()).levels
        keys = [column.key for column in counted]
        learned = learn_weights(keys, levels, left, settings.churn.seed, progress.part(0.5, 1.0))
    values = {column.key: column.values for column in columns}
    return BacktestBasis(outcome.cut, horizon_days, values, left, outcome.note, learned)


def judge_weights(
    basis: BacktestBasis | None, indicators: Indicators, health: Health, settings: AnalysisSettings
) -> HealthBacktest:
    """Return how the current weights would have done, beside the profile's, equal and learned ones.

    Missed are leavers outside the at-risk band, false alarms stayers inside it. All rows count the same
    customers: those every set of weights gives a score. The AUC of the learned weights is lowered by
    their optimism.
    """
    if basis is None:
        return HealthBacktest(None, settings.general.horizon_days, 0, 0, (), _NOTHING_TELLS)
    sets = _weight_sets(basis, indicators, health)
    scores = _scores(basis, indicators, sets, settings.health)
    known = np.logical_and.reduce([~np.isnan(score) for score in scores.values()])
    left = basis.left[known]
    answer = HealthBacktest(
        basis.as_of, basis.horizon_days, len(left), int(left.sum()), (), _missing(basis, left), basis.note
    )
    if answer.missing is not None:
        return answer
    rows = tuple(
        _row(name, scores[name][known], left, weights, basis.learned, settings.health)
        for name, weights in sets.items()
    )
    return replace(answer, rows=rows)


def _past(data: CustomerData, outcome: Outcome) -> tuple[CustomerData, npt.NDArray[np.intp]]:
    """Return the data of the past and the present position of each of its customers."""
    if outcome.cut is None:
        return data, np.arange(data.n_customers)
    past = data.until(outcome.cut)
    return past, data.customer_ids.get_indexer(past.customer_ids)


def _enough(left: Flags) -> bool:
    return FEWEST <= int(left.sum()) <= len(left) - FEWEST


def _missing(basis: BacktestBasis, left: Flags) -> Phrase | None:
    if _enough(left):
        return None
    if not len(left) and len(basis.left):
        return _NOTHING_SCORED
    return phrase(
        "Too few to tell: {left:count} left and {stayed:count} stayed, {fewest:count} of each are needed.",
        left=int(left.sum()),
        stayed=int((~left).sum()),
        fewest=FEWEST,
    )


def _weight_sets(
    basis: BacktestBasis, indicators: Indicators, health: Health
) -> dict[str, Mapping[str, float]]:
    default = {column.key: column.weight for column in indicators.columns}
    sets: dict[str, Mapping[str, float]] = {
        "current": dict(zip(health.keys, health.weights, strict=True)),
        "default": default,
        "equal": scaled_to_100({key: 1.0 for key, weight in default.items() if weight > 0}),
    }
    if basis.learned is not None:
        sets["learned"] = basis.learned.weights
    return sets


def _scores(
    basis: BacktestBasis,
    indicators: Indicators,
    sets: Mapping[str, Mapping[str, float]],
    settings: HealthSettings,
) -> dict[str, Floats]:
    """Return the score of everybody in the backtest under each set of weights; what is unknown is NaN."""
    unknown = np.full(len(basis.left), np.nan)
    used = [c for c in indicators.columns if any(weights.get(c.key) for weights in sets.values())]
    columns = [replace(column, values=basis.values.get(column.key, unknown)) for column in used]
    if not columns:
        return dict.fromkeys(sets, unknown)
    grades = grade(columns, thresholds_of(columns, settings), settings)
    return {
        name: score_of(grades, np.array([weights.get(c.key, 0.0) for c in columns]), settings)[0]
        for name, weights in sets.items()
    }


def _row(
    name: str,
    score: Floats,
    left: Flags,
    weights: Mapping[str, float],
    learned: LearnedWeights | None,
    settings: HealthSettings,
) -> BacktestRow:
    quality = ranking_quality(score, left)
    at_risk = band_of(score, settings) == 0
    is_learned = name == "learned" and learned is not None
    flattery = learned.optimism if is_learned and learned is not None else 0.0
    return BacktestRow(
        name=name,
        label=LABELS[name],
        auc=quality.auc - flattery,
        auc_low=max(quality.auc_low - flattery, 0.0),
        auc_high=quality.auc_high - flattery,
        worst_tenth_share=quality.worst_tenth_share,
        missed=int((left & ~at_risk).sum()),
        false_alarms=int((~left & at_risk).sum()),
        weights=weights,
        weight_ranges=learned.ranges if is_learned and learned is not None else {},
    )
