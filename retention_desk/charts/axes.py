"""The parts of a plot that are the same everywhere: horizontal grid, numbers, direct labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.charts.canvas import Chart
from retention_desk.charts.scales import Scale

STRIDES = (1, 2, 3, 4, 5, 6, 8, 10, 12, 20, 24, 36, 48, 60, 120, 240)
STANDS_OUT = 4  # characters


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
    """Set names under the plot; where not all find room, every second, third … of them, evenly."""
    look = chart.look
    y = plot.bottom + look.space("xs") + look.line_height("caption") / 2
    spans = []
    for place, name in zip(x, names, strict=True):
        width = look.text_width(name) if name else 0.0
        start = min(max(place - width / 2, chart.left), chart.right - width)
        spans.append((start, start + width))
    for place in thinned(names, spans, look.space("s")):
        chart.label(spans[place][0], y, names[place], colour="muted")


def thinned(names: Sequence[str], spans: Sequence[tuple[float, float]], apart: float) -> list[int]:
    """Return the places of the names that are set: evenly spaced, none closer than `apart` to the next.

    Parameters
    ----------
    names : sequence of str
        Those that stand out by their length (a year among months) are kept rather than others.
    spans : sequence of (float, float)
        Left and right end of each.
    apart : float
    """
    anchor = _anchor(names)
    for stride in STRIDES:
        kept = [k for k in range(len(names)) if (k - anchor) % stride == 0 and names[k]]
        if all(spans[one][1] + apart <= spans[other][0] for one, other in pairwise(kept)):
            return kept
    return [k for k in (anchor,) if k < len(names) and names[k]]


def _anchor(names: Sequence[str]) -> int:
    """Return the first place after the beginning whose name is much longer than usual, else 0."""
    lengths = [len(name) for name in names]
    usual = sorted(lengths)[len(lengths) // 2] if lengths else 0
    return next((k for k, length in enumerate(lengths) if k and length >= usual + STANDS_OUT), 0)


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
