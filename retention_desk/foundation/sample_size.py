"""How many customers a comparison of two groups takes, and what so many could show.

Shares (who stayed) are compared by the normal approximation without continuity correction, amounts (what
was spent) by Student's t; both two-sided. Sizes come out as real numbers: round them up.

References
----------
Fleiss JL, Levin B, Paik MC (2003), Statistical Methods for Rates and Proportions, 3rd ed., chapter 4:
equal and unequal groups. Fleiss JL, Tytun A, Ury HK (1980), A simple approximation for calculating sample
sizes for comparing independent proportions, Biometrics 36, 343-346. Cohen J (1988), Statistical Power
Analysis for the Behavioral Sciences, 2nd ed., chapter 2. Dunn OJ (1961), Multiple comparisons among means,
JASA 56, 52-64: the correction by the number of comparisons.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Final

ERROR_SHARE: Final = 0.05
"""Chance of a difference shown where there is none, two-sided."""
POWER_SHARE: Final = 0.8
"""Chance that a difference which is there is shown."""

_NORMAL: Final = NormalDist()
_STEPS: Final = 200
_MOST: Final = 1e12
_NORMAL_FROM: Final = 100_000.0
"""Degrees of freedom from which t is normal to six digits."""


def corrected_error_share(comparisons: int, error_share: float = ERROR_SHARE) -> float:
    """Return the error share of each of several comparisons, so that all together keep to `error_share`."""
    return error_share / max(comparisons, 1)


def proportions_power(
    first_share: float,
    second_share: float,
    n_first: float,
    n_second: float,
    error_share: float = ERROR_SHARE,
) -> float:
    """Return the chance (0–1) that two groups of so many show the difference of two true shares.

    Without a difference it is half the error share, as the chance of erring to the other side is left out.

    Notes
    -----
    power = Φ((|p₁ − p₂| − z √(p̄ q̄ (1/n₁ + 1/n₂))) ÷ √(p₁q₁/n₁ + p₂q₂/n₂)), p̄ of both groups together.
    """
    if min(n_first, n_second) <= 0:
        return 0.0
    pooled = (n_first * first_share + n_second * second_share) / (n_first + n_second)
    under_none = math.sqrt(pooled * (1 - pooled) * (1 / n_first + 1 / n_second))
    under_it = math.sqrt(_spread(first_share) / n_first + _spread(second_share) / n_second)
    beyond = abs(first_share - second_share) - _z(1 - error_share / 2) * under_none
    if under_it == 0:
        return float(beyond > 0)
    return _NORMAL.cdf(beyond / under_it)


def proportions_sample_size(
    first_share: float,
    second_share: float,
    ratio: float = 1.0,
    error_share: float = ERROR_SHARE,
    power_share: float = POWER_SHARE,
    *,
    continuity_corrected: bool = False,
) -> float:
    """Return the customers that the first group needs; the second has `ratio` times as many.

    Infinite where the shares are the same. `continuity_corrected` gives the sizes of the published tables
    of Fleiss, for the test that is corrected so.

    Notes
    -----
    n₁ = (z √((r + 1) p̄ q̄) + z_power √(r p₁q₁ + p₂q₂))² ÷ (r (p₁ − p₂)²), p̄ = (p₁ + r p₂) ÷ (r + 1);
    corrected n₁ = n₁/4 × (1 + √(1 + 2 (r + 1) ÷ (n₁ r |p₁ − p₂|)))².
    """
    difference = abs(first_share - second_share)
    if difference == 0:
        return math.inf
    pooled = (first_share + ratio * second_share) / (1 + ratio)
    under_none = _z(1 - error_share / 2) * math.sqrt((1 + ratio) * _spread(pooled))
    under_it = _z(power_share) * math.sqrt(ratio * _spread(first_share) + _spread(second_share))
    size = (under_none + under_it) ** 2 / (ratio * difference**2)
    if continuity_corrected:
        size = size / 4 * (1 + math.sqrt(1 + 2 * (1 + ratio) / (size * ratio * difference))) ** 2
    return size


def proportions_effect(
    first_share: float,
    n_first: float,
    n_second: float,
    error_share: float = ERROR_SHARE,
    power_share: float = POWER_SHARE,
    *,
    is_higher: bool = False,
) -> float | None:
    """Return the smallest difference (0–1) that two groups of so many show with the power asked for.

    The second group's true share lies below the first's, or with `is_higher` above it. None where not even
    a share of 0 (or 1) would be shown: the groups are too small to tell.
    """
    room = 1 - first_share if is_higher else first_share
    sign = 1.0 if is_higher else -1.0

    def power(difference: float) -> float:
        second = min(max(first_share + sign * difference, 0.0), 1.0)
        return proportions_power(first_share, second, n_first, n_second, error_share)

    if room <= 0 or power(room) < power_share:
        return None
    return _first_where(lambda difference: power(difference) >= power_share, 0.0, room)


def means_power(effect: float, n_first: float, n_second: float, error_share: float = ERROR_SHARE) -> float:
    """Return the chance (0–1) that two groups of so many show a difference of means.

    `effect` is the difference ÷ the standard deviation of one customer (Cohen's d).

    Notes
    -----
    power = P(T > t) with T noncentral t of n₁ + n₂ − 2 degrees of freedom and noncentrality
    |d| √(n₁n₂ ÷ (n₁ + n₂)), t the two-sided limit of the central one.
    """
    freedom = n_first + n_second - 2
    if min(n_first, n_second) < 1 or freedom < 1:
        return 0.0
    shift = abs(effect) * math.sqrt(n_first * n_second / (n_first + n_second))
    if freedom > _NORMAL_FROM:
        return _NORMAL.cdf(shift - _z(1 - error_share / 2))
    from scipy.special import nctdtr, stdtrit

    limit = float(stdtrit(freedom, 1 - error_share / 2))
    if shift - limit > 8:  # the noncentral t loses its digits out there, where the power is 1 all the same
        return 1.0
    return 1.0 - float(nctdtr(freedom, shift, limit))


def means_sample_size(
    effect: float,
    ratio: float = 1.0,
    error_share: float = ERROR_SHARE,
    power_share: float = POWER_SHARE,
) -> float:
    """Return the customers that the first group needs; the second has `ratio` times as many.

    `effect` as in `means_power`; infinite where it is 0.
    """
    if effect == 0:
        return math.inf
    least = max(1.0, 3.0 / (1 + ratio), 1.0 / ratio)
    high = least
    while means_power(effect, high, ratio * high, error_share) < power_share:
        high *= 2
        if high > _MOST:
            return math.inf
    return _first_where(lambda n: means_power(effect, n, ratio * n, error_share) >= power_share, least, high)


def means_effect(
    n_first: float, n_second: float, error_share: float = ERROR_SHARE, power_share: float = POWER_SHARE
) -> float | None:
    """Return the smallest effect (Cohen's d) that two groups of so many show; None of fewer than three."""
    if min(n_first, n_second) < 1 or n_first + n_second < 3:
        return None
    high = 1.0
    while means_power(high, n_first, n_second, error_share) < power_share:
        high *= 2
    return _first_where(
        lambda effect: means_power(effect, n_first, n_second, error_share) >= power_share, 0.0, high
    )


def _first_where(holds: Callable[[float], bool], low: float, high: float) -> float:
    """Return the smallest number from which something that holds at `high` goes on holding."""
    if holds(low):
        return low
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if middle in {low, high}:
            break
        low, high = (low, middle) if holds(middle) else (middle, high)
    return high


def _spread(share: float) -> float:
    return share * (1 - share)


def _z(share: float) -> float:
    return _NORMAL.inv_cdf(share)
