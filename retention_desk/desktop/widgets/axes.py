"""Axes of marks that the window paints itself."""

from __future__ import annotations

import math


def nice_step(most: float, steps: int) -> float:
    """Return a round whole distance between ticks of counts, so that at most `steps` of them reach `most`."""
    rough = max(most / steps, 1.0)
    power = 10.0 ** math.floor(math.log10(rough))
    for factor in (1.0, 1.5, 2.0, 2.5, 5.0, 10.0):
        step = factor * power
        if step >= rough - 1e-9 and step.is_integer():
            return step
    return 10.0 * power
