"""Several arms against one control; the intervals hold for all of them at once."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.forest import ForestRow, forest, forest_height
from retention_desk.charts.lift_words import POINT, VERDICTS, difference_in_points, difference_on_axis
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.style import Look
from retention_desk.foundation.lift_results import Arms
from retention_desk.foundation.wording import Words, phrase

COLUMNS = ["arm", "difference", "low", "high", "kept", "n", "verdict"]


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    if not isinstance(answer, Arms) or not answer.lines:
        return pd.DataFrame(columns=COLUMNS)
    lines = [
        (line.name, line.difference, line.low, line.high, line.count.share, line.count.n,
         VERDICTS[line.verdict])
        for line in answer.lines
    ]  # fmt: skip
    table = pd.DataFrame(lines, columns=COLUMNS, index=[line.key for line in answer.lines])
    table.attrs = facts(arms=answer)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    arms: Arms = attribute(table, "arms")
    better = [line for line in arms.lines if line.verdict == "helps"]
    control = arms.control_name
    if not better:
        return words("No arm is shown to keep more than {control}", control=control)
    best = max(better, key=lambda line: line.difference)
    return words(
        "{arm} keeps {n:number1} in 100 more than {control}",
        arm=best.name, n=best.difference * 100, control=control,
    )  # fmt: skip


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    arms: Arms = attribute(table, "arms")
    return words(
        "Share kept less that of {control}, in points · {correction} · n = {n:count}",
        control=arms.control_name, correction=arms.correction,
        n=arms.control_count.n + sum(line.count.n for line in arms.lines),
    )  # fmt: skip


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    reasons = {line.key: line.reason for line in attribute(table, "arms").lines}
    lines = [
        ForestRow(
            key=str(row.Index),
            name=words(row.arm),
            value=row.difference,
            low=row.low,
            high=row.high,
            figure=difference_in_points(row.difference, words),
            beside=words(row.verdict),
            sentence=phrase(
                "{arm}, n = {n:count}: {reason}", arm=row.arm, n=row.n, reason=reasons[row.Index]
            ),
            is_muted=row.verdict == VERDICTS["too_small"],
        )
        for row in rows(table)
    ]
    forest(chart, lines, lambda value: difference_on_axis(value, words), unit=POINT)
    return chart


ENTRY = FigureRecipe(
    key="arms_forest",
    name=phrase("Arms against the control"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "arm": (phrase("Arm"), "text"),
            "difference": (phrase("Difference"), "points"),
            "low": (phrase("From"), "points"),
            "high": (phrase("To"), "points"),
            "kept": (phrase("Kept"), "share"),
            "n": (phrase("n, decided"), "count"),
            "verdict": (phrase("Verdict"), "text"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Nobody was handed out in more than one arm."),
    height=lambda table: forest_height(len(table)),
    order=240,
)
