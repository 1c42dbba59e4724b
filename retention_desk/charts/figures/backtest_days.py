"""How well each set of weights told leavers from stayers, on every past day looked from."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import NamedLine, draw_lines, space_for_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale, round_step
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

COLUMNS = ["weights", "day", "auc", "n", "left"]
TICKS = 4


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    backtest = analysis.backtest
    days = [day for day in backtest.days if day.day is not None]
    parts: list[pd.DataFrame] = []
    for row in backtest.rows:
        if len(row.auc_by_day) == len(days) and len(days) > 1:
            part = pd.DataFrame({"day": [day.day for day in days], "auc": row.auc_by_day})
            part["n"], part["left"] = [day.n for day in days], [day.left for day in days]
            part.insert(0, "weights", [row.label] * len(days))
            part["key"] = row.name
            parts.append(part[np.isfinite(part["auc"])].iloc[::-1])
    if not parts:
        return pd.DataFrame(columns=[*COLUMNS, "key"])
    table: pd.DataFrame = pd.concat(parts, ignore_index=True)
    table["day"] = pd.to_datetime(table["day"])
    table.attrs = facts(horizon_days=backtest.horizon_days, n_days=len(days))
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    own = table[table["key"] == "current"]["auc"]
    low, high = float(own.min()), float(own.max())
    return words("These weights: AUC {low:number2} to {high:number2} by day", low=low, high=high)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "AUC by the day looked from, next {days:count} days each · 0.5 is chance",
        days=attribute(table, "horizon_days"),
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    ramp = look.ramp("categorical")
    axis = look.chart("axis")
    colours = {"current": look.series, "default": axis, "equal": ramp[3], "learned": ramp[1]}
    lines = []
    for key, part in table.groupby("key", sort=False):
        days = part["day"].to_numpy().astype("datetime64[D]").astype(np.float64)
        auc = part["auc"].to_numpy(dtype=np.float64)
        points = tuple(
            (
                float(place),
                phrase(
                    "{weights}, {day:date}: AUC {auc:number3} · n = {n:count} · {left:count} left",
                    weights=row.weights, day=row.day.date(), auc=row.auc, n=row.n, left=row.left,
                ),
            )
            for place, row in zip(days, rows(part), strict=True)
        )  # fmt: skip
        label = part["weights"].iloc[0]
        name = words(label)
        lines.append(
            NamedLine(str(key), name, words.number(auc[-1], 2), days, auc, colours.get(str(key), axis),
                      dashed=key != "current", points=points)
        )  # fmt: skip
    low, high = min(float(table["auc"].min()), 0.5), float(table["auc"].max())
    step = round_step(max(high - low, 0.05), TICKS)
    ticks = np.arange(np.floor(low / step + 1e-9), np.ceil(high / step - 1e-9) + 1) * step
    plot = plot_with_grid(
        chart, ticks, lambda tick: words.number(tick, 2), space_right=space_for_names(look, lines)
    )
    every = np.unique(table["day"].to_numpy().astype("datetime64[D]"))
    x = Scale(float(every[0].astype(np.float64)), float(every[-1].astype(np.float64)), plot.left, plot.right)
    draw_lines(chart, plot, x, lines)
    names_below(chart, plot, x(every.astype(np.float64)), [words.date(day.item()) for day in every])
    return chart


ENTRY = FigureRecipe(
    key="backtest_days",
    name=phrase("The health score looking back"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "weights": (phrase("Weights"), "text"),
            "day": (phrase("Day"), "date"),
            "auc": (phrase("AUC"), "number"),
            "n": (phrase("Customers"), "count"),
            "left": (phrase("Left"), "count"),
            "key": (phrase("Key"), "text"),
        }
    ),
    empty=lambda table: (
        None
        if len(table)
        else phrase("Only one past day could be looked from, so there is nothing to compare over time.")
    ),
    order=74,
)
