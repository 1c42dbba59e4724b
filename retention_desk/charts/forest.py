"""Differences with their intervals under one another, beside the line of no difference: a forest plot."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.lines import fitted
from retention_desk.charts.scales import Scale, ticks_around_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Phrase

MOST_TICKS = 4
NAME_SHARE = 0.32
WORDS_SHARE = 0.3
WIDEST = 3.0
"""How many times the largest difference the scale goes at most: a long interval ends in an arrow."""
LEAST_REACH = 0.01


@dataclass(frozen=True, slots=True)
class ForestRow:
    """A difference.

    Parameters
    ----------
    key, name : str
    value, low, high : float
        The difference and its interval; NaN where it is unknown.
    figure : str
        The difference as text, right of the plot.
    beside : str
        Muted text after it: the verdict, n.
    sentence : Phrase
        What is said when it is pointed at.
    wide_low, wide_high : float
        A second, wider interval, drawn as a thin line.
    is_strong : bool
        The whole, set semibold.
    is_muted : bool
        Too small to tell: drawn hollow, and not what the scale is made for.
    has_rule : bool
        A line above it: a group of rows begins.
    """

    key: str
    name: str
    value: float
    low: float
    high: float
    figure: str
    beside: str
    sentence: Phrase
    wide_low: float = math.nan
    wide_high: float = math.nan
    is_strong: bool = False
    is_muted: bool = False
    has_rule: bool = False


def forest_height(rows: int) -> int:
    """Return the height in pixels that so many rows need with the axis below."""
    look = Look()
    return rows * look.size("table_row") + look.line_height("caption") + 2 * look.space("s")


def forest(
    chart: Chart,
    rows: Sequence[ForestRow],
    said: Callable[[float], str],
    *,
    reference: float = 0.0,
    unit: float = 1.0,
) -> None:
    """Draw differences with their intervals.

    Parameters
    ----------
    chart : Chart
    rows : sequence of ForestRow
    said : callable
        Text of a tick.
    reference : float
        Where there is no difference; drawn as a line down all rows.
    unit : float
        What ticks are round multiples of: 0.01 for shares said in points.
    """
    if not rows:
        return
    look = chart.look
    line = look.line_height("caption") + look.space("s")
    height = min((chart.bottom - chart.top - line) / len(rows), look.size("table_row"))
    wide = chart.right - chart.left
    names = [fitted(row.name, look, wide * NAME_SHARE) for row in rows]
    told = [fitted(row.beside, look, wide * WORDS_SHARE) for row in rows]
    figures = max(look.text_width(row.figure, "caption", SEMIBOLD) for row in rows)
    words = max(look.text_width(text) for text in told)
    left = chart.left + max(look.text_width(n, "caption", SEMIBOLD) for n in names) + look.space("l")
    right = chart.right - figures - look.space("l") - (words + look.space("s") if words else 0)
    ticks = _ticks(rows, reference, unit)
    x = Scale(float(ticks[0]), float(ticks[-1]), left, max(right, left + 1.0))
    bottom = chart.top + height * len(rows)
    _axis(chart, x, ticks, bottom, said)
    _reference(chart, float(x(reference)), bottom)
    at = chart.right - words - (look.space("s") if words else 0)
    for place, (row, name, text) in enumerate(zip(rows, names, told, strict=True)):
        top = chart.top + place * height
        middle = top + height / 2
        weight = SEMIBOLD if row.is_strong else None
        chart.label(chart.left, middle, name, weight=weight)
        chart.label(at, middle, row.figure, weight=weight, align="right")
        if text:
            chart.label(chart.right - words, middle, text, colour="muted")
        _interval(chart, row, x, middle)
        if row.has_rule:
            y = float(chart.snapped(top)) + 0.5 / look.scale
            chart.rules([(chart.left, y, chart.right, y)], look.chart("grid"), look.measure("grid_width"))
        chart.hit(chart.left, top, chart.right, top + height, row.key, row.sentence)


def _ticks(rows: Sequence[ForestRow], reference: float, unit: float) -> np.ndarray:
    """Return the ticks: around the differences that tell something, as far as their intervals can be seen."""
    telling = [row for row in rows if not row.is_muted] or rows
    values = np.array([row.value for row in telling], dtype=np.float64) - reference
    ends = np.array([[row.low, row.high] for row in telling], dtype=np.float64).ravel() - reference
    values, ends = values[np.isfinite(values)], ends[np.isfinite(ends)]
    largest = float(np.abs(values).max(initial=LEAST_REACH * unit))
    usual = float(np.median(np.abs(ends))) if len(ends) else largest
    reach = max(largest * WIDEST, usual)
    seen = np.r_[np.clip(ends, -reach, reach), values, -largest / 2, largest / 2] + reference
    return ticks_around_zero(float(seen.min()) / unit, float(seen.max()) / unit, MOST_TICKS) * unit


def _axis(chart: Chart, x: Scale, ticks: np.ndarray, bottom: float, said: Callable[[float], str]) -> None:
    look = chart.look
    across = chart.snapped(x(ticks)) + 0.5 / look.scale
    chart.rules(
        [(at, chart.top, at, bottom) for at in across], look.chart("grid"), look.measure("grid_width")
    )
    y = bottom + look.space("xs") + look.line_height("caption") / 2
    free = -math.inf
    for at, tick in zip(across, ticks, strict=True):
        text = said(float(tick))
        width = look.text_width(text)
        start = min(max(at - width / 2, chart.left), chart.right - width)
        if start >= free:
            chart.label(start, y, text, colour="muted")
            free = start + width + look.space("s")


def _reference(chart: Chart, at: float, bottom: float) -> None:
    look = chart.look
    place = float(chart.snapped(at)) + 0.5 / look.scale
    chart.rules([(place, chart.top, place, bottom)], look.chart("axis"), look.measure("axis_width"))


def _interval(chart: Chart, row: ForestRow, x: Scale, middle: float) -> None:
    """Draw the interval of a row, an arrow where it goes beyond the scale, and the difference on it."""
    look = chart.look
    ink = look.chart("axis") if row.is_muted else look.series
    if row.wide_low == row.wide_low and row.wide_high == row.wide_high:
        _stretch(chart, row.wide_low, row.wide_high, x, middle, ink, look.measure("reference_width"))
    if row.low == row.low and row.high == row.high:
        _stretch(chart, row.low, row.high, x, middle, ink, look.measure("series_width"))
        for end, beyond in ((row.low, row.low < x.low), (row.high, row.high > x.high)):
            if beyond:
                _arrow(chart, float(x(x.low if end < x.low else x.high)), middle, ink, end < x.low)
    if row.value == row.value and x.low <= row.value <= x.high:
        fill = look.colour("raised") if row.is_muted else ink
        edge = ink if row.is_muted else look.colour("raised")
        chart.mark(x(row.value), middle, "circle", fill, 2 * look.measure("marker_radius"), edge=edge)


def _stretch(chart: Chart, low: float, high: float, x: Scale, middle: float, ink: str, width: float) -> None:
    ends = [float(x(min(max(end, x.low), x.high))) for end in (low, high)]
    chart.rules([(ends[0], middle, ends[1], middle)], ink, width)


def _arrow(chart: Chart, at: float, middle: float, ink: str, to_left: bool) -> None:
    look = chart.look
    half = look.measure("marker_radius")
    back = half if to_left else -half
    strokes = [(at, middle, at + back, middle - half), (at, middle, at + back, middle + half)]
    chart.rules(strokes, ink, look.measure("reference_width"))
