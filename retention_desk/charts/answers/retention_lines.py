"""Who comes again k periods after the first time, one line per cohort or group."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.axes import base_line, names_below, plot_with_grid
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import MOST_LINES, draw_lines, group_lines, space_for_names
from retention_desk.charts.members import of_groups
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale
from retention_desk.charts.split_table import title_name
from retention_desk.charts.style import Look
from retention_desk.foundation.split_results import RetentionCurves
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

FEWEST_REACHED = 10


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["key", "group", "step", "share", "or_later", "reached"]
    if not isinstance(answer, RetentionCurves) or answer.exact.shape[1] < 2:
        return pd.DataFrame(columns=columns)
    parts = []
    first = max(len(answer.keys) - MOST_LINES, 0) if answer.column is None else 0
    for place in range(first, min(first + MOST_LINES, len(answer.keys))):
        enough = answer.reached[place] >= min(FEWEST_REACHED, answer.reached[place][0])
        steps = np.flatnonzero(np.isfinite(answer.exact[place]) & enough)
        part = pd.DataFrame({"step": steps, "share": answer.exact[place][steps]})
        part["or_later"], part["reached"] = answer.or_later[place][steps], answer.reached[place][steps]
        part["key"] = answer.keys[place]
        part.insert(0, "group", [answer.names[place]] * len(part))
        parts.append(part[part["step"] > 0])
    table = pd.concat(parts, ignore_index=True)[columns]
    table.attrs = facts(period=answer.period, column=None if answer.column is None else answer.column.label)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    first = table[table["step"] == table["step"].min()]
    period = PERIODS[attribute(table, "period")]
    if len(first) < 2:
        share = float(first["share"].iloc[0])
        return words("{share:share0} come again one {period} after their first", share=share, period=period)
    low, high = (first.iloc[int(f(first["share"].to_numpy()))] for f in (np.argmin, np.argmax))
    return words(
        "One {period} after the first: from {low:share0} ({worst}) to {high:share0} ({best})",
        period=period, low=float(low["share"]), worst=title_name(words(low["group"])),
        high=float(high["share"]), best=title_name(words(high["group"])),
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    column = attribute(table, "column")
    said = words("Share of customers who come again in that {period}, %",
                 period=PERIODS[attribute(table, "period")])  # fmt: skip
    return said if column is None else said + words(" · by {column}", column=column)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    lines = group_lines(table, "step", words, look, _sentence)
    top = next(t for t in (0.1, 0.25, 0.5, 1.0) if table["share"].max() <= t)
    plot = plot_with_grid(
        chart, np.linspace(0.0, top, 5 if top == 1.0 else 6), lambda tick: words.count(tick * 100),
        space_right=space_for_names(look, lines),
    )  # fmt: skip
    last = float(table["step"].max())
    x = Scale(1.0, max(last, 2.0), plot.left, plot.right)
    base_line(chart, plot)
    draw_lines(chart, plot, x, lines)
    steps = np.arange(1, last + 1)
    names_below(chart, plot, x(steps), [words.count(step) for step in steps])
    return chart


def _sentence(row: Any) -> Phrase:
    return phrase(
        "{group}, {step} later: {share:share} of {n:count}",
        group=row.group, step=row.step, share=row.share, n=row.reached,
    )  # fmt: skip


ENTRY = FigureRecipe(
    key="retention_lines",
    name=phrase("Who comes again, by cohort or group"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "key": (phrase("Key"), "text"),
            "group": (phrase("Group"), "text"),
            "step": (phrase("Periods after"), "count"),
            "share": (phrase("In that period"), "share"),
            "or_later": (phrase("Then or later"), "share"),
            "reached": (phrase("Customers"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Too short to follow anybody for a whole period."),
    order=30,
    members=of_groups,
)
