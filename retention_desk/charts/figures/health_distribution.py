"""Health scores of all customers by band, and as they were before."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, ticks_from_zero
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis, Floats, Health
from retention_desk.foundation.vocabulary import BANDS
from retention_desk.foundation.wording import Words, phrase

BINS = 20
TOP_SCORE = 100.0
SHAPES = {"risk": "square", "watch": "triangle", "healthy": "circle"}
STEP_OF_NAMES = 10


def _tabulate(analysis: Analysis, previous: Analysis | None = None) -> pd.DataFrame:
    bands = analysis.settings.health.bands
    before = None if previous is None else previous.health.score
    return score_table(analysis.health, (bands.watch, bands.healthy), before)


def score_table(health: Health, cuts: tuple[float, float], before: Floats | None = None) -> pd.DataFrame:
    """Return the customers per score bin and band, and per bin before: 20 bins of 5 points.

    Parameters
    ----------
    health : Health
    cuts : (float, float)
        Lowest score of watch and of healthy.
    before : ndarray of float, shape (n_customers,), optional
        Scores to be shown as an outline.
    """
    edges = np.linspace(0.0, TOP_SCORE, BINS + 1)
    known = np.isfinite(health.score)
    place = _bin(health.score[known])
    band = np.maximum(health.band[known].astype(np.int64), 0)
    counts = np.bincount(place * len(BANDS) + band, minlength=BINS * len(BANDS)).reshape(BINS, len(BANDS))
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:]})
    for k, name in enumerate(BANDS):
        table[name] = counts[:, k]
    if before is not None:
        table["before"] = np.bincount(_bin(before[np.isfinite(before)]), minlength=BINS)
    table.attrs = facts(n=int(known.sum()), unknown=int((~known).sum()), cuts=cuts)
    return table


def _bin(score: Floats) -> np.ndarray:
    return np.minimum((score / TOP_SCORE * BINS).astype(np.int64), BINS - 1)


def _title(table: pd.DataFrame, words: Words) -> str:
    share = table["risk"].sum() / attribute(table, "n")
    if share == 0:
        return words("No customer is at risk")
    return words("{share} of customers are at risk", share=share_in_words(float(share), words)).strip()


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    said = words("Health score, 20 bins · n = {n:count}", n=attribute(table, "n"))
    if not attribute(table, "unknown"):
        return said
    return said + words(" · {n:count} without a score (too little known)", n=attribute(table, "unknown"))


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    heights = table[list(BANDS)].to_numpy(dtype=np.float64)
    before = table["before"].to_numpy(dtype=np.float64) if "before" in table else None
    highest = max(heights.sum(axis=1).max(), 1.0, 0.0 if before is None else before.max())
    line = look.line_height("caption")
    plot = plot_with_grid(chart, ticks_from_zero(highest, 3, whole=True), words.count, space_above=line)
    x = Scale(0.0, TOP_SCORE, plot.left, plot.right)
    gap = look.measure("bar_gap") / 2
    lower = np.cumsum(heights, axis=1) - heights
    x0, x1 = x(table["low"]) + gap, x(table["high"]) - gap
    for k, band in enumerate(BANDS):
        some = heights[:, k] > 0
        boxes = np.stack([x0, plot.y(lower[:, k] + heights[:, k]), x1, plot.y(lower[:, k])], 1)[some]
        chart.boxes(boxes, look.band(band), alpha=look.measure("band_alpha"))
    base_line(chart, plot)
    cuts = attribute(table, "cuts")
    for cut in cuts:
        chart.line(
            [x(cut)] * 2,
            [plot.top - line, plot.bottom],
            look.chart("axis"),
            look.measure("reference_width"),
            dashed=True,
        )
    if before is not None:
        _outline(chart, plot, x, before, words)
    _band_names(chart, plot, x, cuts, words)
    steps = np.arange(0, TOP_SCORE + 1, STEP_OF_NAMES)
    names_below(chart, plot, x(steps), [words.number(step, 0) for step in steps])
    for k in range(BINS):
        sentence = phrase(
            "{n:count} customers score {low:number0} to {high:number0}",
            n=int(heights[k].sum()),
            low=table["low"].iloc[k],
            high=table["high"].iloc[k],
        )
        chart.hit(x0[k], plot.top, x1[k], plot.bottom, f"{table['low'].iloc[k]:.0f}", sentence)
    return chart


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return the customers whose score lies in the bin that begins with `key`."""
    width = TOP_SCORE / BINS
    low = float(key)
    score = analysis.health.score
    known = np.isfinite(score)
    place = np.full(len(score), -1, dtype=np.int64)
    place[known] = _bin(score[known])
    text = phrase("health score {low:number0} to {high:number0}", low=low, high=low + width)
    return Chosen("health_score", key, text, np.flatnonzero(place == round(low / width)))


def _outline(chart: Chart, plot: Plot, x: Scale, before: np.ndarray, words: Words) -> None:
    """Draw the scores before as a step line."""
    look = chart.look
    edges = x(np.linspace(0.0, TOP_SCORE, BINS + 1))
    colour, width = look.chart("outline"), look.measure("outline_width")
    chart.line(edges, plot.y(np.r_[before, before[-1]]), colour, width, steps=True)
    start, y = plot.left + look.space("s"), plot.top + look.space("s")
    chart.rules([(start, y, start + look.space("xl"), y)], colour, width)
    chart.label(start + look.space("xxl"), y, words("before"))


def _band_names(chart: Chart, plot: Plot, x: Scale, cuts: tuple[float, float], words: Words) -> None:
    """Set mark and word of each band above its part of the axis, where they fit."""
    look = chart.look
    edges = (0.0, *cuts, TOP_SCORE)
    y = plot.top - look.line_height("caption")
    mark = look.size("band_mark")
    for k, (band, name) in enumerate(BANDS.items()):
        text = words(name)
        width = mark + look.space("s") + look.text_width(text)
        start = (x(edges[k]) + x(edges[k + 1]) - width) / 2
        if width > x(edges[k + 1]) - x(edges[k]):
            continue
        chart.mark(start + mark / 2, y, SHAPES[band], look.band(band), mark)
        chart.label(start + mark + look.space("s"), y, text)


ENTRY = FigureRecipe(
    key="health_distribution",
    name=phrase("Health scores by band"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "low": (phrase("From"), "number"),
            "high": (phrase("To"), "number"),
            **{key: (name, "count") for key, name in BANDS.items()},
            "before": (phrase("Before"), "count"),
        }
    ),
    empty=lambda table: None if attribute(table, "n") else phrase("No customer has a health score yet."),
    order=60,
    members=_members,
)
