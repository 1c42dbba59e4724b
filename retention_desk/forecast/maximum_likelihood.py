"""What the maximum-likelihood fits share: bounds, when a search has settled, and gamma-function sums."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

LOG_BOUNDS = (-9.0, 16.0)
STEEPEST = 1e-3


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
