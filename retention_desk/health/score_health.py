"""Health scores: levels, points, weighted score, coverage and band of every customer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.results import Health, IndicatorColumn, Indicators
from retention_desk.foundation.rounding import round_half_up
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HealthSettings, Points, Thresholds
from retention_desk.foundation.wording import phrase
from retention_desk.health.measure_indicators import catalogue
from retention_desk.health.weights import check_indicator_keys, resolve_weights

Floats = npt.NDArray[np.float64]
Points32 = npt.NDArray[np.float32]
Codes = npt.NDArray[np.int8]

MOST_COMBINED: Final = 7


@dataclass(frozen=True, eq=False)
class Grades:
    """Levels and points of several indicators, shape (n_customers, k); see `Health`."""

    levels: Codes
    points: Points32


def grade_indicators(indicators: Indicators, settings: AnalysisSettings) -> Grades:
    """Return levels and points under the thresholds of the settings: what does not hang on the weights.

    Raises
    ------
    UserFacingError
        ``thresholds_order``, ``unknown_indicator``.
    """
    chosen = settings.health
    _check_thresholds(indicators, chosen)
    thresholds = thresholds_of(indicators.columns, chosen)
    return grade(indicators.columns, thresholds, chosen, indicators.n_customers)


def score_health(indicators: Indicators, settings: AnalysisSettings, grades: Grades | None = None) -> Health:
    """Return scores, coverage and bands under the weights and thresholds of the settings.

    Parameters
    ----------
    indicators : Indicators
    settings : AnalysisSettings
    grades : Grades, optional
        What `grade_indicators` gives for them; by default they are graded here.

    Raises
    ------
    UserFacingError
        ``unknown_indicator``, ``weights_total``, ``thresholds_order``.

    Notes
    -----
    Score = Σ wᵢpᵢ ÷ Σ wᵢ over the indicators known for the customer, rounded half up to 0.1; coverage =
    known weight ÷ total weight. Excel gives the same by ``ROUND(SUMPRODUCT(w, p) / SUMIF(p, ">=0", w), 1)``.
    """
    chosen = settings.health
    weights = resolve_weights(indicators, chosen)
    grades = grades or grade_indicators(indicators, settings)
    score, coverage = score_of(grades, np.array(weights), chosen)
    return Health(
        profile=indicators.profile,
        keys=tuple(column.key for column in indicators.columns),
        weights=weights,
        thresholds=thresholds_of(indicators.columns, chosen),
        levels=grades.levels,
        points=grades.points,
        score=score,
        coverage=coverage,
        band=band_of(score, chosen),
    )


def _check_thresholds(indicators: Indicators, settings: HealthSettings) -> None:
    columns = {column.key: column for column in indicators.columns}
    check_indicator_keys(settings.thresholds, list({**columns, **catalogue()}), "health.thresholds")
    for key, cut in settings.thresholds.items():
        if key not in columns:
            continue
        higher = columns[key].higher_is_better
        if (cut.high < cut.medium) if higher else (cut.high > cut.medium):
            raise UserFacingError(
                "thresholds_order",
                phrase(
                    "The thresholds of “{key}” cross: high is {high:number2}, medium {medium:number2}.",
                    key=key,
                    high=cut.high,
                    medium=cut.medium,
                ),
                f"health.thresholds.{key}",
                phrase("Higher is better here: set high to at least medium.")
                if higher
                else phrase("Lower is better here: set high to at most medium."),
            )


def thresholds_of(columns: Sequence[IndicatorColumn], settings: HealthSettings) -> tuple[Thresholds, ...]:
    """Return the thresholds of each column: those that were set, else its defaults."""
    return tuple(settings.thresholds.get(column.key, column.thresholds) for column in columns)


def grade(
    columns: Sequence[IndicatorColumn],
    thresholds: Sequence[Thresholds],
    settings: HealthSettings,
    n_customers: int = 0,
) -> Grades:
    """Return the level and points of every customer for each column, shape (n_customers, k).

    `n_customers` counts where there is no column.
    """
    n = len(columns[0].values) if columns else n_customers
    levels = np.empty((len(columns), n), dtype=np.int8)
    # Excel computes the straight lines in double precision: singles would round differently now and then
    points = np.empty((len(columns), n), dtype=np.float64 if settings.smooth else np.float32)
    for place, (column, cut) in enumerate(zip(columns, thresholds, strict=True)):
        levels[place] = level_of(column.values, cut, higher_is_better=column.higher_is_better)
        if settings.smooth:
            points[place] = smooth_points(column.values, cut, settings.points, column.higher_is_better)
        else:
            points[place] = points_by_level(settings.points, np.float32).take(levels[place], mode="wrap")
    return Grades(levels.T, points.T)


def level_of(values: Floats, cut: Thresholds, *, higher_is_better: bool) -> Codes:
    """Return 2 high, 1 medium, 0 low, −1 unknown; a value on a threshold takes the better level."""
    if higher_is_better:
        high, medium = values >= cut.high, values >= cut.medium
    else:
        high, medium = values <= cut.high, values <= cut.medium
    levels: Codes = high.view(np.int8) + medium.view(np.int8)
    levels -= np.isnan(values).view(np.int8)
    return levels


def smooth_points(values: Floats, cut: Thresholds, points: Points, higher_is_better: bool) -> Floats:
    """Return points that run in straight lines between the thresholds, NaN unknown.

    Low points up to the medium threshold, medium points half-way to the high one, high points from there
    on; where both thresholds are one, the points step as they do by level.
    """
    sign = 1.0 if higher_is_better else -1.0
    start, end = sign * cut.medium, sign * cut.high
    if end <= start:
        levels = level_of(values, cut, higher_is_better=higher_is_better)
        return points_by_level(points, np.float64)[levels]
    result: Floats = np.interp(
        sign * values, [start, (start + end) / 2, end], [points.low, points.medium, points.high]
    )
    return result


def score_of(grades: Grades, weights: Floats, settings: HealthSettings) -> tuple[Floats, Floats]:
    """Return score (0–100, NaN where too little is known) and coverage (0–1), both shape (n_customers,).

    Notes
    -----
    By level, up to seven weighted indicators have at most 4⁷ combinations of levels: each combination is
    scored once and every customer looks theirs up.
    """
    active = np.flatnonzero(weights > 0)
    if settings.smooth or len(active) > MOST_COMBINED:
        points = [_exact_points(grades, int(place), settings) for place in active]
        return weighted_score(points, weights[active], settings.minimum_coverage, len(grades.levels))
    code = np.zeros(len(grades.levels), dtype=np.int16)
    for place in active:
        code *= 4
        code += grades.levels[:, place] + np.int8(1)
    combined = np.arange(4 ** len(active))
    table = np.append(np.nan, points_by_level(settings.points, np.float64)[:3])
    steps = 4 ** np.arange(len(active))[::-1]
    points = [table[combined // step % 4] for step in steps]
    score, coverage = weighted_score(points, weights[active], settings.minimum_coverage, len(combined))
    return score[code], coverage[code]


def _exact_points(grades: Grades, place: int, settings: HealthSettings) -> Floats:
    if settings.smooth:
        return grades.points[:, place].astype(np.float64)
    return points_by_level(settings.points, np.float64)[grades.levels[:, place]]


def weighted_score(
    points: Sequence[Floats], weights: Floats, minimum_coverage: float, n: int
) -> tuple[Floats, Floats]:
    """Return Σ wp ÷ Σ w over the known points, rounded half up to 0.1, and the coverage, shape (n,)."""
    total = np.zeros(n)
    known_weight = np.zeros(n)
    for column, weight in zip(points, weights, strict=True):
        known = ~np.isnan(column)
        total += np.where(known, column, 0.0) * weight
        known_weight += known * weight
    whole = weights.sum()
    coverage = known_weight / whole if whole > 0 else np.zeros(n)
    enough = (known_weight > 0) & (coverage >= minimum_coverage - 1e-12)
    score = np.full(n, np.nan)
    np.divide(total, known_weight, out=score, where=enough)
    return round_half_up(score, 1), coverage


def band_of(score: Floats, settings: HealthSettings) -> Codes:
    """Return the position in `vocabulary.BANDS` (0 at risk, 1 watch, 2 healthy), −1 without a score."""
    cut = Thresholds(settings.bands.healthy, settings.bands.watch)
    return level_of(score, cut, higher_is_better=True)


def points_by_level(points: Points, dtype: type[Any]) -> npt.NDArray[Any]:
    """Return the points of levels 0, 1 and 2; the last entry, NaN, is that of level −1."""
    return np.array([points.low, points.medium, points.high, np.nan], dtype=dtype)
