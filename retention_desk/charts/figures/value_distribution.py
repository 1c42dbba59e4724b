"""How lifetime value is spread over the customers."""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import round_step, ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Money, Phrase, Words, phrase

STEPS = (1.0, 2.0, 5.0)
MOST_BINS = 14
FEWEST_EDGES = 5
EVEN_BINS = 10
BULK = (2.0, 98.0)


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    value = analysis.value.lifetime_value
    known = value[np.isfinite(value)]
    if not len(known):
        return pd.DataFrame(columns=["low", "high", "customers"])
    edges = _edges(known)
    place = np.clip(np.searchsorted(edges, known, side="right") - 1, 0, len(edges) - 2)
    counts = np.bincount(place, minlength=len(edges) - 1)
    table = pd.DataFrame({"low": edges[:-1], "high": edges[1:], "customers": counts})
    table.attrs = facts(
        n=len(known),
        median=float(np.median(known)),
        currency=analysis.data.currency,
        months=analysis.value.horizon_months,
    )
    return table


def _edges(values: np.ndarray) -> np.ndarray:
    """Return round edges (1, 2, 5 × 10^k) around the bulk of positive values, open at both ends."""
    positive = values[values > 0]
    if not len(positive):
        return np.array([0.0, np.inf])
    low, high = np.percentile(positive, BULK)
    powers = range(int(np.floor(np.log10(max(low, 1e-9)))), int(np.ceil(np.log10(high))) + 1)
    rounds = np.array([step * 10.0**power for power in powers for step in STEPS])
    inner = rounds[(rounds >= low) & (rounds <= high)]
    if len(inner) < FEWEST_EDGES and high > low:
        step = round_step(float(high - low), EVEN_BINS)
        inner = np.arange(np.floor(low / step) + 1, np.ceil(high / step)) * step
    if (inner >= 1).sum() >= FEWEST_EDGES:
        inner = inner[inner >= 1]  # amounts below one would all be labelled 0
    if len(inner) > MOST_BINS:
        inner = inner[-MOST_BINS:]
    if not len(inner):
        inner = np.array([float(np.median(positive))])
    edges: np.ndarray = np.r_[-np.inf, inner, np.inf]
    return edges


def _title(table: pd.DataFrame, words: Words) -> str:
    amount = words.short_money(attribute(table, "median"), attribute(table, "currency"))
    return words("Half of customers are worth less than {amount}", amount=amount)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Lifetime value over {months} months, customers per range · n = {n:count}",
        months=attribute(table, "months"),
        n=attribute(table, "n"),
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    counts = table["customers"].to_numpy(dtype=np.float64)
    plot = plot_with_grid(chart, ticks_from_zero(counts.max(), 3, whole=True), words.count)
    slot = (plot.right - plot.left) / len(counts)
    left = plot.left + slot * np.arange(len(counts))
    gap = look.measure("bar_gap") / 2
    boxes = np.stack([left + gap, plot.y(counts), left + slot - gap, np.full(len(counts), plot.y(0.0))], 1)
    chart.boxes(boxes[counts > 0], look.series)
    base_line(chart, plot)
    currency = attribute(table, "currency")
    names_below(chart, plot, left[1:], [words.short_money(low, currency) for low in table["low"].iloc[1:]])
    for box, low, high, n in zip(boxes, table["low"], table["high"], counts, strict=True):
        chart.hit(box[0], plot.top, box[2], plot.bottom, f"{low:g}", _sentence(low, high, int(n), currency))
    return chart


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return the customers whose value lies in the range that begins with `key`."""
    table = _tabulate(analysis)
    found = [row for row in rows(table) if f"{row.low:g}" == key]
    if not found:
        return None
    value = analysis.value.lifetime_value
    low, high = found[0].low, found[0].high
    text = phrase("value: {range}", range=_range(low, high, analysis.data.currency))
    return Chosen("lifetime_value", key, text, np.flatnonzero((value >= low) & (value < high)))


def _range(low: float, high: float, currency: str | None) -> Phrase:
    low_amount, high_amount = Money(low, currency), Money(high, currency)
    if not np.isfinite(low):
        return phrase("below {high}", high=high_amount)
    if not np.isfinite(high):
        return phrase("{low} or more", low=low_amount)
    return phrase("{low} to {high}", low=low_amount, high=high_amount)


def _sentence(low: float, high: float, n: int, currency: str | None) -> Phrase:
    low_amount, high_amount = Money(low, currency), Money(high, currency)
    if not np.isfinite(low):
        return phrase("{n:count} customers below {high}", n=n, high=high_amount)
    if not np.isfinite(high):
        return phrase("{n:count} customers of {low} or more", n=n, low=low_amount)
    return phrase("{n:count} customers of {low} to {high}", n=n, low=low_amount, high=high_amount)


ENTRY = FigureRecipe(
    key="value_distribution",
    name=phrase("Lifetime value of the customers"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "low": (phrase("From"), "money"),
            "high": (phrase("To"), "money"),
            "customers": (phrase("Customers"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("No customer’s lifetime value is known yet."),
    order=80,
    members=_members,
)
