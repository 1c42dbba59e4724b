"""From data to pixels, and the round numbers beside an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from data (`low`, `high`) to pixels (`start`, `end`)."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, values: npt.ArrayLike) -> Any:
        """Return the pixel of each value; a number for a number."""
        span = (self.high - self.low) or 1.0
        placed = self.start + (np.asarray(values, dtype=np.float64) - self.low) / span * (
            self.end - self.start
        )
        return float(placed) if placed.ndim == 0 else placed


def round_step(span: float, most: int) -> float:
    """Return the smallest of 1, 2, 2.5, 5 × 10^k that cuts `span` into at most `most` parts.

    Examples
    --------
    >>> round_step(2_700, 3), round_step(1.0, 4)
    (1000.0, 0.25)
    """
    if span <= 0 or most < 1:
        return 1.0
    least = span / most
    power = 10.0 ** math.floor(math.log10(least))
    for factor in (1.0, 2.0, 2.5, 5.0, 10.0):
        if factor * power >= least * (1 - 1e-9):
            return float(round(factor * power, 12))
    raise AssertionError


def ticks_from_zero(high: float, most: int, *, whole: bool = False) -> npt.NDArray[np.float64]:
    """Return round numbers from 0 to the first at or above `high`, at most `most` + 1 of them."""
    step = round_step(max(high, 0.0), most)
    if whole:
        step = max(math.ceil(step), 1)
    count = max(math.ceil(high / step - 1e-9), 1)
    ticks: npt.NDArray[np.float64] = np.arange(count + 1, dtype=np.float64) * float(step)
    return ticks


def ticks_around_zero(low: float, high: float, most: int, *, whole: bool = False) -> npt.NDArray[np.float64]:
    """Return round numbers from at or below `low` to at or above `high`, zero among them, about `most`.

    Examples
    --------
    >>> ticks_around_zero(-30.0, 55.0, 4).tolist()
    [-50.0, -25.0, 0.0, 25.0, 50.0, 75.0]
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == 0.0:
        return ticks_from_zero(high, most, whole=whole)
    step = round_step(high - low, most)
    if whole:
        step = float(max(math.ceil(step), 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return np.arange(first, last + 1, dtype=np.float64) * step
