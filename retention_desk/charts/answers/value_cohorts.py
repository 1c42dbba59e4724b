"""What customers of each cohort brought so far, and what they are expected to bring."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.members import of_cohorts
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import ticks_from_zero
from retention_desk.charts.style import Look
from retention_desk.foundation.value_results import ValueByCohort
from retention_desk.foundation.wording import Money, PeriodName, Words, phrase

PARTS = ("earned", "expected")
SLOT_PIXELS = 28
FEWEST = 30
"""Cohorts below this many customers are not named as the best while larger ones are there."""


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["start", "customers", "revenue", *PARTS]
    if not isinstance(answer, ValueByCohort):
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame({"start": list(answer.starts), "customers": answer.size})
    table["revenue"], table["earned"] = answer.revenue_amount, answer.earned_amount
    table["expected"] = answer.lifetime_amount
    table.attrs = facts(period=answer.period, margin=answer.margin_share, currency=answer.currency)
    known = np.isfinite(table[list(PARTS)].to_numpy(dtype=np.float64)).any(axis=1)
    shown: pd.DataFrame = table[known].reset_index(drop=True)
    return shown


def _title(table: pd.DataFrame, words: Words) -> str:
    whole = np.nansum(table[list(PARTS)].to_numpy(dtype=np.float64), axis=1)
    large = table["customers"].to_numpy() >= FEWEST
    best = int(np.argmax(np.where(large, whole, -np.inf) if large.any() else whole))
    return words("Customers of {cohort} are worth most: {amount} each, so far and expected",
                 cohort=words.period(table["start"].iloc[best], attribute(table, "period")),
                 amount=words.short_money(float(whole[best]), attribute(table, "currency")))  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    n, margin = int(table["customers"].sum()), attribute(table, "margin")
    if margin < 1:
        return words(
            "Mean per customer by cohort: margin so far ({share:share0} of revenue), and lifetime value · "
            "n = {n:count}",
            share=margin, n=n,
        )  # fmt: skip
    return words("Mean per customer by cohort: revenue so far, and lifetime value · n = {n:count}", n=n)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    shown = max(1, min(len(table), int((look.width - 2 * look.space("xxl")) // SLOT_PIXELS)))
    table = table.tail(shown)
    heights = np.clip(np.nan_to_num(table[list(PARTS)].to_numpy(dtype=np.float64)), 0.0, None)
    names = (words("so far"), words("expected"))
    beside = max(look.text_width(name) for name in names) + look.space("s")
    ticks = ticks_from_zero(max(float(heights.sum(axis=1).max()), 1.0), 3)
    plot = plot_with_grid(
        chart, ticks, lambda tick: words.short_money(tick, attribute(table, "currency")), space_right=beside
    )
    slot = (plot.right - plot.left) / shown
    centre = plot.left + slot * (np.arange(shown) + 0.5)
    half = slot * look.measure("bar_fill") / 2
    tops = np.cumsum(heights, axis=1)
    for part, colour in enumerate(look.ramp("parts")[:2]):
        low = tops[:, part] - heights[:, part]
        boxes = np.stack([centre - half, plot.y(tops[:, part]), centre + half, plot.y(low)], 1)
        chart.boxes(boxes[heights[:, part] > 0], colour)
        if heights[-1, part] > 0:
            chart.label(
                plot.right + look.space("s") / 2, float(plot.y(low[-1] + heights[-1, part] / 2)), names[part]
            )
    base_line(chart, plot)
    names_below(chart, plot, centre, axis_names(list(table["start"]), attribute(table, "period"), words))
    for place, row in enumerate(rows(table)):
        sentence = phrase(
            "{n:count} customers of {cohort}: {revenue} so far, {expected} expected, each",
            n=row.customers, cohort=PeriodName(row.start, attribute(table, "period")),
            revenue=Money(row.earned, attribute(table, "currency")),
            expected=Money(row.expected, attribute(table, "currency")),
        )  # fmt: skip
        chart.hit(centre[place] - half, plot.top, centre[place] + half, plot.bottom, str(row.start), sentence)
    return chart


ENTRY = FigureRecipe(
    key="value_cohorts",
    name=phrase("Value by cohort"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "start": (phrase("Since"), "date"),
            "customers": (phrase("Customers"), "count"),
            "revenue": (phrase("Revenue so far"), "money"),
            "earned": (phrase("Margin so far"), "money"),
            "expected": (phrase("Lifetime value"), "money"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs dated customers with revenue or a value."),
    order=35,
    members=of_cohorts,
)
