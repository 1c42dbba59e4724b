"""Several arms against one control: how wide intervals have to be to hold for all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import NormalDist
from typing import Final

import numpy as np

_NODES: Final = 200
_WIDEST: Final = 8.5


def dunnett_quantile(n_arms: Sequence[float], n_control: float, error_share: float = 0.05) -> float:
    """Return what stands in the place of 1.96 for each arm against the control.

    Parameters
    ----------
    n_arms : sequence of float, length k ≥ 1
        Customers of each arm; all positive.
    n_control : float
    error_share : float
        Chance that any of the k intervals misses the truth, two-sided.

    Notes
    -----
    Where Bonferroni would count the comparisons, this knows that they share the control: the differences go
    together by ρᵢⱼ = λᵢλⱼ, λᵢ = √(nᵢ ÷ (nᵢ + n₀)). The quantile c solves
    ∫ φ(z) Π [Φ((λᵢz + c) ÷ √(1 − λᵢ²)) − Φ((λᵢz − c) ÷ √(1 − λᵢ²))] dz = 1 − error share.

    References
    ----------
    Dunnett (1955), A multiple comparison procedure for comparing several treatments with a control, JASA 50,
    1096–1121; (1964), New tables for multiple comparisons with a control, Biometrics 20, 482–491.

    Examples
    --------
    >>> round(dunnett_quantile([100, 100], 100), 2)
    2.21
    """
    if len(n_arms) == 1:
        return NormalDist().inv_cdf(1 - error_share / 2)
    from scipy.optimize import brentq
    from scipy.special import ndtr

    sizes = np.asarray(n_arms, dtype=np.float64)
    shared = np.sqrt(sizes / (sizes + n_control))
    own = np.sqrt(1 - shared**2)
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    at = nodes * _WIDEST
    weight = weights * _WIDEST * np.exp(-0.5 * at**2) / np.sqrt(2 * np.pi)

    def beyond(c: float) -> float:
        moved = shared * at[:, None]
        inside = ndtr((moved + c) / own) - ndtr((moved - c) / own)
        return float((weight * inside.prod(axis=1)).sum()) - (1 - error_share)

    found: float = brentq(beyond, 1.0, 6.0, xtol=1e-7)
    return found
