"""How wide an interval has to be when one looks more than once."""

from __future__ import annotations

from functools import lru_cache
from statistics import NormalDist
from typing import Final

import numpy as np

_NODES: Final = 400


def looked_quantile(look: int, looks: int, error_share: float = 0.05) -> float:
    """Return what stands in the place of 1.96 at one of several looks, so that all of them keep to the error.

    Parameters
    ----------
    look : int
        Which look it is, from 1.
    looks : int
        How many there will be.
    error_share : float
        Chance that any of the intervals misses the truth, two-sided.

    Notes
    -----
    O'Brien and Fleming's boundary C × √(looks ÷ look): wide at first, hardly wider than usual at the last
    look. With it intervals are repeated confidence intervals. The looks are taken as equally far apart in
    what they know; more looks than planned are planned for all the same.

    References
    ----------
    O'Brien and Fleming (1979), A multiple testing procedure for clinical trials, Biometrics 35, 549–556;
    Jennison and Turnbull (2000), Group Sequential Methods with Applications to Clinical Trials, ch. 2 and 9.

    Examples
    --------
    >>> round(looked_quantile(5, 5), 3)
    2.04
    """
    planned = max(looks, look, 1)
    return boundary_constant(planned, error_share) * float(np.sqrt(planned / max(look, 1)))


@lru_cache(maxsize=64)
def boundary_constant(looks: int, error_share: float = 0.05) -> float:
    """Return C: a Brownian motion stays within ±C at `looks` equal steps with probability 1 − error share."""
    if looks == 1:
        return NormalDist().inv_cdf(1 - error_share / 2)
    from scipy.optimize import brentq

    found: float = brentq(lambda c: _stays_within(c, looks) - (1 - error_share), 1.0, 5.0, xtol=1e-7)
    return found


def _stays_within(limit: float, looks: int) -> float:
    """Return the probability that the motion is within ±limit at every step (Armitage, McPherson, Rowe)."""
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    at, weight = nodes * limit, weights * limit
    step = 1.0 / np.sqrt(looks)
    moves = np.exp(-0.5 * ((at[:, None] - at[None, :]) / step) ** 2) / (step * np.sqrt(2 * np.pi))
    density = np.exp(-0.5 * (at / step) ** 2) / (step * np.sqrt(2 * np.pi))
    for _ in range(looks - 1):
        density = moves @ (density * weight)
    return float((density * weight).sum())
