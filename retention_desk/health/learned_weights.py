"""Weights learned from who left: shown as a suggestion, never applied by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.health.ranking_quality import quality_of_counts
from retention_desk.health.weights import scaled_to_100

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]

RESAMPLES: Final = 60
RIDGE: Final = 1.0
STEPS: Final = 40
MOST_ROWS: Final = 20_000


@dataclass(frozen=True)
class LearnedWeights:
    """Weights that total 100, their 95 % bootstrap ranges, and by how much their AUC flatters itself.

    `optimism` is what the AUC on the customers learned from is above that on others, by bootstrap.
    """

    weights: Mapping[str, float]
    ranges: Mapping[str, tuple[float, float]]
    optimism: float


@dataclass(frozen=True, eq=False)
class _Patterns:
    """Each combination of levels that occurs, as points 0–1, with the leavers and stayers who have it."""

    points: Floats
    gone: Floats
    stayed: Floats


def learn_weights(
    keys: Sequence[str],
    levels: Codes,
    left: Flags,
    seed: int,
    progress: Progress = SILENT,
    customer: npt.NDArray[np.int32] | None = None,
) -> LearnedWeights | None:
    """Return weights under which the score best tells who left; None when no indicator does.

    Parameters
    ----------
    keys : sequence of str, length k
    levels : ndarray of int8, shape (n, k)
        2 high, 1 medium, 0 low, −1 unknown (counts as the mean of the known).
    left : ndarray of bool, shape (n,)
    seed : int
        Of the resamples.
    progress : Progress
    customer : ndarray of int32, shape (n,), optional
        Whose row each is, where one customer is seen at several days; by default each is one of their own.

    Notes
    -----
    Logistic regression of staying on the points with coefficients ≥ 0 and a light ridge; weights are the
    coefficients scaled to 100. Ranges: percentiles over 60 resamples of customers, each with all their rows.
    Optimism: mean over the resamples of the AUC on the resample minus that on all customers.

    References
    ----------
    F. E. Harrell: Regression Modeling Strategies, 2nd ed. (2015), section 5.3.4 (optimism bootstrap).
    """
    rows = _rows_of(levels, left, customer, seed)
    patterns = rows.counted(np.ones(rows.n_customers))
    coefficients = _fit(patterns, np.full(len(keys), 0.5))
    if coefficients.sum() <= 1e-6:
        return None
    rng = np.random.default_rng(seed)
    drawn, flattered = [], []
    for round_ in range(RESAMPLES):
        progress.step(round_ / RESAMPLES)
        chosen = rng.integers(0, rows.n_customers, rows.n_customers)
        resample = rows.counted(np.bincount(chosen, minlength=rows.n_customers).astype(np.float64))
        if resample.gone.sum() == 0 or resample.stayed.sum() == 0:
            continue
        found = _fit(resample, coefficients)
        if found.sum() > 0:
            drawn.append(100 * found / found.sum())
            flattered.append(_auc(resample, found) - _auc(patterns, found))
    if not drawn:
        return None
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    return LearnedWeights(
        weights=scaled_to_100(dict(zip(keys, coefficients.tolist(), strict=True))),
        ranges={key: (float(a), float(b)) for key, a, b in zip(keys, low, high, strict=True)},
        optimism=max(float(np.mean(flattered)), 0.0),
    )


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows by the pattern they have; `points` is (n_patterns, k), the others (n_rows,)."""

    points: Floats
    place: npt.NDArray[np.intp]
    left: Flags
    customer: npt.NDArray[np.intp]
    n_customers: int

    def counted(self, times: Floats) -> _Patterns:
        """Return the patterns with each customer counted so many `times`, (n_customers,)."""
        weight = times[self.customer]
        size = len(self.points)
        everybody = np.bincount(self.place, weight, size).astype(np.float64)
        gone = np.bincount(self.place[self.left], weight[self.left], size).astype(np.float64)
        return _Patterns(self.points, gone, everybody - gone)


