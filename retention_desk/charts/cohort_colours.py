"""The colour of a cohort cell, and whether dark or light figures stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.charts.style import Look

STEP = 0.05


@dataclass(frozen=True, slots=True)
class CellColours:
    """A ramp from `low` to `high` (shares), both round."""

    low: float
    high: float
    ramp: tuple[str, ...]
    dark: str
    light: str

    def fill(self, share: float) -> str:
        """Return the colour of a share; what lies outside the ramp takes its end."""
        place = (share - self.low) / (self.high - self.low) * len(self.ramp)
        return self.ramp[int(np.clip(np.floor(place), 0, len(self.ramp) - 1))]

    def figure(self, fill: str) -> str:
        """Return the text colour that reads better on a fill."""
        return max((self.dark, self.light), key=lambda text: contrast(text, fill))


def cell_colours(shares: npt.NDArray[np.float64], look: Look) -> CellColours:
    """Return the ramp over the bulk of the shares (5th to 95th percentile), ends rounded to 5 points."""
    known = shares[np.isfinite(shares)]
    low, high = np.percentile(known, (5, 95)) if len(known) else (0.0, 1.0)
    low, high = np.floor(low / STEP) * STEP, np.ceil(high / STEP) * STEP
    if high - low < 2 * STEP:
        low, high = max(low - STEP, 0.0), high + STEP
    return CellColours(
        float(low),
        float(high),
        look.ramp("sequential"),
        look.chart("cell_text_dark"),
        look.chart("cell_text_light"),
    )


def readable_on(fill: str, look: Look) -> str:
    """Return the cell text colour that reads better on a fill."""
    inks = (look.chart("cell_text_dark"), look.chart("cell_text_light"))
    return max(inks, key=lambda ink: contrast(ink, fill))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1–21 (WCAG 2.1)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts: Sequence[float] = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
