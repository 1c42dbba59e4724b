"""How long the customers of each group stay, as curves, with the log-rank test."""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import MOST_LINES, draw_lines, group_lines, space_for_names
from retention_desk.charts.members import of_groups
from retention_desk.charts.period_labels import MONTH_DAYS
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, round_step
from retention_desk.charts.style import Look
from retention_desk.foundation.split_results import SurvivalByGroup
from retention_desk.foundation.wording import Phrase, Words, phrase

FEWEST_AT_RISK = 10
TICKS = 5


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["key", "group", "months", "share", "low", "high", "at_risk"]
    if not isinstance(answer, SurvivalByGroup) or not answer.curves:
        return pd.DataFrame(columns=columns)
    parts = []
    for key, name, curve in list(zip(answer.keys, answer.names, answer.curves, strict=True))[:MOST_LINES]:
        kept = curve.at_risk >= min(FEWEST_AT_RISK, curve.n)
        part = pd.DataFrame({"months": curve.days[kept] / MONTH_DAYS, "share": curve.share[kept]})
        part["low"], part["high"] = curve.low[kept], curve.high[kept]
        part["at_risk"], part["key"] = curve.at_risk[kept], key
        part.insert(0, "group", [name] * len(part))
        parts.append(part)
    table = pd.concat(parts, ignore_index=True)[columns]
    table.attrs = facts(
        column=answer.column.label, verdict=answer.verdict, p=answer.p_value,
        left_out=max(len(answer.keys) - MOST_LINES, 0), event=answer.curves[0].event,
    )  # fmt: skip
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    said = words(attribute(table, "verdict"))
    return said[:1].upper() + said[1:]


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    said = words(
        "Still there, % · Kaplan–Meier by {column} · lost = {event}",
        column=attribute(table, "column"), event=attribute(table, "event"),
    )  # fmt: skip
    left_out = attribute(table, "left_out")
    return said + words(" · {n:count} smaller groups not drawn", n=left_out) if left_out else said


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    lines = group_lines(table, "months", words, look, _sentence, steps=True)
    plot = plot_with_grid(
        chart, np.linspace(0, 1, TICKS), lambda tick: words.count(tick * 100),
        space_right=space_for_names(look, lines),
    )  # fmt: skip
    longest = max(float(table["months"].max()), 1.0)
    x = Scale(0.0, longest, plot.left, plot.right)
    base_line(chart, plot)
    draw_lines(chart, plot, x, lines)
    step = math.ceil(round_step(longest, TICKS))
    months = np.arange(0, longest + 1e-9, step)
    names = [words.count(month) for month in months[:-1]] + [words("{n} months", n=words.count(months[-1]))]
    names_below(chart, plot, x(months), names)
    return chart


def _sentence(row: Any) -> Phrase:
    return phrase(
        "{group}: {share:share} still there after {months:number1} months",
        group=row.group, share=row.share, months=row.months,
    )  # fmt: skip


ENTRY = FigureRecipe(
    key="survival_groups",
    name=phrase("How long the customers of each group stay"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "key": (phrase("Key"), "text"),
            "group": (phrase("Group"), "text"),
            "months": (phrase("Months"), "number"),
            "share": (phrase("Still there"), "share"),
            "low": (phrase("From"), "share"),
            "high": (phrase("To"), "share"),
            "at_risk": (phrase("Customers"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("This column has no two groups to compare."),
    order=20,
    members=of_groups,
)