def _rows_of(levels: Codes, left: Flags, customer: npt.NDArray[np.int32] | None, seed: int) -> _Rows:
    owner = np.arange(len(left)) if customer is None else customer.astype(np.intp)
    if len(levels) > MOST_ROWS and levels.shape[1] > 12:
        chosen = np.random.default_rng(seed).choice(len(levels), MOST_ROWS, replace=False)
        levels, left, owner = levels[chosen], left[chosen], owner[chosen]
    if levels.shape[1] <= 31:
        code = (levels + np.int64(1)) @ (np.int64(4) ** np.arange(levels.shape[1]))
        _, first, place = np.unique(code, return_index=True, return_inverse=True)
        rows = levels[first]
    else:
        rows, place = levels, np.arange(len(levels))
    points = np.where(rows >= 0, rows / 2.0, np.nan)
    counts = np.where(rows >= 0, np.bincount(place, minlength=len(rows))[:, None], 0)
    typical = (np.nan_to_num(points) * counts).sum(axis=0) / np.maximum(counts.sum(axis=0), 1)
    owners, owner = np.unique(owner, return_inverse=True)
    return _Rows(np.where(np.isnan(points), typical, points), place, left, owner, len(owners))


def _fit(patterns: _Patterns, start: Floats) -> Floats:
    """Return non-negative coefficients of the logistic regression of staying, shape (k,).

    Projected Newton steps on the coefficients that are free: not at zero, or pushed away from it.
    """
    x = np.column_stack([np.ones(len(patterns.points)), patterns.points])
    ridge = np.append(1e-6, np.full(x.shape[1] - 1, RIDGE))
    middle = np.log((patterns.stayed.sum() + 0.5) / (patterns.gone.sum() + 0.5))
    at = np.append(middle - start.sum() / 2, start)
    value = _loss(at, x, ridge, patterns)
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(x @ at)))
        both = patterns.gone + patterns.stayed
        gradient = x.T @ (both * chance - patterns.stayed) + ridge * at
        free = (at > 0) | (gradient < 0)
        free[0] = True
        curve = (x[:, free] * (both * chance * (1 - chance))[:, None]).T @ x[:, free]
        curve[np.diag_indices_from(curve)] += ridge[free]
        step = np.zeros(len(at))
        step[free] = np.linalg.solve(curve, gradient[free])
        found, lower = _shortened(at, step, value, x, ridge, patterns)
        gained, at, value = value - lower, found, lower
        if gained <= 1e-9 * (1.0 + abs(value)):
            break
    coefficients: Floats = np.where(at[1:] < 1e-9, 0.0, at[1:])
    return coefficients


def _shortened(
    at: Floats, step: Floats, value: float, x: Floats, ridge: Floats, patterns: _Patterns
) -> tuple[Floats, float]:
    """Return where the step, kept in bounds and halved until the loss falls, leads to, and the loss."""
    for halving in range(20):
        found = at - step * 0.5**halving
        found[1:] = np.maximum(found[1:], 0.0)
        lower = _loss(found, x, ridge, patterns)
        if lower <= value:
            return found, lower
    return at, value


def _loss(at: Floats, x: Floats, ridge: Floats, patterns: _Patterns) -> float:
    z = x @ at
    both = patterns.gone + patterns.stayed
    fit = both * np.logaddexp(0.0, z) - patterns.stayed * z
    return float(fit.sum() + (ridge * at**2).sum() / 2)


def _auc(patterns: _Patterns, coefficients: Floats) -> float:
    value, place = np.unique(np.round(patterns.points @ coefficients, 9), return_inverse=True)
    gone: Floats = np.bincount(place, patterns.gone, len(value)).astype(np.float64)
    stayed: Floats = np.bincount(place, patterns.stayed, len(value)).astype(np.float64)
    return quality_of_counts(gone, stayed).auc
