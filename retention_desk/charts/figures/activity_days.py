"""Daily, weekly and monthly active customers, day by day."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import NamedLine, draw_lines, line_colours, space_for_names
from retention_desk.charts.members import day_number
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

DAYS_SHOWN = 365
WINDOWS = {"mau": 30, "wau": 7, "dau": 1}


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    history = analysis.metrics.activity
    if history is None:
        return pd.DataFrame(columns=["day", *WINDOWS])
    days = [history.first_day + dt.timedelta(days=k) for k in range(len(history.dau))]
    table = pd.DataFrame({"day": days, **{name: getattr(history, name) for name in WINDOWS}})
    table.attrs = facts(n=analysis.data.n_customers)
    return table.tail(DAYS_SHOWN)


def _title(table: pd.DataFrame, words: Words) -> str:
    last = table["mau"].iloc[-1]
    if not np.isfinite(last):
        return words("{n:count} customers were active on the last day", n=table["dau"].iloc[-1])
    return words("{n:count} customers were active in the last 30 days", n=last)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Distinct customers in 30 days, 7 days and one day · of {n:count}", n=attribute(table, "n"))


def _names(words: Words) -> dict[str, str]:
    return {"mau": words("30 days"), "wau": words("7 days"), "dau": words("1 day")}


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    lines = _lines(table, words, look)
    ticks = ticks_from_zero(max(float(np.nanmax(table[list(WINDOWS)].to_numpy())), 1.0), 4, whole=True)
    plot = plot_with_grid(chart, ticks, words.count, space_right=space_for_names(look, lines))
    x = Scale(0.0, max(len(table) - 1.0, 1.0), plot.left, plot.right)
    draw_lines(chart, plot, x, lines)
    base_line(chart, plot)
    days = list(table["day"])
    firsts = [k for k, day in enumerate(days) if day.day == 1] or [0]
    names_below(chart, plot, [float(x(k)) for k in firsts], [_month(days[k], words) for k in firsts])
    return chart


def _month(day: dt.date, words: Words) -> str:
    return words.month(day, with_year=day.month == 1)


def _lines(table: pd.DataFrame, words: Words, look: Look) -> list[NamedLine]:
    found = []
    for name, colour in zip(WINDOWS, line_colours(look, len(WINDOWS)), strict=True):
        values = table[name].to_numpy(dtype=np.float64)
        if not np.isfinite(values).any():
            continue
        points: list[tuple[float, Phrase]] = [
            (float(k), _sentence(table["day"].iloc[k], WINDOWS[name], float(values[k])))
            for k in range(len(values))
            if np.isfinite(values[k])
        ]
        figure, place = words.count(values[-1]), np.arange(len(table), dtype=np.float64)
        found.append(
            NamedLine(name, _names(words)[name], figure, place, values, colour, points=tuple(points))
        )
    return found


def _sentence(day: dt.date, window: int, n: float) -> Phrase:
    return phrase("{n:count} customers in {days} days up to {day:date}", n=n, days=window, day=day)


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return who was active in the days up to one; `key` is a window and the place of the day shown."""
    name, _, place = key.partition(":")
    table, basis = _tabulate(analysis), analysis.intermediate.get("figures_basis")
    if basis is None or name not in WINDOWS or int(place) >= len(table):
        return None
    day, window = table["day"].iloc[int(place)], WINDOWS[name]
    customer, seen = basis.seen_days
    end = day_number(day)
    inside = (seen > end - window) & (seen <= end)
    text = phrase("active in {days} days up to {day:date}", days=window, day=day)
    return Chosen("active_days", key, text, np.unique(customer[inside]).astype(np.int64))


ENTRY = FigureRecipe(
    key="activity_days",
    name=phrase("Daily, weekly and monthly active customers"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "day": (phrase("Day"), "date"),
            "mau": (phrase("30 days"), "count"),
            "wau": (phrase("7 days"), "count"),
            "dau": (phrase("1 day"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs orders or an activity log."),
    order=17,
    members=_members,
)
