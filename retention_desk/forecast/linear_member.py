"""The linear member of the stack: logistic regression on scaled numbers and marked categories."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import FeatureTable
from retention_desk.forecast.ridge_logistic import fit_ridge_logistic
from retention_desk.foundation.progress import SILENT, Progress

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

RIDGE = 1.0
FEWEST_OF_LEVEL = 10
MOST_LEVELS = 100


@dataclass(frozen=True, eq=False)
class LinearMember:
    """A fitted logistic regression over a feature table.

    Attributes
    ----------
    plan : tuple of (feature, level)
        One per column of the design: level −2 the number itself, −1 its being unknown, ≥ 0 a category.
    fill, middle, scale : ndarray, shape (k,)
        Value put in for an unknown number; mean and spread of each column in training.
    low, high : ndarray, shape (k,)
        Least and greatest value of each column in training: what lies beyond counts as these, because a
        straight line says nothing of where it has not been.
    intercept : float
    coefficients : ndarray, shape (k,)
    """

    plan: tuple[tuple[int, int], ...]
    fill: Floats
    middle: Floats
    scale: Floats
    low: Floats
    high: Floats
    intercept: float
    coefficients: Floats

    def contributions(self, table: FeatureTable) -> Floats:
        """Return additive contributions to the log-odds, shape (n, f + 1); the last column is the base.

        Notes
        -----
        A feature's contribution is the sum over its columns of coefficient × (value − training mean), so
        that the base is the log-odds of an average customer.
        """
        result = np.zeros((table.n, len(table.features) + 1))
        columns = self._design(table)
        columns *= self.coefficients
        for k, (feature, _) in enumerate(self.plan):
            result[:, feature] += columns[:, k]
        result[:, -1] = self.intercept
        return result

    def logit(self, table: FeatureTable) -> Floats:
        """Return the log-odds of leaving, shape (n,)."""
        return np.asarray(self._design(table) @ self.coefficients + self.intercept)

    def _design(self, table: FeatureTable) -> Floats:
        columns = _columns(table.numbers, self.plan, self.fill)
        np.clip(columns, self.low, self.high, out=columns)
        columns -= self.middle
        columns /= self.scale
        return columns


def fit_linear_member(
    table: FeatureTable, left: Floats, ridge: float = RIDGE, progress: Progress = SILENT
) -> LinearMember:
    """Return the logistic regression of leaving on all features.

    Notes
    -----
    Numbers are scaled to mean 0 and spread 1, unknown ones set to the median and marked in a column of
    their own; categories with ten customers or more get a column each.
    """
    plan = _plan(table)
    numbers, none = table.numbers, np.zeros(len(plan))
    fill = np.array([_median(numbers[:, f]) if level == -2 else 0.0 for f, level in plan])
    columns = _columns(numbers, plan, fill)
    progress.step(0.0)
    middle = columns.mean(axis=0)
    progress.step(0.0)
    scale = columns.std(axis=0)
    progress.step(0.0)
    scale[scale < 1e-12] = 1.0
    categories = np.array([level != -2 for _, level in plan], dtype=bool)
    scale[categories] = 1.0
    low, high = (columns.min(axis=0), columns.max(axis=0)) if len(columns) else (none, none)
    columns -= middle
    columns /= scale
    progress.step(0.0)
    intercept, coefficients = fit_ridge_logistic(columns, left, ridge, progress)
    return LinearMember(plan, fill, middle, scale, low, high, intercept, coefficients)


def _plan(table: FeatureTable) -> tuple[tuple[int, int], ...]:
    plan: list[tuple[int, int]] = []
    for f, feature in enumerate(table.features):
        values = table.numbers[:, f]
        known = np.isfinite(values)
        if feature.is_category:
            counts = np.bincount(values[known].astype(np.intp), minlength=len(feature.levels))
            often = np.argsort(-counts, kind="stable")[:MOST_LEVELS]
            plan += [(f, int(level)) for level in np.sort(often[counts[often] >= FEWEST_OF_LEVEL])]
        else:
            plan.append((f, -2))
        if not known.all():
            plan.append((f, -1))
    return tuple(plan)


def _columns(numbers: Floats, plan: tuple[tuple[int, int], ...], fill: Floats) -> Floats:
    result = np.empty((len(numbers), len(plan)))
    for k, (feature, level) in enumerate(plan):
        values = numbers[:, feature]
        if level == -2:
            result[:, k] = np.where(np.isfinite(values), values, fill[k])
        elif level == -1:
            result[:, k] = ~np.isfinite(values)
        else:
            result[:, k] = values == level
    return result


def _median(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) else 0.0
