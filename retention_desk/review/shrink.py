"""Shares of small groups drawn towards the share of all, by as much as the groups themselves warrant."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats

FEWEST_GROUPS: Final = 3
STATED_WEIGHT: Final = 20.0
"""Customers of the whole that each group is mixed with where too few groups tell by how much they differ."""
LEAST_WEIGHT: Final = 2.0
MOST_WEIGHT: Final = 10_000.0


def shrink_shares(kept: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, float]:
    """Return the shrunk share of each group, and how many customers of the whole it is mixed with.

    Parameters
    ----------
    kept, n : array_like of float, shape (k,)
        Customers kept and all of each group.

    Returns
    -------
    ndarray of float, shape (k,)
        (kept + weight × share of all) ÷ (n + weight); NaN where nobody is in any group.
    float
        The weight; `STATED_WEIGHT` with fewer than `FEWEST_GROUPS` groups.

    Notes
    -----
    Empirical Bayes: the groups' true shares are taken as drawn from a beta distribution around the share of
    all, whose weight is where the beta-binomial likelihood of the counts is largest (`LEAST_WEIGHT` to
    `MOST_WEIGHT`: groups that differ by no more than chance are drawn all the way).

    References
    ----------
    Efron and Morris (1975), Data analysis using Stein's estimator and its generalizations, JASA 70, 311–319;
    Griffiths (1973), Maximum likelihood estimation for the beta-binomial distribution, Biometrics 29,
    637–648.
    """
    counts, all_of = np.asarray(kept, dtype=np.float64), np.asarray(n, dtype=np.float64)
    total = all_of.sum()
    if total <= 0:
        return np.full(len(all_of), np.nan), STATED_WEIGHT
    share = counts.sum() / total
    weight = _likeliest_weight(counts, all_of, share)
    shrunk: Floats = (counts + weight * share) / (all_of + weight)
    return shrunk, weight


def _likeliest_weight(kept: Floats, n: Floats, share: float) -> float:
    some = n > 0
    if some.sum() < FEWEST_GROUPS or share in (0.0, 1.0):
        return STATED_WEIGHT
    from scipy.optimize import minimize_scalar
    from scipy.special import betaln

    kept, left = kept[some], (n - kept)[some]

    def against(log_weight: float) -> float:
        alpha, beta = share * np.exp(log_weight), (1 - share) * np.exp(log_weight)
        return -float((betaln(kept + alpha, left + beta) - betaln(alpha, beta)).sum())

    bounds = (np.log(LEAST_WEIGHT), np.log(MOST_WEIGHT))
    found = minimize_scalar(against, bounds=bounds, method="bounded")
    return float(np.exp(found.x))
