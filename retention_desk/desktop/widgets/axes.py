"""Axes of marks that the window paints itself."""

from __future__ import annotations

import math


def nice_step(most: float, steps: int) -> float:
    """Return a round distance between ticks, so that at most `steps` of them reach `most`."""
    rough = max(most, 1) / steps
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 1.5, 2.0, 2.5, 5.0, 10.0):
        if factor * power >= rough - 1e-9:
            return max(factor * power, 1.0)
    return 10.0 * power
