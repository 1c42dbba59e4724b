"""What customers spent after the list: those handed out beside those held out."""

from __future__ import annotations

import math

import numpy as np

from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.lift_results import MoneyLift


def money_lift(spend: Floats, is_contact: Flags) -> MoneyLift | None:
    """Return the difference in spend per customer with its 95 % interval; None with fewer than two of a side.

    Parameters
    ----------
    spend : ndarray of float, shape (n,)
        Net revenue of each customer in the days after the list; NaN is left out.
    is_contact : ndarray of bool, shape (n,)

    Notes
    -----
    Welch's interval: variances of the two sides may differ. Spend is skewed, so that small groups need care.

    References
    ----------
    Welch (1947), The generalization of “Student's” problem when several different population variances are
    involved, Biometrika 34, 28–35.
    """
    known = ~np.isnan(spend)
    first, second = spend[known & is_contact], spend[known & ~is_contact]
    if min(len(first), len(second)) < 2:
        return None
    means = float(first.mean()), float(second.mean())
    half = _half_width(first, second)
    difference = means[0] - means[1]
    return MoneyLift(
        *means, difference, difference - half, difference + half, n_contact=len(first), n_holdout=len(second)
    )


def _half_width(first: Floats, second: Floats) -> float:
    """Return the half width of Welch's 95 % interval; 0 where nobody differs."""
    from scipy.special import stdtrit

    parts = [float(side.var(ddof=1)) / len(side) for side in (first, second)]
    if sum(parts) == 0:
        return 0.0
    freedom = sum(parts) ** 2 / sum(
        part**2 / (len(side) - 1) for part, side in zip(parts, (first, second), strict=True)
    )
    return float(stdtrit(freedom, 0.975)) * math.sqrt(sum(parts))
