"""Why customers left, as bars."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts, rows
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.feedback_results import LeavingReasons
from retention_desk.foundation.wording import Words, phrase

GROUPS = ("best", "new", "established")
NAME_SHARE = 0.55
HEADINGS = MappingProxyType(
    {"best": phrase("Best"), "new": phrase("New"), "established": phrase("Established")}
)


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
        "Reasons given by customers who left · n = {n:count} · {without:count} gave none",
        n=attribute(table, "n"), without=attribute(table, "without"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    right, top = chart.right, chart.top + look.line_height("caption")
    widths = [_column_width(table, group, words, look) for group in GROUPS]
    bars = [
        Bar(
            key=str(row.Index),
            name=words(row.reason),
            length=float(row.customers),
            figure=words.count(row.customers),
            beside="",
            colour=look.series,
            sentence=phrase(
                "{reason}: {best:count} best, {new:count} new, {established:count} established customers",
                reason=row.reason, best=row.best, new=row.new, established=row.established,
            ),
        )
        for row in rows(table)
    ]  # fmt: skip
    chart.right = right - sum(widths)
    horizontal_bars(chart, bars, top=top, name_share=NAME_SHARE)
    chart.right = right
    _columns(chart, table, widths, top, words)
    return chart


def _column_width(table: pd.DataFrame, group: str, words: Words, look: Look) -> float:
    texts = [words(HEADINGS[group]), *(words.count(n) for n in table[group])]
    return max(look.text_width(text) for text in texts) + look.space("l")


def _columns(chart: Chart, table: pd.DataFrame, widths: Sequence[float], top: float, words: Words) -> None:
    """Set the customers of each group at the right, under a heading."""
    look = chart.look
    row = min((chart.bottom - top) / len(table), look.size("table_row"))
    ends = chart.right - np.cumsum([0.0, *widths[:0:-1]])[::-1]
    for group, end in zip(GROUPS, ends, strict=True):
        chart.label(end, top - look.line_height("caption") / 2, words(HEADINGS[group]), colour="muted",
                    align="right")  # fmt: skip
        for place, n in enumerate(table[group]):
            tone = "text" if n else "muted"
            chart.label(end, top + (place + 0.5) * row, words.count(n), colour=tone, align="right")


def _members(answer: Any, key: str) -> Chosen | None:
    """Return who left for a reason."""
    if not isinstance(answer, LeavingReasons) or key not in answer.keys or not answer.customers:
        return None
    place = answer.keys.index(key)
    text = phrase("left because = {reason}", reason=answer.names[place])
    return Chosen("leaving_reason", key, text, answer.customers[place])


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
    height=lambda table: bars_height(len(table), Look().size("table_row")) + Look().line_height("caption"),
    order=50,
    members=_members,
)
