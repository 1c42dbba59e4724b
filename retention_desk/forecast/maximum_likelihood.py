"""What the maximum-likelihood fits share: bounds, when a search has settled, and gamma-function sums."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LOG_BOUNDS = (-9.0, 16.0)
STEEPEST = 1e-3
FLAT = 1e-5
NUDGE = 1e-4
MOST_STEPS = 6

Data = TypeVar("Data")


def has_settled(outcome: Any) -> bool:
    """Return whether a bounded search (`scipy.optimize.OptimizeResult`) ended where no step helps.

    Notes
    -----
    At a bound the slope that leads out of it does not count.
    """
    low, high = LOG_BOUNDS
    slope = np.asarray(outcome.jac, dtype=np.float64).copy()
    slope[(outcome.x <= low + 1e-6) & (slope > 0)] = 0.0
    slope[(outcome.x >= high - 1e-6) & (slope < 0)] = 0.0
    return bool(np.isfinite(outcome.fun)) and bool(np.all(np.abs(slope) < STEEPEST))


def repeat_sums(shape: float, repeats: Floats, weight: Floats) -> tuple[float, float]:
    """Return Σ w (ln Γ(r + x) − ln Γ(r)) and its derivative in r, Σ w (ψ(r + x) − ψ(r)).

    Parameters
    ----------
    shape : float
        r > 0.
    repeats, weight : ndarray, shape (n,)
        Whole counts x ≥ 0, and customers having each.
    """
    from scipy.special import digamma, gammaln

    customers = np.bincount(repeats.astype(np.intp), weights=weight)
    x = np.flatnonzero(customers)
    log_gamma = customers[x] @ (gammaln(shape + x) - gammaln(shape))
    slope = customers[x] @ (digamma(shape + x) - digamma(shape))
    return float(log_gamma), float(slope)


def polish(
    loss: Callable[[Floats, Data], tuple[float, Floats]], point: Floats, sample: Data, whole: Data
) -> Any | None:
    """Return where Newton steps over the whole data end, from the optimum of a sample; None if they fail.

    Parameters
    ----------
    loss : callable
        ``loss(point, data)`` gives the mean loss and its gradient.
    point : ndarray, shape (k,)
        Optimum of the sample, in logarithms of the parameters.
    sample, whole
        Data that `loss` takes.

    Returns
    -------
    object with x, fun and jac, or None
        As of a search. None at a bound, where the sample has no proper curvature, or where a step makes it
        worse: a search is needed then.

    Notes
    -----
    The curvature is that of the sample, from differences of its gradient, and learns from each step taken
    (BFGS), so that a handful of evaluations over the whole data are enough.
    """
    low, high = LOG_BOUNDS
    if (point <= low + 0.1).any() or (point >= high - 0.1).any():
        return None
    inverse = _inverse_curvature(loss, point, sample)
    if inverse is None:
        return None
    value, slope = loss(point, whole)
    for _ in range(MOST_STEPS):
        if np.abs(slope).max() < FLAT:
            return SimpleNamespace(x=point, fun=value, jac=slope)
        step = -inverse @ slope
        if np.abs(step).max() > 1.0:
            return None
        found = point + step
        lower, new_slope = loss(found, whole)
        if not lower <= value + 1e-12 * abs(value):
            return None
        inverse = _updated(inverse, step, new_slope - slope)
        point, value, slope = found, lower, new_slope
    return SimpleNamespace(x=point, fun=value, jac=slope) if np.abs(slope).max() < FLAT else None


def _inverse_curvature(
    loss: Callable[[Floats, Data], tuple[float, Floats]], point: Floats, sample: Data
) -> Floats | None:
    nudges = NUDGE * np.eye(len(point))
    rows = [(loss(point + n, sample)[1] - loss(point - n, sample)[1]) / (2 * NUDGE) for n in nudges]
    curvature = (np.array(rows) + np.array(rows).T) / 2
    bent, turned = np.linalg.eigh(curvature)
    if not np.isfinite(curvature).all() or bent.min() <= 1e-8 * bent.max():
        return None
    return np.asarray(turned / bent @ turned.T)


def _updated(inverse: Floats, step: Floats, change: Floats) -> Floats:
    """Return the inverse curvature after a step that changed the slope (BFGS); as it was without gain."""
    along = float(step @ change)
    if along <= 1e-14:
        return inverse
    across = np.eye(len(step)) - np.outer(step, change) / along
    return np.asarray(across @ inverse @ across.T + np.outer(step, step) / along)
