"""A figure by month, quarter or year."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, ticks_around_zero
from retention_desk.charts.style import Look
from retention_desk.charts.units import said_in_unit, said_on_axis
from retention_desk.foundation.split_results import FigureHistory
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Words, phrase

MOST_MARKS = 24


def _tabulate(history: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["start", "end", "value"]
    if not isinstance(history, FigureHistory) or history.missing is not None:
        table = pd.DataFrame(columns=columns)
        if isinstance(history, FigureHistory):
            table.attrs = facts(missing=history.missing, label=history.label)
        return table
    known = np.flatnonzero(np.isfinite(history.values))
    shown = slice(int(known[0]), len(history.values)) if len(known) else slice(0, 0)
    table = pd.DataFrame(
        {
            "start": list(history.starts[shown]),
            "end": list(history.ends[shown]),
            "value": history.values[shown],
        },
        columns=columns,
    )
    table.attrs = facts(
        unit=history.unit, currency=history.currency, label=history.label, period=history.period,
        missing=None,
    )  # fmt: skip
    return table


def _said(value: float, table: pd.DataFrame, words: Words) -> str:
    return said_in_unit(value, attribute(table, "unit"), words, attribute(table, "currency"))


def _title(table: pd.DataFrame, words: Words) -> str:
    value = table["value"].to_numpy(dtype=np.float64)
    period, label = attribute(table, "period"), attribute(table, "label")
    now = words.period(table["start"].iloc[-1], period)
    said = {"figure": label, "period": now, "value": _said(float(value[-1]), table, words)}
    if len(value) < 2 or not np.isfinite(value[-2:]).all():
        return words("{figure} in {period}: {value}", **said)
    before = words.period(table["start"].iloc[-2], period)
    change = _change(value[-2], value[-1], attribute(table, "unit"), words)
    if change is None:
        return words("{figure} in {period}: {value}, as in {before}", **said, before=before)
    return words("{figure} in {period}: {value}, {change} on {before}", **said, change=change, before=before)


def _change(before: float, now: float, unit: str, words: Words) -> str | None:
    """Return the change in words: points of a share, per cent of what is positive, else the difference."""
    if now == before:
        return None
    if unit == "share":
        return words.points(now - before)
    if before > 0 and unit != "score":
        return words.change(now / before - 1.0)
    said = words.number(abs(now - before), 1)
    return f"+{said}" if now > before else f"−{said}"


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Each complete {period} · {n:count} of them",
        period=PERIODS[attribute(table, "period")], n=len(table),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    value = table["value"].to_numpy(dtype=np.float64)
    unit, currency = attribute(table, "unit"), attribute(table, "currency")
    known = np.isfinite(value)
    low, high = float(value[known].min()), float(value[known].max())
    high = high if high > 0 or low < 0 else 1.0
    ticks = ticks_around_zero(low, high, 4, whole=unit == "count")
    line = look.line_height("caption")
    plot = plot_with_grid(
        chart, ticks, lambda tick: said_on_axis(tick, unit, words, currency),
        space_above=line, space_right=look.space("l"),
    )  # fmt: skip
    x = Scale(0.0, max(len(value) - 1.0, 1.0), plot.left + look.space("s"), plot.right)
    across, up = x(np.arange(len(value))), plot.y(value)
    base_line(chart, plot)
    mark = 2 * look.measure("marker_radius")
    chart.line(across[known], up[known], look.series, look.measure("series_width"))
    if known.sum() <= MOST_MARKS:
        edge = look.colour("raised")
        chart.mark(across[known], up[known], "circle", look.series, mark, edge=edge)
    _label_last(chart, across, up, _said(float(value[-1]), table, words))
    period, starts = attribute(table, "period"), list(table["start"])
    names_below(chart, plot, across, axis_names(starts, period, words))
    _hits(chart, table, across, up, words)
    return chart


def _label_last(chart: Chart, across: np.ndarray, up: np.ndarray, said: str) -> None:
    """Set the latest value over its point, or under it where the line comes from above."""
    if not np.isfinite(up[-1]):
        return
    look = chart.look
    line = look.line_height("caption")
    falls = len(up) > 1 and np.isfinite(up[-2]) and up[-2] < up[-1] - 1
    y = float(up[-1]) + (line if falls else -line) * 0.75
    width = look.text_width(said, weight=SEMIBOLD)
    chart.label(min(float(across[-1]) + width / 2, chart.right), y, said, weight=SEMIBOLD, align="right")


def _hits(chart: Chart, table: pd.DataFrame, across: np.ndarray, up: np.ndarray, words: Words) -> None:
    for place, (start, value) in enumerate(zip(table["start"], table["value"], strict=True)):
        if value != value:
            continue
        sentence = phrase(
            "{period}: **{figure}**",
            period=words.period(start, attribute(table, "period")),
            figure=_said(float(value), table, words),
        )
        chart.hit_point(across[place], up[place], str(start), sentence)


ENTRY = FigureRecipe(
    key="figure_history",
    name=phrase("A figure by period"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "start": (phrase("From"), "date"),
            "end": (phrase("To"), "date"),
            "value": (phrase("Value"), "unit"),
        }
    ),
    empty=lambda table: (
        None if len(table) else attribute(table, "missing") or phrase("This figure has no history by period.")
    ),
    order=5,
)
