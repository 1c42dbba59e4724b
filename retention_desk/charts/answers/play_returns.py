"""What each play brought for what it cost, beside the return it has to reach."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.forest import ForestRow, forest, forest_height
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.lift_results import PlayReturn
from retention_desk.foundation.wording import UNKNOWN, Phrase, Words, phrase

COLUMNS = ["play", "roi", "low", "high", "contacts", "cost", "value", "verdict"]
VERDICTS = MappingProxyType(
    {
        "keep": phrase("keep"),
        "fix": phrase("fix"),
        "stop": phrase("stop"),
        "too_early": phrase("too early"),
    }
)


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    known = isinstance(answer, Sequence) and all(isinstance(item, PlayReturn) for item in answer)
    if not known or not answer:
        return pd.DataFrame(columns=COLUMNS)
    lines = [
        (item.name, item.roi, item.roi_low, item.roi_high, item.contacts, item.cost, item.value_kept,
         VERDICTS[item.verdict])
        for item in answer
    ]  # fmt: skip
    table = pd.DataFrame(lines, columns=COLUMNS, index=[item.play for item in answer])
    table.attrs = facts(returns={item.play: item for item in answer}, threshold=answer[0].threshold)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    verdicts = [item.verdict for item in attribute(table, "returns").values()]
    told = verdicts.count("too_early")
    if told == len(verdicts):
        return words("Too early to tell what the plays bring")
    return words(
        "Worth keeping: {keep:count}; to fix: {fix:count}; to stop: {stop:count}",
        keep=verdicts.count("keep"), fix=verdicts.count("fix"), stop=verdicts.count("stop"),
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Value kept less cost, per cost, with its 95 % interval · has to reach {threshold:number1} · "
        "contacts n = {n:count}",
        threshold=attribute(table, "threshold"), n=int(table["contacts"].sum()),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    returns = attribute(table, "returns")
    lines = [
        ForestRow(
            key=str(row.Index),
            name=words(row.play),
            value=row.roi,
            low=row.low,
            high=row.high,
            figure=words.number(row.roi) if row.roi == row.roi else UNKNOWN,
            beside=words(row.verdict),
            sentence=phrase("{play}: {reason}", play=row.play, reason=returns[row.Index].reason),
            is_muted=returns[row.Index].verdict == "too_early",
        )
        for row in rows(table)
    ]
    forest(chart, lines, lambda value: words.number(value, 0 if float(value).is_integer() else 1),
           reference=attribute(table, "threshold"))  # fmt: skip
    return chart


def _why_empty(table: pd.DataFrame) -> Phrase | None:
    """Return why no return can be drawn; where none is known, the reasons stand with the plays."""
    if not len(table):
        return phrase("No play was handed out yet.")
    if not table["roi"].notna().any():
        return phrase("No play’s return is known yet: its days are not over, or nobody was held out.")
    return None


ENTRY = FigureRecipe(
    key="play_returns",
    name=phrase("What the plays brought"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "play": (phrase("Play"), "text"),
            "roi": (phrase("Return"), "number"),
            "low": (phrase("From"), "number"),
            "high": (phrase("To"), "number"),
            "contacts": (phrase("Contacts"), "count"),
            "cost": (phrase("Cost"), "money"),
            "value": (phrase("Value kept"), "money"),
            "verdict": (phrase("Verdict"), "text"),
        }
    ),
    empty=lambda table: _why_empty(table),
    height=lambda table: forest_height(len(table)),
    order=250,
)
