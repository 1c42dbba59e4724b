"""How long customers stay: the Kaplan–Meier curve with its band and the number at risk."""

from __future__ import annotations

import math
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.axes import Plot, base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.period_labels import MONTH_DAYS, in_months
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, round_step
from retention_desk.charts.style import Look
from retention_desk.charts.tenure_members import still_there
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

TICKS = 4
TICK_MONTHS = (1, 2, 3, 6, 12, 24, 36, 60, 120)
FEWEST_AT_RISK = 10
MONTHS_POINTED = 36


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    curve = analysis.metrics.survival
    if curve is None:
        return pd.DataFrame(columns=["days", "share", "low", "high", "at_risk"])
    table = pd.DataFrame(
        {
            "days": curve.days,
            "share": curve.share,
            "low": curve.low,
            "high": curve.high,
            "at_risk": curve.at_risk,
        }
    )
    table.attrs = facts(n=curve.n, median_days=curve.median_days, event=curve.event)
    return table


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    """Return the part of the curve that at least ten customers (or half of all) reach."""
    least = min(FEWEST_AT_RISK, max(attribute(table, "n") // 2, 1))
    shown: pd.DataFrame = table[table["at_risk"] >= least]
    return shown


def _title(table: pd.DataFrame, words: Words) -> str:
    median = attribute(table, "median_days")
    if median is None:
        last = _shown(table).iloc[-1]
        return words(
            "{share:share0} are still there after {n} months",
            share=last["share"],
            n=round(in_months(last["days"])),
        )
    months = round(in_months(median))
    if round(median) < 1:
        return words("Half never came back after their first day")
    if months < 1:
        return words.plural("Half are gone within {n} day", "Half are gone within {n} days", round(median))
    return words.plural("Half are gone within {n} month", "Half are gone within {n} months", months)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Still there, % · Kaplan–Meier, 95 % band · lost = {event}", event=attribute(table, "event"))


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    shown = _shown(table)
    line = look.line_height("caption")
    plot = plot_with_grid(
        chart,
        np.linspace(0, 1, TICKS + 1),
        lambda tick: words.count(tick * 100),
        space_below=2 * line + look.space("s"),
        space_right=look.space("s"),
    )
    months = shown["days"].to_numpy(dtype=np.float64) / MONTH_DAYS
    x = Scale(0.0, max(float(months[-1]), 1e-6), plot.left, plot.right)
    across, y = x(months), plot.y(shown["share"].to_numpy(dtype=np.float64))
    held = np.repeat(across, 2)[1:]
    low, high = (
        np.repeat(plot.y(shown[name].to_numpy(dtype=np.float64)), 2)[:-1] for name in ("low", "high")
    )
    chart.area(held, low, high, look.series, look.measure("interval_alpha"))
    base_line(chart, plot)
    chart.line(across, y, look.series, look.measure("series_width"), steps=True)
    _median(chart, plot, x, table, words)
    _at_risk(chart, plot, x, table, words)
    _hits(chart, plot, x, shown)
    return chart


def _hits(chart: Chart, plot: Plot, x: Scale, shown: pd.DataFrame) -> None:
    """Make each month (or, of long curves, each year) of the curve answer with its share."""
    step = 1 if x.high <= MONTHS_POINTED else 12
    days, share = (shown[name].to_numpy(dtype=np.float64) for name in ("days", "share"))
    for month in np.arange(0.0, x.high, step):
        place = int(np.searchsorted(days, month * MONTH_DAYS, side="right")) - 1
        sentence = phrase_n(
            "{share:share} still there after {n} month",
            "{share:share} still there after {n} months",
            int(month),
            share=float(share[place]),
        )
        chart.hit_point(x(month), plot.y(share[place]), f"{month:.0f}", sentence)


def _median(chart: Chart, plot: Plot, x: Scale, table: pd.DataFrame, words: Words) -> None:
    median, look = attribute(table, "median_days"), chart.look
    if median is None or in_months(median) > x.high:
        return
    at, half, axis = x(in_months(median)), plot.y(0.5), look.chart("axis")
    for ends in ([plot.left, at], [half, half]), ([at, at], [half, plot.y(0.0)]):
        chart.line(*ends, axis, look.measure("reference_width"), dashed=True)
    chart.mark(at, half, "circle", look.series, 2 * look.measure("marker_radius"), edge=look.colour("raised"))
    text = _title_of_median(median, words)
    chart.label(
        min(at + look.space("s"), chart.right - look.text_width(text)),
        half - look.line_height("caption"),
        text,
    )


def _title_of_median(median_days: float, words: Words) -> str:
    months = round(in_months(median_days))
    if round(median_days) < 1:
        return words("half gone after the first day")
    if months < 1:
        return words.plural("half gone after {n} day", "half gone after {n} days", round(median_days))
    return words.plural("half gone after {n} month", "half gone after {n} months", months)


def _at_risk(chart: Chart, plot: Plot, x: Scale, table: pd.DataFrame, words: Words) -> None:
    """Set the months below the axis, and under each how many customers were still followed."""
    step = next((m for m in TICK_MONTHS if x.high / m <= TICKS), round_step(x.high, TICKS))
    ticks = np.arange(0, math.floor(x.high / step + 1e-9) + 1) * float(step)
    if x.high < TICK_MONTHS[0]:
        ticks = np.array([0.0])
    unit = words("{n} months", n=words.number(ticks[-1], 0))
    names = [words.number(tick, 0) for tick in ticks[:-1]] + [unit]
    names_below(chart, plot, x(ticks), names)
    y = plot.bottom + chart.look.space("xs") + chart.look.line_height("caption") * 1.5
    chart.label(plot.left - chart.look.space("s"), y, "n", colour="muted", align="right")
    days = table["days"].to_numpy(dtype=np.float64)
    for tick in ticks:
        place = int(np.searchsorted(days / MONTH_DAYS, tick, side="left"))
        count = int(table["at_risk"].iloc[min(place, len(table) - 1)])
        text = words.count(count)
        width = chart.look.text_width(text)
        chart.label(min(max(x(tick) - width / 2, plot.left), chart.right - width), y, text, colour="muted")


def _why_empty(table: pd.DataFrame) -> Phrase | None:
    if len(table) < 2:
        return phrase("Needs dates of orders, subscriptions or leaving.")
    if not _shown(table)["days"].max() >= 1:
        return phrase("Too few to tell: nobody has been followed for a day yet.")
    return None


ENTRY = FigureRecipe(
    key="survival_curve",
    name=phrase("How long customers stay"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "days": (phrase("Days"), "count"),
            "share": (phrase("Still there"), "share"),
            "low": (phrase("Lower bound"), "share"),
            "high": (phrase("Upper bound"), "share"),
            "at_risk": (phrase("Customers followed"), "count"),
        }
    ),
    empty=_why_empty,
    order=40,
    members=still_there,
)
