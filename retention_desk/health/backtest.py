"""Would these weights have seen it coming? The score as it stood before, against who then left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.results import (
    BacktestRow,
    Health,
    HealthBacktest,
    IndicatorColumn,
    Indicators,
)
from retention_desk.foundation.settings import AnalysisSettings, HealthSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.learned_weights import LearnedWeights, learn_weights
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.ranking_quality import ranking_quality
from retention_desk.health.score_health import (
    Grades,
    band_of,
    grade,
    points_by_level,
    score_of,
    thresholds_of,
)
from retention_desk.health.weights import scaled_to_100
from retention_desk.health.who_left import Outcome, who_left

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FEWEST: Final = 50
MOST_GROUPED: Final = 9

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
    if counted and _enough(int(left.sum()), len(left)):
        levels = grade(counted, [column.thresholds for column in counted], HealthSettings()).levels
        keys = [column.key for column in counted]
        learned = learn_weights(keys, levels, left, settings.churn.seed, progress.part(0.5, 1.0))
    values = {column.key: column.values for column in columns}
    return BacktestBasis(outcome.cut, horizon_days, values, left, outcome.note, learned)


def group_past(
    basis: BacktestBasis | None, indicators: Indicators, settings: AnalysisSettings
) -> PastGroups | None:
    """Return the customers of the past by their levels, as far as it does not hang on the weights.

    Reads only ``health.thresholds``, ``health.points`` and ``health.smooth``.
    """
    if basis is None:
        return None
    counting = {column.key for column in indicators.columns if column.weight > 0}
    if basis.learned is not None:
        counting |= set(basis.learned.weights)
    return _grouped(basis, indicators, counting, settings.health)


def judge_weights(
    basis: BacktestBasis | None,
    indicators: Indicators,
    health: Health,
    settings: AnalysisSettings,
    groups: PastGroups | None = None,
) -> HealthBacktest:
    """Return how the current weights would have done, beside the profile's, equal and learned ones.

    Missed are leavers outside the at-risk band, false alarms stayers inside it. All rows count the same
    customers: those every set of weights gives a score. The AUC of the learned weights is lowered by
    their optimism. `groups` is what `group_past` gives for them; by default it is made here.
    """
    if basis is None:
        return HealthBacktest(None, settings.general.horizon_days, 0, 0, (), _NOTHING_TELLS)
    sets = _weight_sets(basis, indicators, health)
    counting = {key for weights in sets.values() for key, weight in weights.items() if weight}
    if groups is None or not counting <= {column.key for column in groups.columns}:
        groups = _grouped(basis, indicators, counting, settings.health)
    places = [column.key for column in groups.columns]
    scores = {
        name: score_of(groups.grades, np.array([weights.get(key, 0.0) for key in places]), settings.health)[0]
        for name, weights in sets.items()
    }
    known = np.logical_and.reduce([~np.isnan(score) for score in scores.values()])
    gone, stayed = groups.gone[known], groups.stayed[known]
    left, n = round(gone.sum()), round(gone.sum() + stayed.sum())
    missing = _missing(basis, left, n)
    rows = tuple(
        _row(name, scores[name][known], gone, stayed, weights, basis.learned, settings.health)
        for name, weights in sets.items()
        if missing is None
    )
    return HealthBacktest(basis.as_of, basis.horizon_days, n, left, rows, missing, basis.note)


def _past(data: CustomerData, outcome: Outcome) -> tuple[CustomerData, npt.NDArray[np.intp]]:
    """Return the data of the past and the present position of each of its customers."""
    if outcome.cut is None:
        return data, np.arange(data.n_customers)
    past = data.until(outcome.cut)
    return past, data.customer_ids.get_indexer(past.customer_ids)


def _enough(left: int, n: int) -> bool:
    return FEWEST <= left <= n - FEWEST


def _missing(basis: BacktestBasis, left: int, n: int) -> Phrase | None:
    if _enough(left, n):
        return None
    if n == 0 and len(basis.left):
        return _NOTHING_SCORED
    return phrase(
        "Too few to tell: {left:count} left and {stayed:count} stayed, {fewest:count} of each are needed.",
        left=left,
        stayed=n - left,
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


@dataclass(frozen=True, eq=False)
class PastGroups:
    """Customers with the same levels as one row: their levels and points, and how many left and stayed."""

    columns: tuple[IndicatorColumn, ...]
    grades: Grades
    gone: Floats
    stayed: Floats


def _grouped(
    basis: BacktestBasis, indicators: Indicators, counting: Set[str], settings: HealthSettings
) -> PastGroups:
    unknown = np.full(len(basis.left), np.nan)
    used = tuple(
        replace(column, values=basis.values.get(column.key, unknown))
        for column in indicators.columns
        if column.key in counting
    )
    if not used:
        empty = np.zeros((len(basis.left), 0))
        grades = Grades(empty.astype(np.int8), empty.astype(np.float32))
        return PastGroups((), grades, basis.left.astype(np.float64), (~basis.left).astype(np.float64))
    grades = grade(used, thresholds_of(used, settings), settings)
    if settings.smooth or len(used) > MOST_GROUPED:
        return PastGroups(used, grades, basis.left.astype(np.float64), (~basis.left).astype(np.float64))
    code = np.zeros(len(basis.left), dtype=np.int32)
    for place in range(len(used)):
        code *= 4
        code += grades.levels[:, place] + np.int8(1)
    everybody = np.bincount(code)
    gone = np.bincount(code[basis.left], minlength=len(everybody))
    there = np.flatnonzero(everybody)
    steps = 4 ** np.arange(len(used))[::-1]
    levels = (there[:, None] // steps % 4 - 1).astype(np.int8)
    points = points_by_level(settings.points, np.float32)[levels]
    gone = gone[there]
    return PastGroups(
        used, Grades(levels, points), gone.astype(np.float64), (everybody[there] - gone).astype(np.float64)
    )


def _row(
    name: str,
    score: Floats,
    gone: Floats,
    stayed: Floats,
    weights: Mapping[str, float],
    learned: LearnedWeights | None,
    settings: HealthSettings,
) -> BacktestRow:
    quality = ranking_quality(score, gone, stayed)
    at_risk = band_of(score, settings) == 0
    suggested = learned if name == "learned" else None
    flattery = suggested.optimism if suggested is not None else 0.0
    return BacktestRow(
        name=name,
        label=LABELS[name],
        auc=quality.auc - flattery,
        auc_low=max(quality.auc_low - flattery, 0.0),
        auc_high=quality.auc_high - flattery,
        worst_tenth_share=quality.worst_tenth_share,
        missed=round(gone[~at_risk].sum()),
        false_alarms=round(stayed[at_risk].sum()),
        weights=weights,
        weight_ranges=suggested.ranges if suggested is not None else {},
    )
