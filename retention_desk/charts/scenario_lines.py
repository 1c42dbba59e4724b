"""Two paths over the months to come, as it is and raised, with what lies between them filled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import NamedLine, draw_lines, space_for_names
from retention_desk.charts.scales import Scale, ticks_around_zero
from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.wording import Phrase, Words

MONTH_STEPS = (1, 3, 6, 12, 24)
MOST_NAMES = 9


@dataclass(frozen=True, eq=False)
class ScenarioPaths:
    """An amount at the end of each month, from today (month 0) on.

    `said` sets an amount beside axis and lines, `sentence` says it for a month; `whole` are counts.
    """

    now: Floats
    raised: Floats
    said: Callable[[float], str]
    sentence: Callable[[int, float], Phrase]
    whole: bool = False


def month_names(months: int, words: Words) -> list[str]:
    """Return what stands under each month of the axis: round steps only, the rest empty."""
    step = next((step for step in MONTH_STEPS if months / step < MOST_NAMES), MONTH_STEPS[-1])
    return [words.count(month) if month % step == 0 else "" for month in range(months + 1)]


def draw_paths(chart: Chart, paths: ScenarioPaths, words: Words) -> None:
    """Draw both paths with their names and last amounts."""
    look = chart.look
    month = np.arange(len(paths.now), dtype=np.float64)
    parts = (
        ("raised", words("raised"), paths.raised, look.series),
        ("now", words("as it is"), paths.now, look.chart("axis")),
    )
    lines = [
        NamedLine(
            key, name, paths.said(float(values[-1])), month, values, colour, dashed=key == "now",
            points=tuple(
                (float(k), paths.sentence(k, amount)) for k, amount in enumerate(values.tolist()) if k
            ),
        )
        for key, name, values, colour in parts
    ]  # fmt: skip
    every = np.r_[paths.raised, paths.now]
    lowest, highest = min(float(every.min()), 0.0), float(every.max())
    ticks = ticks_around_zero(lowest, max(highest, 0.0 if lowest < 0 else 1.0), 4, whole=paths.whole)
    plot = plot_with_grid(chart, ticks, paths.said, space_right=space_for_names(look, lines))
    x = Scale(0.0, max(float(month[-1]), 1.0), plot.left, plot.right)
    base_line(chart, plot)
    chart.area(x(month), plot.y(paths.now), plot.y(paths.raised), look.series, look.measure("interval_alpha"))
    draw_lines(chart, plot, x, lines)
    names_below(chart, plot, x(month), month_names(len(month) - 1, words))
