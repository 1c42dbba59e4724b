"""The Lorenz curve, best first, with what the best tenth holds named on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.scales import Scale
from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.wording import Phrase, Words


@dataclass(frozen=True, eq=False)
class Lorenz:
    """So large a share of customers, best first, holds so large a share; the best tenth is named.

    `n` are all customers, `top_customers` the best tenth of them; `alike` is what the diagonal means, `said`
    gives the sentence of a place from its customers and the share they hold.
    """

    customers_share: Floats
    held_share: Floats
    n: int
    top_customers: int
    top_share: float
    alike: str
    said: Callable[[int, float], Phrase]


def draw_lorenz(chart: Chart, curve: Lorenz, words: Words) -> None:
    """Draw the curve, the diagonal and the tenth into a chart."""
    look = chart.look
    ticks = np.linspace(0, 1, 5)
    plot = plot_with_grid(chart, ticks, lambda tick: words.count(tick * 100), space_right=look.space("xs"))
    x = Scale(0, 1, plot.left, plot.right)
    axis, thin = look.chart("axis"), look.measure("axis_width")
    chart.line([x(0), x(1)], [plot.y(0), plot.y(1)], axis, look.measure("reference_width"), dashed=True)
    share, at = curve.top_share, curve.top_customers / curve.n
    chart.rules(
        [(x(0), plot.y(share), x(at), plot.y(share)), (x(at), plot.y(share), x(at), plot.y(0))], axis, thin
    )
    base_line(chart, plot)
    chart.line(x(curve.customers_share), plot.y(curve.held_share), look.series, look.measure("series_width"))
    radius = look.measure("marker_radius")
    chart.mark(x(at), plot.y(share), "circle", look.series, 2 * radius, edge=look.colour("raised"))
    _name_the_tenth(chart, plot, x(at) + look.space("m"), share, words)
    chart.label(plot.right, plot.y(0.58), curve.alike, colour="muted", align="right")
    names = [words.count(tick * 100) for tick in ticks[:-1]] + [words.share(1.0, 0)]
    names_below(chart, plot, x(ticks), names)
    _hits(chart, curve, x, plot)


def _hits(chart: Chart, curve: Lorenz, x: Scale, plot: Plot) -> None:
    """Make the tenth, then the places along the curve, answer with their customers; these are their keys."""
    places = {curve.top_customers: (curve.top_customers / curve.n, curve.top_share)}
    for across, up in zip(curve.customers_share, curve.held_share, strict=True):
        places.setdefault(round(float(across) * curve.n), (float(across), float(up)))
    places.pop(0, None)
    for customers, (across, up) in places.items():
        chart.hit_point(x(across), plot.y(up), str(customers), curve.said(customers, up))


def _name_the_tenth(chart: Chart, plot: Plot, left: float, share: float, words: Words) -> None:
    """Set what the best tenth holds under the curve and over the diagonal, or by the foot of the tenth."""
    look = chart.look
    named = words("Top tenth: {share:share}", share=share)
    width = look.text_width(look.readable(named), "caption", look.text_weight("caption"))
    line = look.line_height("caption")
    diagonal = plot.y((left + width - plot.left) / (plot.right - plot.left))
    highest = plot.y(share) + 0.55 * line
    place = min(plot.y(share) + line, plot.y(0.12), diagonal - 0.7 * line)
    if place < highest:
        # No room between curve and diagonal: by the foot of the tenth, where the diagonal is high enough.
        place = plot.y(0.0) - 0.6 * line
        left = max(left, plot.left + 1.4 * line / (plot.y(0.0) - plot.y(1.0)) * (plot.right - plot.left))
    chart.label(left, place, named)
