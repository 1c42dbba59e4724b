"""Where customers leave: the share of those still there who leave in each month of tenure."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.charts.tenure_members import left_in_month
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

MONTHS_SHOWN = 36
LEAST_SLOT = 10


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    curve = analysis.metrics.hazard
    columns = ["month", "share", "low", "high", "left", "at_risk"]
    if curve is None or not curve.left.any():
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame({name: getattr(curve, name) for name in columns}).head(MONTHS_SHOWN)
    table["month"] += 1
    table.attrs = facts(n=curve.n, event=curve.event)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    """Return the month of which it is surest that many leave: late months rest on few customers."""
    worst = table.iloc[int(table["low"].to_numpy().argmax())]
    overall = float(table["left"].sum() / table["at_risk"].sum())
    if len(table) > 1 and worst["low"] <= overall:
        return words(
            "Customers leave at any tenure alike: {share:share} of those still there a month", share=overall
        )
    return words(
        "Customers leave most in month {month}: {share:share0} of those still there",
        month=int(worst["month"]), share=float(worst["share"]),
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Share leaving by month of tenure, 95 % interval · lost = {event} · n = {n:count}",
        event=attribute(table, "event"), n=attribute(table, "n"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    shown = max(1, min(len(table), int((look.width - look.space("xxl")) // LEAST_SLOT)))
    table = table.head(shown)
    share, low, high = (table[name].to_numpy(dtype=np.float64) for name in ("share", "low", "high"))
    ticks = ticks_from_zero(max(float(np.minimum(high, share * 2 + 0.02).max()), 0.01) * 100, 4)
    plot = plot_with_grid(chart, ticks, lambda tick: words.number(tick, 0 if ticks[-1] >= 4 else 1))
    slot = (plot.right - plot.left) / len(table)
    centre = plot.left + slot * (np.arange(len(table)) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    top = plot.y(share * 100)
    base = np.full(len(table), plot.y(0.0))
    boxes = np.stack([centre - half, top, centre + half, base], 1)
    chart.boxes(boxes[share > 0], look.series)
    ceiling = np.minimum(high * 100, ticks[-1])
    whiskers = np.stack([centre, plot.y(low * 100), centre, plot.y(ceiling)], 1)
    chart.rules(whiskers, look.chart("outline"), look.measure("reference_width"))
    base_line(chart, plot)
    names_below(chart, plot, centre, [words.count(month) for month in table["month"]])
    for place, row in enumerate(rows(table)):
        sentence = phrase(
            "Month {month}: {left:count} of {n:count} left, {share:share}",
            month=int(row.month), left=int(row.left), n=float(row.at_risk), share=float(row.share),
        )  # fmt: skip
        box = (centre[place] - slot / 2, plot.top, centre[place] + slot / 2, plot.bottom)
        chart.hit(*box, str(int(row.month)), sentence)
    return chart


ENTRY = FigureRecipe(
    key="hazard_by_tenure",
    name=phrase("Where customers leave, by tenure"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "month": (phrase("Month of tenure"), "count"),
            "at_risk": (phrase("Still there"), "count"),
            "left": (phrase("Left in it"), "count"),
            "share": (phrase("Share leaving"), "share"),
            "low": (phrase("From"), "share"),
            "high": (phrase("To"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Nobody has left yet, or nothing dated tells."),
    order=16,
    members=left_in_month,
)
