"""Pauses between two orders of one customer: how long a silence is still usual."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, names_below
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.order_book import OrderBook
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

BINS = 30
WINDOWS_SHOWN = 2
MOST = 0.9


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    book = analysis.intermediate.get("book")
    return pauses_table(book, analysis.settings.general.active_window_days)


def pauses_table(book: OrderBook | None, window_days: int) -> pd.DataFrame:
    """Return how many pauses there are of each length, up to twice the window: low, high, pauses."""
    columns = ["low", "high", "pauses"]
    if book is None:
        return pd.DataFrame(columns=columns)
    _, gap = book.gaps()
    if not len(gap):
        return pd.DataFrame(columns=columns)
    edges = np.linspace(0.0, WINDOWS_SHOWN * window_days, BINS + 1)
    counts, _ = np.histogram(gap, bins=edges)
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "pauses": counts})
    table.attrs = facts(
        n=len(gap),
        window_days=window_days,
        median_days=float(np.median(gap)),
        most_days=float(np.percentile(gap, 100 * MOST)),
        within_share=float((gap <= window_days).mean()),
    )
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    return words(
        "{share:share0} of pauses between orders end within {days} days",
        share=attribute(table, "within_share"),
        days=attribute(table, "window_days"),
    )


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Pauses between two orders: median {median:number0} days, nine in ten within {most:number0} days "
        "(n = {n:count})",
        median=attribute(table, "median_days"),
        most=attribute(table, "most_days"),
        n=attribute(table, "n"),
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    line = look.line_height("caption")
    bottom = chart.bottom - line - look.space("xs")
    window = float(attribute(table, "window_days"))
    x = Scale(0.0, WINDOWS_SHOWN * window, chart.left, chart.right)
    counts = table["pauses"].to_numpy(dtype=np.float64)
    y = Scale(0.0, max(counts.max(), 1.0), bottom, chart.top + line)
    gap = look.measure("bar_gap") / 2
    boxes = np.stack(
        [x(table["low"]) + gap, y(counts), x(table["high"]) - gap, np.full(len(counts), bottom)], 1
    )
    within = table["high"].to_numpy(dtype=np.float64) <= window + 1e-9
    main, beyond = look.ramp("parts")[:2]
    chart.boxes(boxes[within & (counts > 0)], main)
    chart.boxes(boxes[~within & (counts > 0)], beyond)
    chart.rules([(chart.left, bottom, chart.right, bottom)], look.chart("axis"), look.measure("axis_width"))
    at = x(window)
    chart.line([at, at], [chart.top, bottom], look.colour("accent"), look.measure("outline_width"))
    chart.label(at + look.space("s"), chart.top + line / 2, words("{n} days", n=words.count(window)))
    ticks = np.linspace(0.0, WINDOWS_SHOWN * window, 4)
    names = [words.count(tick) for tick in ticks[:-1]] + [words("{n} days", n=words.count(ticks[-1]))]
    names_below(chart, Plot(chart.left, chart.top, chart.right, bottom, y), x(ticks), names)
    for box, low, high, n in zip(boxes, table["low"], table["high"], counts, strict=True):
        sentence = phrase(
            "{n:count} pauses of {low:number0} to {high:number0} days",
            n=int(n),
            low=float(low),
            high=float(high),
        )
        chart.hit(box[0], chart.top, box[2], bottom, f"{low:.0f}", sentence)
    chart.hit(at - look.space("xs"), chart.top, at + look.space("xs"), bottom, "window",
              phrase("Lost after {n} days without an order", n=int(window)))  # fmt: skip
    return chart


ENTRY = FigureRecipe(
    key="silence_histogram",
    name=phrase("Pauses between orders"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "low": (phrase("From"), "number"),
            "high": (phrase("To"), "number"),
            "pauses": (phrase("Pauses"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs customers who ordered on two days or more."),
    order=140,
)
