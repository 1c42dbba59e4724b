"""Horizontal bars with their names at the left and their figures at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retention_desk.charts.canvas import Chart
from retention_desk.foundation.wording import Phrase

BAR_OF_ROW = 0.6


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its key, name, length (any unit), the figure in text and in muted text beside it."""

    key: str
    name: str
    length: float
    figure: str
    beside: str
    colour: str
    sentence: Phrase


def horizontal_bars(chart: Chart, bars: Sequence[Bar], *, top: float | None = None) -> None:
    """Draw bars from a common zero, longest to full width, each figure right after its bar."""
    look = chart.look
    begin = chart.top if top is None else top
    row = min((chart.bottom - begin) / max(len(bars), 1), look.size("table_row"))
    left = chart.left + max(look.text_width(bar.name) for bar in bars) + look.space("m")
    said = (
        max(look.text_width(bar.figure) + look.text_width(bar.beside) for bar in bars)
        + look.space("l") * 1.25
    )
    longest = max((bar.length for bar in bars), default=0.0) or 1.0
    unit = max(chart.right - left - said, 1.0) / longest
    high = row * BAR_OF_ROW
    for place, bar in enumerate(bars):
        middle = begin + (place + 0.5) * row
        chart.label(chart.left, middle, bar.name)
        end = left + max(bar.length * unit, 0.0)
        if bar.length > 0:
            chart.boxes([(left, middle - high / 2, max(end, left + 1), middle + high / 2)], bar.colour)
        x = end + look.space("s")
        x += chart.label(x, middle, bar.figure) + look.space("s")
        chart.label(x, middle, bar.beside, colour="muted")
        chart.hit(chart.left, middle - row / 2, chart.right, middle + row / 2, bar.key, bar.sentence)
    axis = look.chart("axis")
    chart.rules([(left, begin, left, begin + row * len(bars))], axis, look.measure("axis_width"))


def bars_height(rows: int, row_height: int) -> int:
    """Return the height that `rows` bars need."""
    return rows * row_height
