"""Two groups compared stratum by stratum, so that who was on which list, in which tier, does not tilt it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.intervals import Z95, difference_interval
from retention_desk.foundation.outcome_results import Counts


@dataclass(frozen=True, slots=True)
class Comparison:
    """Weighted shares of two groups and their difference.

    Attributes
    ----------
    first_share, second_share : float
        Weighted alike; NaN where no stratum holds both.
    first_number, second_number : float
        Effective numbers: so many customers drawn in one stratum would be as sure.
    """

    first_share: float
    second_share: float
    first_number: float
    second_number: float

    @property
    def difference(self) -> float:
        """First less second share."""
        return self.first_share - self.second_share

    @property
    def is_known(self) -> bool:
        """Whether some stratum holds both groups."""
        return not math.isnan(self.first_share)

    def interval(self, z: float = Z95) -> tuple[float, float]:
        """Return the interval of the difference, NaN where it is unknown."""
        if not self.is_known:
            return math.nan, math.nan
        return difference_interval(
            self.first_share, self.first_number, self.second_share, self.second_number, z
        )


def compare_strata(kept: Flags, is_first: Flags, stratum: Counts) -> Comparison:
    """Return the shares kept of two groups, each stratum weighted as Mantel and Haenszel do.

    Parameters
    ----------
    kept, is_first : ndarray of bool, shape (n,)
        Whether each customer was kept, and is in the first group.
    stratum : ndarray of int, shape (n,)
        Codes from 0.

    Notes
    -----
    wₕ = n₁ₕ n₂ₕ ÷ (n₁ₕ + n₂ₕ), made to add up to 1; pᵢ = Σ wₕ xᵢₕ ÷ nᵢₕ, so that p₁ − p₂ is the
    Mantel–Haenszel risk difference; effective numbers 1 ÷ Σ wₕ² ÷ nᵢₕ. In one stratum these are the plain
    shares and numbers. Strata with one group only say nothing and are left out.

    References
    ----------
    Mantel and Haenszel (1959), JNCI 22, 719–748; Greenland and Robins (1985), Estimation of a common effect
    parameter from sparse follow-up data, Biometrics 41, 55–68; Yan and Su (2010), Stratified Wilson and
    Newcombe confidence intervals for multiple binomial proportions, Statistics in Biopharmaceutical Research
    2, 329–335.
    """
    if not len(kept):
        return Comparison(math.nan, math.nan, 0.0, 0.0)
    size = int(stratum.max()) + 1
    n_first, x_first = _counted(stratum[is_first], kept[is_first], size)
    n_second, x_second = _counted(stratum[~is_first], kept[~is_first], size)
    both = (n_first > 0) & (n_second > 0)
    if not both.any():
        return Comparison(math.nan, math.nan, 0.0, 0.0)
    n_first, x_first, n_second, x_second = (a[both] for a in (n_first, x_first, n_second, x_second))
    weight = n_first * n_second / (n_first + n_second)
    weight = weight / weight.sum()
    return Comparison(
        first_share=float((weight * x_first / n_first).sum()),
        second_share=float((weight * x_second / n_second).sum()),
        first_number=float(1 / (weight**2 / n_first).sum()),
        second_number=float(1 / (weight**2 / n_second).sum()),
    )


def _counted(stratum: Counts, kept: Flags, size: int) -> tuple[Floats, Floats]:
    n = np.bincount(stratum, minlength=size).astype(np.float64)
    return n, np.bincount(stratum, weights=kept, minlength=size).astype(np.float64)
