"""How use fades after the first time."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

WEEK_DAYS = 7


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    decay = analysis.metrics.engagement
    if decay is None:
        return pd.DataFrame(columns=["step", "share", "days_active", "reached"])
    table = pd.DataFrame(
        {
            "step": np.arange(1, len(decay.share) + 1),
            "share": decay.share,
            "days_active": decay.days_active,
            "reached": decay.reached,
        }
    )
    table.attrs = facts(weeks=decay.step_days == WEEK_DAYS)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    first, last = table.iloc[0], table.iloc[-1]
    said = {"first": float(first["share"]), "last": float(last["share"]), "n": int(last["step"])}
    if attribute(table, "weeks"):
        return words(
            "{first:share0} are active a week after their first use, {last:share0} in week {n}", **said
        )
    return words("{first:share0} buy within a month of their first order, {last:share0} in month {n}", **said)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    n = int(table["reached"].iloc[0])
    if attribute(table, "weeks"):
        return words("Share of customers active, % · by week after the first use · n = {n:count}", n=n)
    return words("Share of customers who buy, % · by month after the first order · n = {n:count}", n=n)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    share = table["share"].to_numpy(dtype=np.float64)
    top = next(t for t in (0.1, 0.25, 0.5, 1.0) if share.max() <= t)
    ticks = np.linspace(0.0, top, 5 if top == 1.0 else 6)
    plot = plot_with_grid(chart, ticks, lambda tick: words.count(tick * 100), space_right=look.space("m"))
    x = Scale(0.5, len(table) + 0.5, plot.left, plot.right)
    across, up = x(table["step"].to_numpy(dtype=np.float64)), plot.y(share)
    base_line(chart, plot)
    chart.line(across, up, look.series, look.measure("series_width"))
    chart.mark(
        across, up, "circle", look.series, 2 * look.measure("marker_radius"), edge=look.colour("raised")
    )
    names_below(chart, plot, across, [words.count(step) for step in table["step"]])
    for place, row in enumerate(rows(table)):
        chart.hit_point(
            across[place], up[place], str(row.step), _sentence(row, weeks=attribute(table, "weeks"))
        )
    return chart


def _sentence(row: object, *, weeks: bool) -> Phrase:
    said = {name: getattr(row, name) for name in ("step", "share", "reached")}
    if weeks:
        return phrase("Week {step}: {share:share} of {reached:count} customers active", **said)
    return phrase("Month {step}: {share:share} of {reached:count} customers bought", **said)


ENTRY = FigureRecipe(
    key="engagement_decay",
    name=phrase("How use fades after the first time"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "step": (phrase("Weeks or months after"), "count"),
            "share": (phrase("Active"), "share"),
            "days_active": (phrase("Days active"), "number2"),
            "reached": (phrase("Customers"), "count"),
        }
    ),
    empty=lambda table: (
        None
        if len(table)
        else phrase("Needs orders or an activity log, long enough to follow ten customers.")
    ),
    order=18,
)
