"""Net revenue of each complete period."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.members import begin_of_period, bought_between
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts
from retention_desk.charts.scales import ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Money, Words, phrase

SLOT_PIXELS = 40
UNCHANGED_SHARE = 0.005


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    series = analysis.metrics.series.get("revenue_net") or analysis.metrics.series.get("mrr")
    if series is None or not len(series.ends):
        return pd.DataFrame(columns=["end", "amount"])
    table = pd.DataFrame({"end": list(series.ends), "amount": series.values})
    table.attrs = facts(
        period=analysis.settings.general.period,
        currency=analysis.data.currency,
        recurring=series.key == "mrr",
    )
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    period = attribute(table, "period")
    now = words.period(table["end"].iloc[-1], period)
    amount = table["amount"].to_numpy(dtype=np.float64)
    said = words.short_money(float(amount[-1]), attribute(table, "currency"))
    if len(amount) < 2 or amount[-2] <= 0:
        return words("{period}: {amount}", period=now, amount=said)
    change = amount[-1] / amount[-2] - 1.0
    before = words.period(table["end"].iloc[-2], period)
    if abs(change) < UNCHANGED_SHARE:
        return words("Revenue in {period}: {amount}, as in {before}", period=now, amount=said, before=before)
    return words(
        "Revenue in {period}: {amount}, {change:change} on {before}",
        period=now, amount=said, change=change, before=before,
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    period = PERIODS[attribute(table, "period")]
    if attribute(table, "recurring"):
        return words("Monthly recurring revenue at the end of each {period}", period=period)
    return words("Net revenue of each complete {period}", period=period)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    shown = max(1, min(len(table), (look.width - 2 * look.space("xxl")) // SLOT_PIXELS))
    table = table.iloc[-shown:]
    amount = np.clip(table["amount"].to_numpy(dtype=np.float64), 0.0, None)
    currency, period = attribute(table, "currency"), attribute(table, "period")
    ticks = ticks_from_zero(max(float(amount.max()), 1.0), 3)
    line = look.line_height("caption")
    plot = plot_with_grid(chart, ticks, lambda tick: words.short_money(tick, currency), space_above=line)
    slot = (plot.right - plot.left) / shown
    centre = plot.left + slot * (np.arange(shown) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    top = plot.y(amount)
    boxes = np.stack([centre - half, top, centre + half, np.full(shown, plot.y(0.0))], 1)
    chart.boxes(boxes[amount > 0], look.series)
    base_line(chart, plot)
    last = words.short_money(float(table["amount"].iloc[-1]), currency)
    width = look.text_width(last, weight=SEMIBOLD)
    place = min(max(float(centre[-1]), plot.left + width / 2), chart.right - width / 2)
    under = (centre + half > place - width / 2) & (centre - half < place + width / 2)
    chart.label(place, float(top[under].min()) - line / 2, last, weight=SEMIBOLD, align="center")
    names_below(chart, plot, centre, axis_names(list(table["end"]), period, words))
    for box, end, value in zip(boxes, table["end"], table["amount"], strict=True):
        sentence = phrase("{amount} until {end:date}", amount=Money(float(value), currency), end=end)
        chart.hit(box[0], plot.top, box[2], plot.bottom, str(end), sentence)
    return chart


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return who bought in the period that ends with the day `key`."""
    if "revenue_net" not in analysis.metrics.series:
        return None
    end = dt.date.fromisoformat(key)
    start = begin_of_period(end, analysis.settings.general.period)
    text = phrase("bought from {start:date} to {end:date}", start=start, end=end)
    return Chosen("bought", key, text, bought_between(analysis, start, end))


ENTRY = FigureRecipe(
    key="revenue_history",
    name=phrase("Revenue by period"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType({"end": (phrase("To"), "date"), "amount": (phrase("Amount"), "money")}),
    empty=lambda table: (
        None if len(table) else phrase("Needs orders or subscriptions over one complete period.")
    ),
    order=25,
    members=_members,
)
