"""Why customers left, as bars."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.lines import fitted
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.feedback_results import LeavingReasons
from retention_desk.foundation.wording import Words, phrase

GROUPS = ("best", "new", "established")
NAME_SHARE = 0.4


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["reason", *GROUPS, "customers", "share"]
    if not isinstance(answer, LeavingReasons) or not answer.n:
        return pd.DataFrame(columns=columns)
    table = pd.DataFrame(answer.counts, columns=list(GROUPS), index=list(answer.keys))
    table.insert(0, "reason", list(answer.names))
    table["customers"] = answer.counts.sum(axis=1)
    table["share"] = table["customers"] / answer.n
    table.attrs = facts(n=answer.n, without=int(answer.without.sum()))
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    first = table.iloc[0]
    share = share_in_words(float(first["share"]), words)
    return words("{share} of those who said why: {reason}", share=share, reason=first["reason"]).strip()


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Reasons · best, new and established customers · n = {n:count} · {without:count} gave none",
        n=attribute(table, "n"), without=attribute(table, "without"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    bars = [
        Bar(
            key=str(row.Index),
            name=fitted(words(row.reason), look, look.width * NAME_SHARE),
            length=float(row.customers),
            figure=words.count(row.customers),
            beside=" · ".join(words.count(getattr(row, group)) for group in GROUPS),
            colour=look.series,
            sentence=phrase(
                "{reason}: {best:count} best, {new:count} new, {established:count} established customers",
                reason=row.reason, best=row.best, new=row.new, established=row.established,
            ),
        )
        for row in rows(table)
    ]  # fmt: skip
    horizontal_bars(chart, bars)
    return chart


ENTRY = FigureRecipe(
    key="leaving_reasons",
    name=phrase("Why customers left"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "reason": (phrase("Reason"), "text"),
            "best": (phrase("Best customers"), "count"),
            "new": (phrase("New customers"), "count"),
            "established": (phrase("Established customers"), "count"),
            "customers": (phrase("Customers"), "count"),
            "share": (phrase("Share"), "share"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Needs a column with reasons for leaving."),
    height=lambda table: bars_height(len(table), Look().size("table_row")),
    order=50,
)
