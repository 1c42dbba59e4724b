"""The parts of a plot that are the same everywhere: horizontal grid, numbers, direct labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.charts.canvas import Chart
from retention_desk.charts.scales import Scale


@dataclass(frozen=True, slots=True)
class Plot:
    """The box of a plot in pixels, and its vertical scale."""

    left: float
    top: float
    right: float
    bottom: float
    y: Scale


def plot_with_grid(
    chart: Chart,
    ticks: npt.NDArray[np.float64],
    said: Callable[[float], str],
    *,
    space_right: float = 0.0,
    space_below: float | None = None,
    space_above: float = 0.0,
) -> Plot:
    """Draw the horizontal grid with its numbers at the left, and return the plot's box.

    Parameters
    ----------
    chart : Chart
    ticks : ndarray of float
        From the lowest to the highest value of the axis; a zero among them is drawn as the axis.
    said : callable
        Text of a tick.
    space_right, space_below, space_above : float
        Pixels kept free for direct labels, for the names below (default one line), and on top.
    """
    look = chart.look
    texts = [said(float(tick)) for tick in ticks]
    widest = max(look.text_width(text) for text in texts)
    line = look.line_height("caption")
    left = chart.left + widest + look.space("s")
    right = chart.right - space_right
    top = chart.top + line / 2 + space_above
    bottom = chart.bottom - (line + look.space("xs") if space_below is None else space_below)
    scale = Scale(float(ticks[0]), float(ticks[-1]), bottom, top)
    across = chart.snapped(scale(ticks)) + 0.5 / look.scale
    grid = [(left, y, right, y) for y, tick in zip(across, ticks, strict=True) if tick != 0]
    chart.rules(grid, look.chart("grid"), look.measure("grid_width"))
    for text, y in zip(texts, across, strict=True):
        chart.label(left - look.space("s"), y, text, colour="muted", align="right")
    return Plot(left, top, right, bottom, scale)


def base_line(chart: Chart, plot: Plot) -> None:
    """Draw the axis at zero over what stands on it."""
    y = float(chart.snapped(plot.y(0.0))) + 0.5 / chart.look.scale
    chart.rules([(plot.left, y, plot.right, y)], chart.look.chart("axis"), chart.look.measure("axis_width"))


def names_below(
    chart: Chart, plot: Plot, x: Sequence[float] | npt.NDArray[np.floating[Any]], names: Sequence[str]
) -> None:
    """Set names under the plot, leaving out those that would touch the one before."""
    look = chart.look
    y = plot.bottom + look.space("xs") + look.line_height("caption") / 2
    taken = -np.inf
    for place, name in zip(x, names, strict=True):
        width = look.text_width(name)
        start = min(max(place - width / 2, chart.left), chart.right - width)
        if not name or start < taken + look.space("s"):
            continue
        chart.label(start, y, name, colour="muted")
        taken = start + width


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Return positions near the wanted ones (descending on the page), at least `apart`, within bounds."""
    order = np.argsort(wanted, kind="stable")
    placed = np.asarray(wanted, dtype=np.float64)[order]
    for k in range(1, len(placed)):
        placed[k] = max(placed[k], placed[k - 1] + apart)
    if len(placed) and placed[-1] > high:
        placed[-1] = high
        for k in range(len(placed) - 2, -1, -1):
            placed[k] = min(placed[k], placed[k + 1] - apart)
    result = np.empty_like(placed)
    result[order] = np.maximum(placed, low)
    return [float(y) for y in result]
