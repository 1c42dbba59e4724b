"""The cells of a cohort grid, and how one is painted: a step of the ramp, a number that can be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import CENTRE, draw_text
from retention_desk.desktop.widgets.text import Text

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class CohortCells:
    """What the grid shows.

    Attributes
    ----------
    labels : sequence of text, length n_cohorts
        Name of each cohort.
    sizes : ndarray of int, shape (n_cohorts,)
    shares : ndarray, shape (n_cohorts, n_periods)
        0–1 (revenue may pass 1); NaN where the cell lies in the future.
    mature : ndarray of bool, same shape
    average : ndarray, shape (n_periods,)
        Of the mature cells, weighted by size; NaN without one.
    heads : tuple of text
        First column, n, first period, average.
    low, high : float
        Shares at the ends of the ramp.
    show_average, hatch_immature : bool
    mute_small : int
        Cohorts with fewer members are muted.
    figures, average_figures : ndarrays of the shapes of `shares` and `average`, or None
        What is written in the cells where it is not the share in per cent: customers.
    """

    labels: Sequence[Text]
    sizes: npt.NDArray[np.int64]
    shares: Floats
    mature: npt.NDArray[np.bool_]
    average: Floats
    heads: tuple[Text, Text, Text, Text]
    low: float = 0.0
    high: float = 1.0
    show_average: bool = True
    hatch_immature: bool = True
    mute_small: int = 30
    figures: Floats | None = None
    average_figures: Floats | None = None

    def written(self) -> Floats:
        """Return the numbers written in the cells, shape (n_cohorts, n_periods); whole ones are shown."""
        return self.shares * 100 if self.figures is None else self.figures

    def written_average(self) -> Floats:
        """Return the numbers written in the row of averages, shape (n_periods,)."""
        return self.average * 100 if self.average_figures is None else self.average_figures

    def pooled_share(self) -> float | None:
        """Return the share over all cells whose period is over, the first period left out; None without."""
        known = np.isfinite(self.shares) & self.mature
        known[:, 0] = False
        weight = np.where(known, self.sizes[:, None], 0)
        total = int(weight.sum())
        return float((np.where(known, self.shares, 0.0) * weight).sum() / total) if total else None


def fill_of(cells: CohortCells, share: float, column: int) -> QColor | None:
    """Return the step of the ramp for a share; none for the first period, which is all of them."""
    if column == 0:
        return None
    ramp = theme.current().chart.sequential
    if cells.high <= cells.low:
        return ramp[len(ramp) // 2]
    place = (share - cells.low) / (cells.high - cells.low)
    return ramp[int(np.clip(place * len(ramp), 0, len(ramp) - 1))]


def paint_cell(
    painter: QPainter,
    box: QRectF,
    text: str,
    fill: QColor | None,
    *,
    bold: bool = False,
    muted: bool = False,
) -> None:
    """Paint the number of a cell on its fill; muted where there is none."""
    look = theme.current()
    if fill is not None:
        painter.fillRect(box, fill)
    ink = look.colour.muted if fill is None or muted else cell_text(fill)
    font = look.font("caption", SEMIBOLD if bold else None)
    draw_text(painter, box, text, font, ink, CENTRE, elide=False)


def cell_text(fill: QColor) -> QColor:
    """Return the better of dark and light text on a fill, by WCAG contrast."""
    chart = theme.current().chart
    return max((chart.cell_text_dark, chart.cell_text_light), key=lambda text: contrast(text, fill))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours (1–21).

    References
    ----------
    WCAG 2.1, relative luminance and contrast ratio.
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
