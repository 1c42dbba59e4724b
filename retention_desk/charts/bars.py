"""Horizontal bars with their names at the left and their figures at the right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import fitted
from retention_desk.charts.scales import Scale
from retention_desk.foundation.wording import Phrase

BAR_OF_ROW = 0.6
NAME_SHARE = 0.35
LONGEST_WHISKER = 1.6
WHISKER_END = 0.3  # of the bar's height


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its key, name, length (any unit, below zero too), its figure and muted text beside it.

    `low` and `high` are the ends of its interval, NaN without one.
    """

    key: str
    name: str
    length: float
    figure: str
    beside: str
    colour: str
    sentence: Phrase
    low: float = math.nan
    high: float = math.nan

    @property
    def reach(self) -> tuple[float, float]:
        """Lowest and highest value drawn of it, zero among them."""
        ends = [x for x in (self.length, self.low, self.high, 0.0) if x == x]
        return min(ends), max(ends)


def horizontal_bars(
    chart: Chart,
    bars: Sequence[Bar],
    *,
    top: float | None = None,
    reference: float | None = None,
    reference_name: str = "",
    name_share: float = NAME_SHARE,
) -> None:
    """Draw bars from a common zero, each figure right after its bar, or at the right where lines lie between.

    Parameters
    ----------
    chart : Chart
    bars : sequence of Bar
    top : float, optional
        Where the first row begins; by default right under the title.
    reference : float, optional
        A value drawn as a dotted line across all bars, named above them.
    reference_name : str
    name_share : float
        Share of the width that names may take.
    """
    if not bars:
        return
    look = chart.look
    begin = chart.top if top is None else top
    if reference is not None:
        begin += look.line_height("caption")
    row = min((chart.bottom - begin) / len(bars), look.size("table_row"))
    names = [fitted(bar.name, look, (chart.right - chart.left) * name_share) for bar in bars]
    inset = look.space("xs")  # the edge around a chosen row must not touch its texts
    left = chart.left + inset + max(look.text_width(name) for name in names) + look.space("m")
    x = _scale(chart, bars, left, reference)
    in_columns = reference is not None or any(bar.low == bar.low for bar in bars)
    beside = max(look.text_width(bar.beside) for bar in bars)
    high = row * BAR_OF_ROW
    for place, (bar, name) in enumerate(zip(bars, names, strict=True)):
        middle = begin + (place + 0.5) * row
        chart.label(chart.left + inset, middle, name)
        start, end = sorted((float(x(0.0)), float(x(bar.length if bar.length == bar.length else 0.0))))
        if bar.length == bar.length and bar.length != 0:
            chart.boxes([(start, middle - high / 2, max(end, start + 1), middle + high / 2)], bar.colour)
        _whisker(chart, bar, x, middle, high * WHISKER_END)
        if in_columns:
            at = chart.right - inset - beside - look.space("s")
            chart.label(at, middle, bar.figure, align="right")
            if bar.beside:
                chart.label(chart.right - inset, middle, bar.beside, colour="muted", align="right")
        else:
            at = end + look.space("s")
            at += chart.label(at, middle, bar.figure) + look.space("s")
            if bar.beside:
                chart.label(at, middle, bar.beside, colour="muted")
        chart.hit(chart.left, middle - row / 2, chart.right, middle + row / 2, bar.key, bar.sentence)
    axis, zero = look.chart("axis"), float(x(0.0))
    chart.rules([(zero, begin, zero, begin + row * len(bars))], axis, look.measure("axis_width"))
    if reference is not None:
        _reference(chart, float(x(reference)), begin, begin + row * len(bars), reference_name)


def _scale(chart: Chart, bars: Sequence[Bar], left: float, reference: float | None) -> Scale:
    """Return the scale from values to pixels: the longest bar and its texts fill the width."""
    look = chart.look
    said = max(look.text_width(bar.figure) for bar in bars) + max(look.text_width(bar.beside) for bar in bars)
    lengths = [bar.length for bar in bars if bar.length == bar.length] + [0.0, reference or 0.0]
    widest = max(abs(length) for length in lengths) * LONGEST_WHISKER
    low = max(min(bar.reach[0] for bar in bars), -widest)
    high = min(max(max(bar.reach[1] for bar in bars), *lengths), widest)
    if high <= low:
        low, high = 0.0, 1.0
    return Scale(low, high, left, max(chart.right - said - look.space("l") * 1.5, left + 1.0))


def _whisker(chart: Chart, bar: Bar, x: Scale, middle: float, half: float) -> None:
    """Draw the interval of a bar where it has one."""
    if not (bar.low == bar.low and bar.high == bar.high):
        return
    look = chart.look
    low, high = (float(x(min(max(end, x.low), x.high))) for end in (bar.low, bar.high))
    ends = [(low, middle, high, middle)]
    ends += [
        (float(x(end)), middle - half, float(x(end)), middle + half)
        for end in (bar.low, bar.high)
        if x.low <= end <= x.high
    ]
    chart.rules(ends, look.chart("outline"), look.measure("reference_width"))


def _reference(chart: Chart, x: float, top: float, bottom: float, name: str) -> None:
    look = chart.look
    chart.line([x, x], [top, bottom], look.chart("axis"), look.measure("reference_width"), dashed=True)
    width = look.text_width(name)
    start = min(max(x - width / 2, chart.left), chart.right - width)
    chart.label(start, top - look.line_height("caption") / 2, name, colour="muted")


def bars_height(rows: int, row_height: int, *, reference: bool = False) -> int:
    """Return the height that `rows` bars need, with a line for the name of a reference."""
    return rows * row_height + (row_height // 2 if reference else 0)
