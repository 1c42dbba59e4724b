"""Which play kept whom: shares by play and group, drawn towards the whole, with n."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.cohort_colours import cell_colours
from retention_desk.charts.lines import fitted
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.outcome_results import OutcomeGrid
from retention_desk.foundation.wording import Words, phrase

COLUMNS = ["play", "group", "shrunk", "kept", "n"]
NAME_SHARE = 0.34
MOST_PLAYS = 10
FEW = 10


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, OutcomeGrid) or not answer.n.sum():
        return pd.DataFrame(columns=COLUMNS)
    order = np.argsort(-answer.n.sum(axis=1), kind="stable")[:MOST_PLAYS].tolist()
    groups = np.flatnonzero(answer.n.sum(axis=0)).tolist()
    lines = [
        (answer.play_names[i], answer.group_names[j], answer.shrunk[i, j], answer.kept[i, j], answer.n[i, j])
        for i in order
        for j in groups
    ]
    keys = [f"{answer.plays[i]}:{answer.groups[j]}" for i in order for j in groups]
    table = pd.DataFrame(lines, columns=COLUMNS, index=keys)
    table.attrs = facts(groups=[answer.group_names[j] for j in groups], by=answer.by, n=int(answer.n.sum()))
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    told = table[table["n"] >= FEW]
    if len(told) < 2:
        return words("Which play for whom: too few to tell yet")
    best = told.iloc[int(told["shrunk"].to_numpy(dtype=np.float64).argmax())]
    return words(
        "Most were kept by {play} among {group}: {share:share0}",
        play=best["play"], group=best["group"], share=best["shrunk"],
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Share kept, drawn towards the whole; n in each cell, grey under {few:count} · n = {n:count}",
        few=FEW, n=attribute(table, "n"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    groups = attribute(table, "groups")
    k, line = len(groups), look.line_height("caption")
    plays = [words(play) for play in table["play"].iloc[::k]]
    names = [fitted(play, look, (chart.right - chart.left) * NAME_SHARE) for play in plays]
    left = chart.left + max(look.text_width(name) for name in names) + look.space("l")
    top = chart.top + line + look.space("xs")
    wide = (chart.right - left) / k
    high = min((chart.bottom - top) / len(plays), look.size("table_row"))
    for place, group in enumerate(groups):
        text = fitted(words(group), look, wide - look.space("xs"))
        chart.label(left + (place + 0.5) * wide, chart.top + line / 2, text, colour="muted", align="center")
    for place, name in enumerate(names):
        chart.label(chart.left, top + (place + 0.5) * high, name)
    colours = cell_colours(table["shrunk"].to_numpy(dtype=np.float64)[table["n"].to_numpy() > 0], look)
    boxes, fills = [], []
    for place, row in enumerate(rows(table)):
        x, y = left + (place % k) * wide, top + (place // k) * high
        box = (x + 0.5, y + 0.5, x + wide - 0.5, y + high - 0.5)
        few = row.n < FEW
        fill = look.colour("hover") if few else colours.fill(row.shrunk)
        if row.n:
            boxes.append(box)
            fills.append(fill)
            ink = "muted" if few else colours.figure(fill)
            chart.label(x + wide / 2, y + high / 2, _cell(row, words, look, wide), colour=ink, align="center")
        chart.hit(*box, str(row.Index), _sentence(row))
    chart.boxes(boxes, fills)
    return chart


def _cell(row: Any, words: Words, look: Look, wide: float) -> str:
    """Return what a cell says: the share with n where there is room."""
    share = words.share(row.shrunk, 0)
    both = f"{share} · {words.count(row.n)}"
    return both if look.text_width(both) <= wide - look.space("s") else share


def _sentence(row: Any) -> Any:
    if not row.n:
        return phrase("{play}, {group}: none decided", play=row.play, group=row.group)
    return phrase(
        "{play}, {group}: {kept:count} of {n:count} kept, **{shrunk:share}** drawn towards the whole",
        play=row.play, group=row.group, kept=row.kept, n=row.n, shrunk=row.shrunk,
    )  # fmt: skip


def _height(table: pd.DataFrame) -> int:
    look, plays = Look(), len(table) // max(len(attribute(table, "groups") or ()), 1)
    return look.line_height("caption") + look.space("xs") + plays * look.size("table_row")


ENTRY = FigureRecipe(
    key="outcome_grid",
    name=phrase("Which play for whom"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "play": (phrase("Play"), "text"),
            "group": (phrase("Group"), "text"),
            "shrunk": (phrase("Drawn towards the whole"), "share"),
            "kept": (phrase("Kept customers"), "count"),
            "n": (phrase("n, decided"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Nobody handed out is decided yet."),
    height=_height,
    order=225,
)
