"""How one thing customers do changes in the weeks before they leave, beside matched ones who stayed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import NamedLine, draw_lines, space_for_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.churn_results import Trajectory
from retention_desk.foundation.wording import Words, phrase

WEEK_DAYS = 7
TICKS = 3
NAMED_DAYS = (84, 63, 42, 21, 0)
_SIDES = ("leavers", "stayers")
COLUMNS = ["days_before", *(f"{side}{end}" for side in _SIDES for end in ("", "_low", "_high"))]


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, Trajectory):
        return pd.DataFrame(columns=COLUMNS)
    weeks = len(answer.leavers)
    table = pd.DataFrame({"days_before": np.arange(weeks - 1, -1, -1) * WEEK_DAYS})
    for name in COLUMNS[1:]:
        table[name] = getattr(answer, name)
    table.attrs = facts(label=answer.label, unit=answer.unit, parted=answer.parted_days, n=answer.n_pairs)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    label, parted = words(attribute(table, "label")), attribute(table, "parted")
    if parted is None:
        return words("{label}: no difference beyond chance", label=label)
    return words("{label}: apart {days:count} days before", label=label, days=parted)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Weekly mean, 95 % band · n = {n:count} pairs", n=attribute(table, "n"))


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    days = table["days_before"].to_numpy(dtype=np.float64)
    lines = [_line(table, side, words, look) for side in _SIDES]
    highest = float(np.nanmax([table[f"{side}_high"].max() for side in _SIDES]))
    ticks = ticks_from_zero(highest, TICKS)
    digits = next((n for n in range(4) if np.allclose(ticks, np.round(ticks, n), atol=1e-9)), 4)
    plot = plot_with_grid(
        chart, ticks, lambda tick: words.number(tick, digits), space_right=space_for_names(look, lines)
    )
    x = Scale(-float(days[0]), 0.0, plot.left, plot.right)
    for side, line in zip(_SIDES, lines, strict=True):
        low, high = (
            plot.y(np.maximum(table[f"{side}_{end}"].to_numpy(dtype=np.float64), 0.0))
            for end in ("low", "high")
        )
        chart.area(x(-days), low, high, line.colour, look.measure("interval_alpha"))
    _parting(chart, plot, x, attribute(table, "parted"))
    base_line(chart, plot)
    draw_lines(chart, plot, x, lines)
    named = [day for day in NAMED_DAYS if day <= days[0]]
    names_below(chart, plot, x(-np.array(named, dtype=np.float64)), [_day(day, words) for day in named])
    return chart


def _day(day: int, words: Words) -> str:
    return words("left") if day == 0 else words("−{n:count} days", n=day)


def _parting(chart: Chart, plot: Plot, x: Scale, parted: int | None) -> None:
    """Mark from which day on the two differ for good."""
    if parted is not None:
        at = max(float(x(-min(float(parted), -x.low))), plot.left)
        width = chart.look.measure("reference_width")
        chart.line([at, at], [plot.top, plot.bottom], chart.look.chart("axis"), width, dashed=True)


def _line(table: pd.DataFrame, side: str, words: Words, look: Look) -> NamedLine:
    days = table["days_before"].to_numpy(dtype=np.float64)
    mean = table[side].to_numpy(dtype=np.float64)
    name = {"leavers": phrase("Leavers"), "stayers": phrase("Stayers")}[side]
    points = tuple(
        (
            -float(day),
            phrase(
                "{name}, {days:count} days before: {mean:number2} a week",
                name=name,
                days=day,
                mean=float(value),
            ),
        )
        for day, value in zip(days, mean, strict=True)
    )
    colour = look.series if side == "leavers" else look.chart("axis")
    figure = words.number(float(mean[-1]), 2 if abs(mean[-1]) < 10 else 0)
    return NamedLine(side, words(name), figure, -days, mean, colour, points=points)


ENTRY = FigureRecipe(
    key="customer_trajectory",
    name=phrase("Before they left"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "days_before": (phrase("Days before"), "count"),
            "leavers": (phrase("Leavers"), "number"),
            "leavers_low": (phrase("Leavers, at least"), "number"),
            "leavers_high": (phrase("Leavers, at most"), "number"),
            "stayers": (phrase("Stayers"), "number"),
            "stayers_low": (phrase("Stayers, at least"), "number"),
            "stayers_high": (phrase("Stayers, at most"), "number"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Nothing is known of the weeks before leaving."),
    order=73,
)
