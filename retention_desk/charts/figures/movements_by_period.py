"""Who stayed, came back and came new in each period, as stacked bars."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid, spread
from retention_desk.charts.canvas import Chart
from retention_desk.charts.members import moved
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

PARTS = ("stayed", "came_back", "new")
SLOT_PIXELS = 44


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    moves = analysis.metrics.movements
    columns = ("start", "end", "opening", *PARTS)
    table = pd.DataFrame(
        {} if moves is None else {
            "start": list(moves.starts), "end": list(moves.ends), "opening": moves.opening,
            "stayed": moves.stayed, "came_back": moves.came_back, "new": moves.new,
        },
        columns=list(columns),
    )  # fmt: skip
    general = analysis.settings.general
    table.attrs = facts(
        period=general.period,
        window_days=None if "subscriptions" in analysis.data.events else general.active_window_days,
    )
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    last = table.iloc[-1]
    period = attribute(table, "period")
    if last["opening"] <= 0:
        now = words.period(last["start"], period)
        return words("{n:count} customers were active at the end of {period}", n=_closing(last), period=now)
    before = words.period(last["start"] - dt.timedelta(days=1), period)
    share = share_in_words(last["stayed"] / last["opening"], words)
    return words("{share} of {period}’s customers stayed", share=share, period=before).strip()


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    last = table.iloc[-1]
    period, days = attribute(table, "period"), attribute(table, "window_days")
    name = words.period(last["start"], period)
    if days is None:
        return words("Customers at the end of each {period} · n = {n:count} in {name}",
                     period=PERIODS[period], n=_closing(last), name=name)  # fmt: skip
    return words(
        "Customers active at the end of each {period}, last {days} days · n = {n:count} in {name}",
        period=PERIODS[period], days=days, n=_closing(last), name=name,
    )  # fmt: skip


def _closing(row: pd.Series) -> int:
    return int(row["stayed"] + row["came_back"] + row["new"])


def _part_names(words: Words) -> dict[str, str]:
    return {"stayed": words("Stayed"), "came_back": words("Came back"), "new": words("New")}


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    names = _part_names(words)
    last = table.iloc[-1]
    beside = max(look.text_width(names[p]) + look.text_width(words.count(last[p])) for p in PARTS)
    beside += look.space("s") * 2
    shown = max(1, min(len(table), int((look.width - beside - look.space("xxl")) // SLOT_PIXELS)))
    table = table.iloc[-shown:]
    heights = table[list(PARTS)].to_numpy(dtype=np.float64)
    ticks = ticks_from_zero(heights.sum(axis=1).max(), 3, whole=True)
    plot = plot_with_grid(chart, ticks, words.count, space_right=beside)
    slot = (plot.right - plot.left) / shown
    centre = plot.left + slot * (np.arange(shown) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    tops = np.cumsum(heights, axis=1)
    gap = look.measure("bar_gap")
    for place, (part, colour) in enumerate(zip(PARTS, look.ramp("parts"), strict=True)):
        low = tops[:, place] - heights[:, place]
        lifted = np.where(low > 0, gap, 0.0)
        y1, y0 = plot.y(low) - lifted, plot.y(tops[:, place])
        keep = y1 > y0
        chart.boxes(np.stack([centre - half, y0, centre + half, y1], 1)[keep], colour)
        for k in np.flatnonzero(keep):
            row = table.iloc[k]
            chart.hit(centre[k] - half, y0[k], centre[k] + half, y1[k], f"{row['start']}:{part}",
                      _sentence(row, part, int(heights[k, place])))  # fmt: skip
    base_line(chart, plot)
    names_below(chart, plot, centre, axis_names(list(table["start"]), attribute(table, "period"), words))
    _label_last(chart, plot.right + look.space("s") / 2, plot.y, tops[-1], heights[-1], names, words)
    return chart


def _label_last(
    chart: Chart,
    x: float,
    y: Scale,
    tops: np.ndarray,
    heights: np.ndarray,
    names: dict[str, str],
    words: Words,
) -> None:
    """Name the parts of the last bar beside it."""
    middle = y(tops - heights / 2)
    places = spread(list(middle), chart.look.line_height("caption"), chart.top, y.start)
    for part, height, place in zip(PARTS, heights, places, strict=True):
        width = chart.label(x, place, names[part])
        chart.label(x + width + chart.look.space("s") * 0.75, place, words.count(height), colour="muted")


def _sentence(row: pd.Series, part: str, n: int) -> Phrase:
    end = row["end"]
    if part == "stayed":
        return phrase(
            "{n:count} of {opening:count} customers stayed until {end:date}",
            n=n,
            opening=int(row["opening"]),
            end=end,
        )
    if part == "came_back":
        return phrase("{n:count} lapsed customers came back by {end:date}", n=n, end=end)
    return phrase("{n:count} new customers by {end:date}", n=n, end=end)


ENTRY = FigureRecipe(
    key="movements_by_period",
    name=phrase("Customers who stayed, came back and came new"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "start": (phrase("From"), "date"),
            "end": (phrase("To"), "date"),
            "opening": (phrase("Active at the beginning"), "count"),
            "stayed": (phrase("Stayed"), "count"),
            "came_back": (phrase("Came back"), "count"),
            "new": (phrase("New"), "count"),
        }
    ),
    empty=lambda table: (
        phrase("No complete period yet: the data are too short to follow anybody.")
        if not len(table)
        else None
    ),
    order=10,
    members=moved,
)
