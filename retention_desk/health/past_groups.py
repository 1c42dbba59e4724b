"""Customers of the past with the same levels as one: what the judging of weights goes over."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import IndicatorColumn, Indicators
from retention_desk.foundation.settings_sections import HealthSettings
from retention_desk.health.past_health import BacktestBasis
from retention_desk.health.score_health import grade, points_by_level, thresholds_of, weighted_score

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]

MOST_GROUPED: Final = 9


@dataclass(frozen=True, eq=False)
class PastGroups:
    """Patterns of levels, and how many of each pattern left and stayed at each past day.

    Attributes
    ----------
    keys : tuple of str, length k
        Indicators.
    points : tuple of ndarray of float, length k, each shape (n_patterns,)
        NaN unknown.
    pattern, day : ndarray, shape (n_entries,)
        Of each pattern at each day that it occurs: positions.
    gone, stayed : ndarray of float, shape (n_entries,)
    pattern_of_row : ndarray of int32, shape (n_rows,)
        Of each customer and day of the basis.
    """

    keys: tuple[str, ...]
    points: tuple[Floats, ...]
    pattern: npt.NDArray[np.int32]
    day: Codes
    gone: Floats
    stayed: Floats
    pattern_of_row: npt.NDArray[np.int32]


def counting_keys(basis: BacktestBasis, indicators: Indicators) -> set[str]:
    """Return the indicators that some set of weights counts, as far as the weights are not the user's."""
    counting = {column.key for column in indicators.columns if column.weight > 0}
    return counting | set(basis.learned.weights if basis.learned is not None else ())


def group_rows(
    basis: BacktestBasis, indicators: Indicators, counting: Set[str], settings: HealthSettings
) -> PastGroups:
    """Return the rows of the past by their levels of the `counting` indicators.

    In smooth mode, and with more than nine indicators, every row is a pattern of its own.
    """
    unknown = np.full(len(basis.left), np.nan)
    used = [
        replace(column, values=basis.values.get(column.key, unknown))
        for column in indicators.columns
        if column.key in counting
    ]
    if settings.smooth or len(used) > MOST_GROUPED or not used:
        return _one_by_one(basis, used, settings)
    levels = grade(used, thresholds_of(used, settings), settings).levels
    code = np.zeros(len(basis.left), dtype=np.int32)
    for place in range(len(used)):
        code *= 4
        code += levels[:, place] + np.int8(1)
    combinations = 4 ** len(used)
    there = np.flatnonzero(np.bincount(code, minlength=combinations))
    number = np.zeros(combinations, dtype=np.int32)
    number[there] = np.arange(len(there), dtype=np.int32)
    pattern = number[code]
    entry = pattern.astype(np.int64) * len(basis.days) + basis.day
    everybody = np.bincount(entry, minlength=len(there) * len(basis.days))
    gone = np.bincount(entry[basis.left], minlength=len(everybody))
    kept = np.flatnonzero(everybody)
    by_level = points_by_level(settings.points, np.float64)
    steps = 4 ** np.arange(len(used))[::-1]
    return PastGroups(
        keys=tuple(column.key for column in used),
        points=tuple(by_level[there // step % 4 - 1] for step in steps),
        pattern=(kept // len(basis.days)).astype(np.int32),
        day=(kept % len(basis.days)).astype(np.int8),
        gone=gone[kept].astype(np.float64),
        stayed=(everybody - gone)[kept].astype(np.float64),
        pattern_of_row=pattern,
    )


def _one_by_one(basis: BacktestBasis, used: list[IndicatorColumn], settings: HealthSettings) -> PastGroups:
    rows = np.arange(len(basis.left), dtype=np.int32)
    grades = grade(used, thresholds_of(used, settings), settings, len(rows))
    points = tuple(grades.points[:, place].astype(np.float64) for place in range(len(used)))
    gone = basis.left.astype(np.float64)
    keys = tuple(column.key for column in used)
    return PastGroups(keys, points, rows, basis.day, gone, 1.0 - gone, rows)


def scores_of(
    groups: PastGroups, sets: Mapping[str, Mapping[str, float]], settings: HealthSettings
) -> dict[str, Floats]:
    """Return the score of every pattern under each set of weights, shape (n_patterns,), NaN without one."""
    n = len(groups.points[0]) if groups.points else len(groups.pattern_of_row)
    found = {}
    for name, weights in sets.items():
        used = [
            (column, weights.get(key, 0.0)) for key, column in zip(groups.keys, groups.points, strict=True)
        ]
        counted = [(column, weight) for column, weight in used if weight > 0]
        given = np.array([weight for _, weight in counted])
        found[name] = weighted_score([c for c, _ in counted], given, settings.minimum_coverage, n)[0]
    return found
