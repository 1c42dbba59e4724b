"""What handing out did, beside leaving alone by chance: altogether, by tier, by play."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.forest import ForestRow, forest, forest_height
from retention_desk.charts.lift_words import POINT, VERDICTS, difference_in_points, difference_on_axis
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.lift_results import Lift, Lifts
from retention_desk.foundation.wording import Phrase, Words, phrase

COLUMNS = [
    "group", "difference", "low", "high", "looked_low", "looked_high", "contact", "holdout", "n_contact",
    "n_holdout", "verdict",
]  # fmt: skip
MOST_PLAYS = 8
YEAR_WEEKS = 52


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, Lifts) or not (answer.whole.contact.n and answer.whole.holdout.n):
        table = pd.DataFrame(columns=COLUMNS)
        table.attrs = facts(reason=answer.whole.reason if isinstance(answer, Lifts) else None)
        return table
    lifts = [("all", answer.whole, phrase("Altogether"))]
    lifts += [(f"tier:{item.key}", item, item.name) for item in answer.tiers]
    compared = [item for item in answer.plays if item.difference == item.difference]
    lifts += [(f"play:{item.key}", item, item.name) for item in compared[:MOST_PLAYS]]
    table = pd.DataFrame(
        [_line(item, name) for _key, item, name in lifts], columns=COLUMNS, index=[key for key, _, _ in lifts]
    )
    table.attrs = facts(
        lift=answer.whole, looks=answer.looks, reasons={key: item.reason for key, item, _ in lifts}
    )
    return table


def _line(lift: Lift, name: Phrase) -> tuple[Any, ...]:
    return (
        name, lift.difference, lift.low, lift.high, lift.looked_low, lift.looked_high, lift.contact.share,
        lift.holdout.share, lift.contact.n, lift.holdout.n, VERDICTS[lift.verdict],
    )  # fmt: skip


def _title(table: pd.DataFrame, words: Words) -> str:
    lift: Lift = attribute(table, "lift")
    of_hundred = abs(lift.difference) * 100
    if lift.verdict == "helps":
        return words("Of 100 handed out, {n:number1} more stayed than if left alone", n=of_hundred)
    if lift.verdict == "harms":
        return words("Of 100 handed out, {n:number1} fewer stayed than if left alone", n=of_hundred)
    if lift.verdict == "no_effect":
        return words("No effect of handing out can be seen")
    if lift.weeks_needed is not None and lift.weeks_needed > YEAR_WEEKS:
        return words("Too small to tell, and for more than a year to come")
    if lift.weeks_needed is not None:
        return words.plural(
            "Too small to tell; {n:count} more week would do",
            "Too small to tell; {n:count} more weeks would do",
            lift.weeks_needed,
        )
    return words("Too small to tell whether handing out helps")


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    lift: Lift = attribute(table, "lift")
    return words(
        "Share kept, handed out less held out, in points · 95 % interval, thin: allowing for repeated looks "
        "· n = {contact:count} and {holdout:count}",
        contact=lift.contact.n, holdout=lift.holdout.n,
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    reasons = attribute(table, "reasons")
    starts = _first_of_kind([str(key) for key in table.index])
    lines = [
        ForestRow(
            key=str(row.Index),
            name=words(row.group),
            value=row.difference,
            low=row.low,
            high=row.high,
            figure=difference_in_points(row.difference, words),
            beside=words(row.verdict),
            sentence=_sentence(row, reasons[row.Index]),
            wide_low=row.looked_low,
            wide_high=row.looked_high,
            is_strong=row.Index == "all",
            has_rule=row.Index in starts,
            is_muted=row.verdict == VERDICTS["too_small"],
        )
        for row in rows(table)
    ]
    forest(chart, lines, lambda value: difference_on_axis(value, words), unit=POINT)
    return chart


def _first_of_kind(keys: list[str]) -> set[str]:
    """Return the first tier and the first play: a line stands above each."""
    return {next((key for key in keys if key.startswith(kind)), "") for kind in ("tier:", "play:")}


def _sentence(row: Any, reason: Phrase) -> Phrase:
    if np.isnan(row.difference):
        return phrase("{group}: {reason}", group=row.group, reason=reason)
    return phrase(
        "{group}: {contact:share} of {n:count} handed out were kept, {holdout:share} of {held:count} held "
        "out: **{difference:points}** ({low:points} to {high:points}). {reason}",
        group=row.group, contact=row.contact, n=row.n_contact, holdout=row.holdout, held=row.n_holdout,
        difference=row.difference, low=row.low, high=row.high, reason=reason,
    )  # fmt: skip


ENTRY = FigureRecipe(
    key="lift_forest",
    name=phrase("What handing out did"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "group": (phrase("Group"), "text"),
            "difference": (phrase("Difference"), "points"),
            "low": (phrase("From"), "points"),
            "high": (phrase("To"), "points"),
            "looked_low": (phrase("From, having looked before"), "points"),
            "looked_high": (phrase("To, having looked before"), "points"),
            "contact": (phrase("Kept, handed out"), "share"),
            "holdout": (phrase("Kept, held out"), "share"),
            "n_contact": (phrase("n, handed out"), "count"),
            "n_holdout": (phrase("n, held out"), "count"),
            "verdict": (phrase("Verdict"), "text"),
        }
    ),
    empty=lambda table: (
        None
        if len(table)
        else attribute(table, "reason") or phrase("Nothing was handed out yet, so nothing can be compared.")
    ),
    height=lambda table: forest_height(len(table)),
    order=230,
)
