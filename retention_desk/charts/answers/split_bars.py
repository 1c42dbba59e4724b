"""A figure by group, as bars with intervals; too few to tell is said, not drawn."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.members import of_groups
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.split_table import GATHERED, colour_of_group, nothing_split, title_name
from retention_desk.charts.style import Look
from retention_desk.charts.units import said_in_unit
from retention_desk.foundation.split_results import Split
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, Words, phrase

COLUMNS = ["group", "value", "customers", "n", "low", "high"]
SUMS = frozenset({"count", "money"})


def _tabulate(split: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(split, Split) or not split.metrics:
        table = pd.DataFrame(columns=COLUMNS)
        table.attrs = nothing_split(split)
        return table
    bounds = [[np.nan if v is None else v for v in (m.low, m.high)] for m in split.metrics]
    table = pd.DataFrame(
        {"group": list(split.names), "value": split.values, "customers": split.customers},
        index=list(split.keys),
    )
    # Answers or orders are fewer, or more, than the customers of a group: n is what the figure rests on.
    rests_on = [metric.n or n for metric, n in zip(split.metrics, split.customers.tolist(), strict=True)]
    table["n"] = np.array(rests_on, dtype=np.int64)
    table[["low", "high"]] = np.array(bounds, dtype=np.float64)
    table.attrs = facts(
        unit=split.unit, column=split.column.label, whole=split.whole.value, fewest=split.fewest,
        n=split.whole.n or int(split.customers.sum()), lines=split.column.of == "lines", label=split.label,
        currency=split.currency, sums=split.adds == "value",
    )  # fmt: skip
    return table


def _said(value: float | None, table: pd.DataFrame, words: Words) -> str:
    return said_in_unit(value, attribute(table, "unit"), words, attribute(table, "currency"))


def _title(table: pd.DataFrame, words: Words) -> str:
    label = attribute(table, "label") or NOTHING_SAID
    named = table[~table.index.isin(list(GATHERED)) & table["value"].notna()]
    if len(named) < 2:
        return words("{figure} by {column}: too few to compare",
                     figure=label, column=attribute(table, "column"))  # fmt: skip
    values = named["value"].to_numpy(dtype=np.float64)
    best, worst = named.iloc[int(values.argmax())], named.iloc[int(values.argmin())]
    if best["value"] == worst["value"]:
        return words("{figure}: {value} in every group", figure=label, value=_said(values[0], table, words))
    return words(
        "{figure}: from {low} ({worst}) to {high} ({best})",
        figure=label,
        low=_said(float(worst["value"]), table, words), worst=title_name(words(worst["group"])),
        high=_said(float(best["value"]), table, words), best=title_name(words(best["group"])),
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    said = {"column": attribute(table, "column"), "whole": _said(attribute(table, "whole"), table, words)}
    if attribute(table, "lines"):
        text = words("By {column} · all together {whole} · a customer may be in several groups", **said)
    else:
        text = words("By {column} · all together {whole} · n = {n:count}", n=attribute(table, "n"), **said)
    if np.isfinite(table[["low", "high"]].to_numpy(dtype=np.float64)).all(axis=1).any():
        text += words(" · whiskers: 95 % intervals")
    return text


def _reference(table: pd.DataFrame) -> float | None:
    """Return the value of everybody, where groups can be compared with it: not of sums."""
    whole = attribute(table, "whole")
    return None if attribute(table, "sums") or whole is None else float(whole)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    bars = []
    for row in rows(table):
        known = row.value == row.value
        figure = _said(row.value, table, words) if known else words("too few to tell")
        bars.append(
            Bar(
                key=str(row.Index),
                name=words(row.group),
                length=float(row.value) if known else np.nan,
                figure=figure,
                beside=words("n = {n:count}", n=row.n),
                colour=colour_of_group(str(row.Index), look),
                sentence=_sentence(row, figure, table),
                low=row.low,
                high=row.high,
            )
        )
    horizontal_bars(chart, bars, reference=_reference(table), reference_name=words("all together"))
    return chart


def _sentence(row: Any, figure: str, table: pd.DataFrame) -> Phrase:
    if row.value != row.value:
        return phrase(
            "{group}: too few to tell, n = {n:count} (told from {fewest:count} on)",
            group=row.group, n=row.n, fewest=attribute(table, "fewest"),
        )  # fmt: skip
    if row.low == row.low and row.high == row.high and attribute(table, "unit") == "share":
        return phrase(
            "{group}: **{figure}**, n = {n:count}. 95 % interval {low:share} to {high:share}",
            group=row.group, figure=figure, n=row.n, low=row.low, high=row.high,
        )  # fmt: skip
    return phrase("{group}: **{figure}**, n = {n:count}", group=row.group, figure=figure, n=row.n)


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
            "value": (phrase("Value"), "unit"),
            "customers": (phrase("Customers"), "count"),
            "n": (phrase("n, what it rests on"), "count"),
            "low": (phrase("From"), "unit"),
            "high": (phrase("To"), "unit"),
        }
    ),
    empty=lambda table: (
        None
        if len(table)
        else attribute(table, "missing") or phrase("This column has no two groups to compare.")
    ),
    height=lambda table: bars_height(
        len(table), Look().size("table_row"), reference=_reference(table) is not None
    ),
    order=10,
    members=of_groups,
)
