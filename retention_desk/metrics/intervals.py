"""How sure a share is."""

from __future__ import annotations

import math
from typing import Final

Z95: Final = 1.959963984540054


def wilson_interval(successes: float, n: float) -> tuple[float, float]:
    """Return the 95 % score interval of a share.

    Parameters
    ----------
    successes, n : float
        0 ≤ successes ≤ n, n > 0.

    References
    ----------
    Wilson (1927), Probable inference, the law of succession, and statistical inference. JASA 22, 209–212.

    Examples
    --------
    >>> [round(x, 3) for x in wilson_interval(44, 178)]
    [0.19, 0.315]
    """
    share = successes / n
    scale = 1.0 + Z95**2 / n
    centre = (share + Z95**2 / (2 * n)) / scale
    half = Z95 * math.sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2)) / scale
    return max(centre - half, 0.0), min(centre + half, 1.0)
