"""How sure a share is, and how sure a difference of two."""

from __future__ import annotations

import math
from typing import Final

Z95: Final = 1.959963984540054


def wilson_interval(successes: float, n: float, z: float = Z95) -> tuple[float, float]:
    """Return the score interval of a share, 95 % unless `z` says otherwise; (0, 1) of nobody.

    Parameters
    ----------
    successes, n : float
        0 ≤ successes ≤ n.
    z : float
        Standard normal quantile of the interval.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.

    Examples
    --------
    >>> [round(x, 3) for x in wilson_interval(44, 178)]
    [0.19, 0.315]
    """
    if n <= 0:
        return 0.0, 1.0
    share = successes / n
    scale = 1.0 + z**2 / n
    centre = (share + z**2 / (2 * n)) / scale
    half = z * math.sqrt(max(share * (1 - share), 0.0) / n + z**2 / (4 * n**2)) / scale
    return max(centre - half, 0.0), min(centre + half, 1.0)


def difference_interval(
    first_share: float, n_first: float, second_share: float, n_second: float, z: float = Z95
) -> tuple[float, float]:
    """Return the interval of first − second share of two groups, 95 % unless `z` says otherwise.

    Parameters
    ----------
    first_share, second_share : float
        0–1.
    n_first, n_second : float
        Positive; real numbers where the shares are weighted ones (their effective numbers).
    z : float
        Standard normal quantile of the interval.

    Notes
    -----
    Of two score intervals (l, u): d − √((p₁ − l₁)² + (u₂ − p₂)²) to d + √((u₁ − p₁)² + (p₂ − l₂)²).

    References
    ----------
    Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of
    eleven methods. Statistics in Medicine 17, 873–890, method 10.

    Examples
    --------
    >>> [round(x, 4) for x in difference_interval(56 / 70, 70, 48 / 80, 80)]
    [0.0524, 0.3339]
    """
    low_first, high_first = wilson_interval(first_share * n_first, n_first, z)
    low_second, high_second = wilson_interval(second_share * n_second, n_second, z)
    difference = first_share - second_share
    low = difference - math.hypot(first_share - low_first, high_second - second_share)
    high = difference + math.hypot(high_first - first_share, second_share - low_second)
    return max(low, -1.0), min(high, 1.0)
