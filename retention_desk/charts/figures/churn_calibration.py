"""Forecast against what happened, in bins of the forecast."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.forecast_members import as_likely
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

COLUMNS = ["predicted", "actual", "low", "high", "n"]
CLOSE = 0.02
TICKS = 4


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    churn = analysis.churn
    if churn.calibration is None:
        table = pd.DataFrame(columns=COLUMNS)
        table.attrs = facts(reason=churn.reason)
        return table
    table = churn.calibration[COLUMNS].reset_index(drop=True)
    table = table[table["n"] > 0]
    weight = table["n"] / table["n"].sum()
    error = float((weight * (table["predicted"] - table["actual"]).abs()).sum())
    if churn.quality is not None:
        error = churn.quality.calibration_error
    table.attrs = facts(n=int(table["n"].sum()), error=error)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    error = attribute(table, "error")
    said = words.number(error * 100, 1)
    if error <= CLOSE:
        return words("What was forecast happened, within {points} points", points=said)
    return words("The forecast was off by {points} points on average", points=said)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Customers who left, %, by forecast probability, %; 95 % intervals · n = {n:count}",
        n=attribute(table, "n"),
    )


def _name_the_line(chart: Chart, plot: Plot, name: str) -> None:
    """Set the name of the diagonal under it, so far to the right that it still fits a narrow chart."""
    width = chart.look.text_width(chart.look.readable(name), "caption", chart.look.text_weight("caption"))
    start = min(plot.left + 0.7 * (plot.right - plot.left), plot.right - width)
    share = (start - plot.left) / (plot.right - plot.left)
    chart.label(start, plot.y(max(share - 0.13, 0.06)), name, colour="muted")


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    ticks = np.linspace(0, 1, TICKS + 1)
    plot = plot_with_grid(chart, ticks, lambda tick: words.count(tick * 100), space_right=look.space("s"))
    x = Scale(0.0, 1.0, plot.left, plot.right)
    axis = look.chart("axis")
    chart.line([x(0), x(1)], [plot.y(0), plot.y(1)], axis, look.measure("reference_width"), dashed=True)
    base_line(chart, plot)
    _name_the_line(chart, plot, words("if every forecast came true"))
    places = x(table["predicted"].to_numpy(dtype=np.float64))
    low, high = (plot.y(table[name].to_numpy(dtype=np.float64)) for name in ("low", "high"))
    whiskers = np.stack([places, low, places, high], 1)
    chart.rules(whiskers[np.isfinite(whiskers).all(axis=1)], look.series, look.measure("outline_width"))
    radius = look.measure("marker_radius")
    actual = plot.y(table["actual"].to_numpy(dtype=np.float64))
    chart.mark(places, actual, "circle", look.series, 2 * radius, edge=look.colour("raised"))
    for place, row in zip(places, rows(table), strict=True):
        y = plot.y(row.actual)
        sentence = phrase(
            "Of {n:count} forecast at {predicted:share0}, {actual:share0} left",
            n=row.n,
            predicted=row.predicted,
            actual=row.actual,
        )
        chart.hit_point(place, y, f"{row.predicted:.3f}", sentence)
    names_below(
        chart, plot, x(ticks), [words.count(tick * 100) for tick in ticks[:-1]] + [words.share(1.0, 0)]
    )
    return chart


ENTRY = FigureRecipe(
    key="churn_calibration",
    name=phrase("Forecast against what happened"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "predicted": (phrase("Forecast"), "share"),
            "actual": (phrase("Left"), "share"),
            "low": (phrase("Lower bound"), "share"),
            "high": (phrase("Upper bound"), "share"),
            "n": (phrase("Customers"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else attribute(table, "reason"),
    order=70,
    members=as_likely,
)
