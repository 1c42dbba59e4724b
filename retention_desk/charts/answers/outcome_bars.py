"""What became of those handed out, by group: shares drawn towards the whole where a group is small."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.bars import Bar, bars_height, horizontal_bars
from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.outcome_groups import OutcomeGroups
from retention_desk.foundation.wording import Phrase, Words, phrase

COLUMNS = ["group", "shrunk", "share", "low", "high", "n", "kept", "open", "contacted", "few"]


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, OutcomeGroups) or not answer.outcomes.whole.n:
        table = pd.DataFrame(columns=COLUMNS)
        waiting = answer.outcomes.whole.open if isinstance(answer, OutcomeGroups) else 0
        table.attrs = facts(waiting=waiting)
        return table
    outcomes = answer.outcomes
    lines = [
        (line.name, line.shrunk, line.share, line.low, line.high, line.n, line.kept, line.open,
         line.contacted, line.is_small)
        for line in outcomes.lines
    ]  # fmt: skip
    table = pd.DataFrame(lines, columns=COLUMNS, index=[line.key for line in outcomes.lines])
    table.attrs = facts(
        whole=outcomes.whole.share, n=outcomes.whole.n, open=outcomes.whole.open, label=outcomes.label,
        weight=outcomes.prior_weight,
    )  # fmt: skip
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    sure = table[~table["few"].astype(bool)]
    label = attribute(table, "label")
    if len(sure) < 2:
        return words("{label}: {share:share} kept altogether", label=label, share=attribute(table, "whole"))
    values = sure["shrunk"].to_numpy(dtype=np.float64)
    best, worst = sure.iloc[int(values.argmax())], sure.iloc[int(values.argmin())]
    return words(
        "{label}: from {low:share0} kept ({worst}) to {high:share0} ({best})",
        label=label, low=worst["shrunk"], worst=worst["group"], high=best["shrunk"], best=best["group"],
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Still customers, of those handed out · small groups drawn towards the whole · n = {n:count}, "
        "{open:count} not decided yet",
        n=attribute(table, "n"), open=attribute(table, "open"),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    bars = [
        Bar(
            key=str(row.Index),
            name=words(row.group),
            length=row.shrunk if row.n else np.nan,
            figure=words.share(row.shrunk, 0) if row.n else words("not decided yet"),
            beside=_beside(row, words),
            colour=look.ramp("parts")[1] if row.few else look.series,
            sentence=_sentence(row),
            low=row.low if row.n else np.nan,
            high=row.high if row.n else np.nan,
        )
        for row in rows(table)
    ]
    horizontal_bars(chart, bars, reference=attribute(table, "whole"), reference_name=words("all together"))
    return chart


def _beside(row: Any, words: Words) -> str:
    if not row.n:
        return ""
    return words("few, n = {n:count}", n=row.n) if row.few else words("n = {n:count}", n=row.n)


def _sentence(row: Any) -> Phrase:
    if not row.n:
        return phrase("{group}: {open:count} handed out, none decided yet", group=row.group, open=row.open)
    said = phrase(
        "{group}: {kept:count} of {n:count} kept ({share:share}; 95 % interval {low:share} to {high:share}), "
        "**{shrunk:share}** drawn towards the whole",
        group=row.group, kept=row.kept, n=row.n, share=row.share, low=row.low, high=row.high,
        shrunk=row.shrunk,
    )  # fmt: skip
    return said if not row.few else phrase("{said}. Too few to tell by themselves", said=said)


def _members(answer: Any, key: str) -> Chosen | None:
    """Return who was handed out in a group."""
    if not isinstance(answer, OutcomeGroups) or not len(answer.customers.get(key, ())):
        return None
    line = next(line for line in answer.outcomes.lines if line.key == key)
    text = phrase("{label} = {value}", label=answer.outcomes.label, value=line.name)
    return Chosen(f"handed_{answer.outcomes.by}", key, text, answer.customers[key])


ENTRY = FigureRecipe(
    key="outcome_bars",
    name=phrase("What became of them"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "group": (phrase("Group"), "text"),
            "shrunk": (phrase("Drawn towards the whole"), "share"),
            "share": (phrase("Kept"), "share"),
            "low": (phrase("From"), "share"),
            "high": (phrase("To"), "share"),
            "n": (phrase("n, decided"), "count"),
            "kept": (phrase("Kept customers"), "count"),
            "open": (phrase("Not decided yet"), "count"),
            "contacted": (phrase("Contacted"), "count"),
            "few": (phrase("Too few to tell"), "count"),
        }
    ),
    empty=lambda table: None if len(table) else _why_empty(table),
    height=lambda table: bars_height(len(table), Look().size("table_row"), reference=True),
    order=220,
    members=_members,
)


def _why_empty(table: pd.DataFrame) -> Phrase:
    waiting = attribute(table, "waiting")
    if waiting:
        return phrase("{n:count} handed out, none decided yet: their days are not over.", n=waiting)
    return phrase("Nothing was handed out yet.")
