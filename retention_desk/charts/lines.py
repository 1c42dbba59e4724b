"""Several lines over one axis, each named at its end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from retention_desk.charts.axes import Plot, spread
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import rows
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.wording import Phrase, Words

if TYPE_CHECKING:
    import pandas as pd

MOST_LINES = 8
MOST_POINTS = 60


@dataclass(frozen=True, eq=False)
class NamedLine:
    """A line with its name and the figure at its end; NaN breaks nothing, it is left out.

    `points` are the sentences of single places, as (x, sentence).
    """

    key: str
    name: str
    figure: str
    x: Floats
    y: Floats
    colour: str
    steps: bool = False
    dashed: bool = False
    points: tuple[tuple[float, Phrase], ...] = ()


def space_for_names(look: Look, lines: Sequence[NamedLine]) -> float:
    """Return the pixels that names and figures at the ends of lines take."""
    widths = [look.text_width(line.name) + look.text_width(line.figure) for line in lines]
    room = 3 * look.space("s") + 2 * look.measure("marker_radius") + look.space("xs")
    return min(max(widths, default=0.0) + room, look.width * 0.45)


def draw_lines(chart: Chart, plot: Plot, x: Scale, lines: Sequence[NamedLine]) -> None:
    """Draw lines with their names spread beside the plot, and what can be pointed at."""
    look, ends = chart.look, []
    for line in lines:
        known = np.isfinite(line.y)
        across, up = x(line.x[known]), plot.y(line.y[known])
        chart.line(
            across, up, line.colour, look.measure("series_width"), steps=line.steps, dashed=line.dashed
        )
        if len(across) == 1:
            chart.mark(across, up, "circle", line.colour, 2 * look.measure("marker_radius"))
        ends.append(float(up[-1]) if len(up) else plot.bottom)
        _hits(chart, plot, x, line)
    places = spread(ends, look.line_height("caption"), plot.top, plot.bottom)
    mark = 2 * look.measure("marker_radius")
    left = plot.right + look.space("s") + mark + look.space("xs")
    for line, place in zip(lines, places, strict=True):
        name = fitted(
            line.name, look, chart.look.width - left - look.text_width(line.figure) - look.space("s")
        )
        chart.mark(plot.right + look.space("s") + mark / 2, place, "circle", line.colour, mark)
        width = chart.label(left, place, name)
        chart.label(left + width + look.space("xs"), place, line.figure, colour="muted")


def fitted(text: str, look: Look, width: float) -> str:
    """Return a name of the user's own shortened to a width; what is left out is in the sentence."""
    if look.text_width(text) <= width:
        return text
    for end in range(len(text) - 1, 0, -1):
        if look.text_width(text[:end] + "…") <= width:
            return text[:end] + "…"
    return "…"


def _hits(chart: Chart, plot: Plot, x: Scale, line: NamedLine) -> None:
    known = np.isfinite(line.y)
    for place, sentence in line.points:
        y = float(plot.y(np.interp(place, line.x[known], line.y[known])))
        chart.hit_point(float(x(place)), y, f"{line.key}:{place:g}", sentence)


def line_colours(look: Look, n: int) -> list[str]:
    """Return one colour per line, the categorical ones in their order."""
    ramp = look.ramp("categorical")
    return [ramp[k % len(ramp)] for k in range(n)]


def group_lines(
    table: pd.DataFrame,
    across: str,
    words: Words,
    look: Look,
    sentence: Callable[[Any], Phrase],
    *,
    steps: bool = False,
) -> list[NamedLine]:
    """Return a line for each group of a table: columns key, group, share, and `across`.

    Parameters
    ----------
    table : DataFrame
    across : str
        Column of the horizontal axis.
    words, look
    sentence : callable
        Takes a row of the table, gives what its place on the line says.
    steps : bool
    """
    groups = list(table.groupby("key", sort=False))
    found = []
    for (key, part), colour in zip(groups, line_colours(look, len(groups)), strict=True):
        share, place = (part[name].to_numpy(dtype=np.float64) for name in ("share", across))
        told = part.iloc[np.unique(np.linspace(0, len(part) - 1, MOST_POINTS).astype(int))]
        points = tuple((float(getattr(row, across)), sentence(row)) for row in rows(told))
        group, figure = part["group"].iloc[0], words.share(share[-1], 0)
        found.append(NamedLine(str(key), words(group), figure, place, share, colour, steps, points=points))
    return found
