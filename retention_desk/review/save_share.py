"""Of those who would have left, the share that was kept: what the plan calls the save share."""

from __future__ import annotations

import math

from retention_desk.foundation.intervals import Z95
from retention_desk.review.stratified import Comparison


def save_share(found: Comparison) -> tuple[float, float, float]:
    """Return the share saved of those who would have left, with its 95 % interval; NaN where unknown.

    Notes
    -----
    save = (p₁ − p₂) ÷ (1 − p₂) = 1 − q₁ ÷ q₂ with q the shares that left: one less their risk ratio, whose
    interval is taken on the logarithm. With nobody left on a side half a customer is added to each count.

    References
    ----------
    Katz, Baptista, Azen, Pike (1978), Obtaining confidence intervals for the risk ratio in cohort studies,
    Biometrics 34, 469–474.
    """
    if not found.is_known or found.second_share >= 1.0:
        return math.nan, math.nan, math.nan
    left_first, left_second = 1 - found.first_share, 1 - found.second_share
    n_first, n_second = found.first_number, found.second_number
    saved = 1 - left_first / left_second
    if left_first * n_first < 1e-9:
        left_first = 0.5 / (n_first + 1)
        left_second = (left_second * n_second + 0.5) / (n_second + 1)
    ratio = left_first / left_second
    spread = math.sqrt(
        (1 - left_first) / (n_first * left_first) + (1 - left_second) / (n_second * left_second)
    )
    low, high = 1 - ratio * math.exp(Z95 * spread), 1 - ratio * math.exp(-Z95 * spread)
    return saved, low, min(max(high, saved), 1.0)
