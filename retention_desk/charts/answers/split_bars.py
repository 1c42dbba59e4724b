"""A figure by group, as bars; too few to tell is said, not drawn."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import fitted
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.charts.units import said_in_unit
from retention_desk.foundation.split_results import Split
from retention_desk.foundation.wording import Words, phrase

NAME_SHARE = 0.35


def _tabulate(split: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["group", "value", "customers", "low", "high"]
    if not isinstance(split, Split) or not split.metrics:
        table = pd.DataFrame(columns=columns)
        table.attrs = facts(missing=split.missing if isinstance(split, Split) else None)
        return table
    bounds = [[np.nan if v is None else v for v in (m.low, m.high)] for m in split.metrics]
    table = pd.DataFrame(
        {"group": list(split.names), "value": split.values, "customers": split.customers},
        index=list(split.keys),
    )
    table[["low", "high"]] = np.array(bounds, dtype=np.float64)
    table.attrs = facts(
        unit=split.unit, column=split.column.label, whole=split.whole.value, fewest=split.fewest,
        n=int(split.customers.sum()), lines=split.column.of == "lines",
    )  # fmt: skip
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    named = table[~table.index.isin(["_other", "_unknown"]) & table["value"].notna()]
    if len(named) < 2:
        return words("By {column}: too few to compare", column=attribute(table, "column"))
    best, worst = (named.iloc[int(f(named["value"].to_numpy()))] for f in (np.argmax, np.argmin))
    unit = attribute(table, "unit")
    return words(
        "From {low} ({worst}) to {high} ({best})",
        low=said_in_unit(float(worst["value"]), unit, words), worst=worst["group"],
        high=said_in_unit(float(best["value"]), unit, words), best=best["group"],
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    said = {
        "column": attribute(table, "column"),
        "whole": said_in_unit(attribute(table, "whole"), attribute(table, "unit"), words),
    }
    if attribute(table, "lines"):
        return words("By {column} · all together {whole} · a customer may be in several groups", **said)
    return words("By {column} · all together {whole} · n = {n:count}", n=attribute(table, "n"), **said)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    unit, fewest = attribute(table, "unit"), attribute(table, "fewest")
    bars = []
    for row in rows(table):
        known = row.value == row.value
        figure = said_in_unit(row.value, unit, words) if known else words("too few to tell")
        sentence = phrase("{group}: {figure}, n = {n:count}", group=row.group, figure=figure, n=row.customers)
        if not known:
            sentence = phrase("{group}: too few to tell, n = {n:count} (told from {fewest:count} on)",
                              group=row.group, n=row.customers, fewest=fewest)  # fmt: skip
        bars.append(
            Bar(
                key=str(row.Index),
                name=fitted(words(row.group), look, look.width * NAME_SHARE),
                length=max(float(row.value), 0.0) if known else 0.0,
                figure=figure,
                beside=words("n = {n:count}", n=row.customers),
                colour=look.series if not str(row.Index).startswith("_") else look.chart("histogram"),
                sentence=sentence,
            )
        )
    horizontal_bars(chart, bars)
    return chart


ENTRY = FigureRecipe(
    key="split_bars",
    name=phrase("A figure by group"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "group": (phrase("Group"), "text"),
            "value": (phrase("Value"), "number2"),
            "customers": (phrase("Customers"), "count"),
            "low": (phrase("From"), "number2"),
            "high": (phrase("To"), "number2"),
        }
    ),
    empty=lambda table: (
        None
        if len(table)
        else attribute(table, "missing") or phrase("This column has no two groups to compare.")
    ),
    height=lambda table: bars_height(len(table), Look().size("table_row")),
    order=10,
)
