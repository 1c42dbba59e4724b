"""A figure by group and period, as small lines under each other on one scale."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, names_below
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import fitted
from retention_desk.charts.members import of_groups
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale
from retention_desk.charts.split_table import colour_of_group, nothing_split
from retention_desk.charts.style import Look
from retention_desk.charts.units import said_in_unit
from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.split_results import Split
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import NOTHING_SAID, Words, phrase

NAME_SHARE = 0.3
ROW_PIXELS = 44
LINE_OF_ROW = 0.72


def _tabulate(split: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["key", "group", "start", "value"]
    if not isinstance(split, Split) or split.histories is None or not len(split.ends):
        table = pd.DataFrame(columns=columns)
        table.attrs = nothing_split(split)
        return table
    known = np.flatnonzero(np.isfinite(split.histories).any(axis=0))
    begun = int(known[0]) if len(known) else 0
    starts, values = list(split.starts[begun:]), split.histories[:, begun:]
    n = len(starts)
    table = pd.DataFrame(
        {
            "key": np.repeat(np.array(split.keys, dtype=object), n),
            "group": [name for name in split.names for _ in range(n)],
            "start": starts * len(split.keys),
            "value": values.ravel(),
        }
    )
    table.attrs = facts(
        unit=split.unit, currency=split.currency, label=split.label, column=split.column.label,
        period=split.period, starts=starts, keys=split.keys, names=split.names, values=values,
        whole=None if split.whole_history is None else split.whole_history[begun:],
        sums=split.adds == "value",
        missing=None if len(known) else phrase("not known in any complete period"),
        n=int(split.customers.sum()),
    )  # fmt: skip
    return table


def _said(value: float, table: pd.DataFrame, words: Words) -> str:
    return said_in_unit(value, attribute(table, "unit"), words, attribute(table, "currency"))


def _title(table: pd.DataFrame, words: Words) -> str:
    values: Floats = attribute(table, "values")
    period, starts = attribute(table, "period"), attribute(table, "starts")
    label = attribute(table, "label") or NOTHING_SAID
    last = words.period(starts[-1], period)
    if len(starts) < 2:
        return words("{figure} in {period}: one period, nothing to compare", figure=label, period=last)
    moved = np.array([_moved(line) for line in values])
    known = moved[np.isfinite(moved)]
    if not len(known):
        return words("{figure} by group and {period}", figure=label, period=PERIODS[period])
    return words(
        "{figure}: up in {up:count} of {n:count} groups since their first {period}",
        figure=label, up=int((known > 0).sum()), n=len(known), period=PERIODS[period],
    )  # fmt: skip


def _moved(line: Floats) -> float:
    """Return how far a line has come since its first value; NaN where it has none or no last one."""
    known = np.flatnonzero(np.isfinite(line))
    return float(line[-1] - line[known[0]]) if len(known) > 1 else math.nan


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    low, high = _span(attribute(table, "values"), _whole(table))
    text = words(
        "By {column}, each {period} · all lines from {low} to {high} · n = {n:count}",
        column=attribute(table, "column"),
        period=PERIODS[attribute(table, "period")],
        low=_said(low, table, words),
        high=_said(high, table, words),
        n=attribute(table, "n"),
    )
    return text + words(" · dotted: all together") if _whole(table) is not None else text


def _whole(table: pd.DataFrame) -> Floats | None:
    """Return the history of everybody, where groups can be compared with it: not of sums."""
    whole: Floats | None = attribute(table, "whole")
    return None if attribute(table, "sums") or whole is None or not np.isfinite(whole).any() else whole


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    values: Floats = attribute(table, "values")
    names = [words(name) for name in attribute(table, "names")]
    room = (chart.right - chart.left) * NAME_SHARE
    names = [fitted(name, look, room) for name in names]
    said = [_said(_last(line), table, words) for line in values]
    left = chart.left + max(look.text_width(name) for name in names) + look.space("l")
    right = chart.right - max(look.text_width(text) for text in said) - look.space("m")
    below = look.line_height("caption") + look.space("xs")
    row = min((chart.bottom - below - chart.top) / len(values), ROW_PIXELS)
    x = Scale(0.0, max(values.shape[1] - 1.0, 1.0), left, right)
    span = _span(values, _whole(table))
    if span[0] == span[1]:  # a level line runs through the middle
        span = (span[0] - 1.0, span[1] + 1.0)
    for place, (name, text) in enumerate(zip(names, said, strict=True)):
        bottom = chart.top + (place + 1) * row - row * (1 - LINE_OF_ROW) / 2
        y = Scale(*span, bottom, bottom - row * LINE_OF_ROW)
        chart.label(chart.left, bottom - row * LINE_OF_ROW / 2, name)
        _small_line(chart, table, x, y, place, words)
        chart.label(chart.right, bottom - row * LINE_OF_ROW / 2, text, align="right")
        if place:
            edge = float(chart.snapped(chart.top + place * row)) + 0.5 / look.scale
            chart.rules(
                [(chart.left, edge, chart.right, edge)], look.chart("grid"), look.measure("grid_width")
            )
    plot = Plot(left, chart.top, right, chart.top + len(values) * row, Scale(*span, 1.0, 0.0))
    starts = attribute(table, "starts")
    places = x(np.arange(len(starts)))
    names_below(chart, plot, places, axis_names(starts, attribute(table, "period"), words))
    return chart


def _last(line: Floats) -> float:
    """Return the value of the last period; NaN when it is not known."""
    return float(line[-1])


def _span(values: Floats, whole: Floats | None) -> tuple[float, float]:
    """Return lowest and highest value of all lines."""
    every = values.ravel() if whole is None else np.r_[values.ravel(), whole]
    known = every[np.isfinite(every)]
    if not len(known):
        return 0.0, 1.0
    return float(known.min()), float(known.max())


def _small_line(chart: Chart, table: pd.DataFrame, x: Scale, y: Scale, place: int, words: Words) -> None:
    """Draw the history of one group, that of everybody dotted behind it."""
    look = chart.look
    line, whole = attribute(table, "values")[place], _whole(table)
    key = attribute(table, "keys")[place]
    across = x(np.arange(len(line)))
    if whole is not None:
        known = np.isfinite(whole)
        width = look.measure("reference_width")
        chart.line(across[known], y(whole[known]), look.chart("axis"), width, dashed=True)
    known = np.isfinite(line)
    colour, mark = colour_of_group(key, look, "axis"), 2 * look.measure("marker_radius")
    chart.line(across[known], y(line[known]), colour, look.measure("series_width"))
    if known[-1:].any():
        chart.mark(across[-1:], y(line[-1:]), "circle", colour, mark * 0.75)
    starts, period = attribute(table, "starts"), attribute(table, "period")
    for k in np.flatnonzero(known):
        sentence = phrase(
            "{group} in {period}: **{figure}**",
            group=attribute(table, "names")[place],
            period=words.period(starts[k], period),
            figure=_said(float(line[k]), table, words),
        )
        chart.hit_point(across[k], y(line[k]), f"{key}:{starts[k]}", sentence)


ENTRY = FigureRecipe(
    key="split_history",
    name=phrase("A figure by group and period"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "key": (phrase("Key"), "text"),
            "group": (phrase("Group"), "text"),
            "start": (phrase("From"), "date"),
            "value": (phrase("Value"), "unit"),
        }
    ),
    empty=lambda table: (
        attribute(table, "missing")
        if len(table)
        else attribute(table, "missing") or phrase("This figure has no history by period.")
    ),
    height=lambda table: (
        len(attribute(table, "keys")) * ROW_PIXELS + Look().line_height("caption") + Look().space("xs")
    ),
    order=11,
    members=of_groups,
)
