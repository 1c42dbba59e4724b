"""Why the average health score moved: from then to now, indicator by indicator, weights and data beside."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.lines import fitted
from retention_desk.charts.recipe import FigureRecipe, attribute, facts, rows
from retention_desk.charts.scales import Scale
from retention_desk.charts.style import Look
from retention_desk.foundation.move_results import ScoreMoves
from retention_desk.foundation.wording import MINUS, Phrase, Words, phrase

MOST_INDICATORS = 8
NAME_SHARE = 0.4
NOTHING = 0.05
"""Points below which a change is said as none: scores have one decimal."""
ENDS = ("then", "now")


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["part", "change", "from", "to"]
    if not isinstance(answer, ScoreMoves) or not len(answer.customer):
        return pd.DataFrame(columns=columns)
    keys, names, changes = _parts(answer)
    then, now = answer.average("then"), answer.average("now")
    level = then + np.cumsum(changes)
    table = pd.DataFrame(
        {
            "part": [phrase("Then"), *names, phrase("Now")],
            "change": [np.nan, *changes, now - then],
            "from": [then, then, *level[:-1], now] if len(changes) else [then, now],
            "to": [then, *level, now],
        },
        index=["then", *keys, "now"],
    )
    table.attrs = facts(then=then, now=now, n=len(answer.customer))
    return table


def _parts(answer: ScoreMoves) -> tuple[list[str], list[Phrase], list[float]]:
    """Return the parts that add up from then to now: the largest indicators, the others, weights, data."""
    shown = [item for item in answer.by_indicator if abs(item.change) >= NOTHING][:MOST_INDICATORS]
    keys, names = [item.key for item in shown], [item.label for item in shown]
    changes = [item.change for item in shown]
    rest = answer.average("indicators") - sum(changes)
    further: list[tuple[str, Phrase, float]] = [
        ("_others", phrase("Other indicators"), rest),
        ("_weights", phrase("Weights and thresholds"), answer.average("weights")),
        ("_data", phrase("Corrections of the data"), answer.average("data")),
    ]
    for key, name, change in further:
        if abs(change) >= NOTHING or (key == "_others" and len(shown) < len(answer.by_indicator)):
            keys.append(key)
            names.append(name)
            changes.append(change)
    left = answer.average("now") - answer.average("then") - sum(changes)
    if changes:
        changes[-1] += left  # weights or data of less than is said
    return keys, names, changes


def signed(points: float, words: Words) -> str:
    """Return a change of a score with its sign, a change of nothing without one."""
    said = words.number(abs(points))
    return said if abs(points) < NOTHING else f"{'+' if points > 0 else MINUS}{said}"


def _title(table: pd.DataFrame, words: Words) -> str:
    then, now = attribute(table, "then"), attribute(table, "now")
    said = {"then": words.number(then), "now": words.number(now)}
    if abs(now - then) < NOTHING:
        return words("The average score is {now}, as it was", **said)
    if now > then:
        return words("The average score rose from {then} to {now}", **said)
    return words("The average score fell from {then} to {now}", **said)


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words(
        "Points by what changed, adding up · customers with a score then and now · n = {n:count}",
        n=attribute(table, "n"),
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    names = [fitted(words(part), look, (chart.right - chart.left) * NAME_SHARE) for part in table["part"]]
    said = [words.number(row.to) if row.Index in ENDS else signed(row.change, words) for row in rows(table)]
    left = chart.left + max(look.text_width(name) for name in names) + look.space("l")
    room = max(look.text_width(text, "caption", SEMIBOLD) for text in said) + look.space("s")
    levels = table[["from", "to"]].to_numpy(dtype=np.float64)
    low, high = float(levels.min()), float(levels.max())
    spare = max((high - low) * 0.08, 0.25)
    x = Scale(low - spare, high + spare, left + room, max(chart.right - room, left + room + 1))
    height = min((chart.bottom - chart.top) / len(table), look.size("table_row"))
    half = height * look.measure("bar_fill") / 2
    better, worse = look.ramp("diverging")[-2], look.ramp("diverging")[1]
    before: float | None = None
    for place, (row, name, text) in enumerate(zip(rows(table), names, said, strict=True)):
        middle = chart.top + (place + 0.5) * height
        is_end = row.Index in ENDS
        start, end = float(x(row[3])), float(x(row.to))
        chart.label(chart.left, middle, name, weight=SEMIBOLD if is_end else None)
        if before is not None:
            link = float(chart.snapped(before)) + 0.5 / look.scale
            chart.rules(
                [(link, middle - height + half, link, middle + half)],
                look.chart("grid"),
                look.measure("axis_width"),
            )
        if is_end:
            chart.mark(end, middle, "circle", look.series, 2 * look.measure("marker_radius"))
        else:
            first, last = min(start, end), max(start, end)
            chart.boxes(
                [(first, middle - half, max(last, first + 1), middle + half)],
                better if row.change > 0 else worse,
            )
        gap = look.space("s")
        if end >= start:
            chart.label(end + gap, middle, text, weight=SEMIBOLD if is_end else None)
        else:
            chart.label(end - gap, middle, text, align="right")
        chart.hit(
            chart.left,
            middle - height / 2,
            chart.right,
            middle + height / 2,
            str(row.Index),
            _sentence(row, text),
        )
        before = end
    return chart


def _sentence(row: Any, text: str) -> Phrase:
    if row.Index in ENDS:
        return phrase("{part}: **{score}** on average", part=row.part, score=text)
    return phrase("{part}: **{change}** points on average", part=row.part, change=text)


ENTRY = FigureRecipe(
    key="score_moves",
    name=phrase("Why scores moved"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "part": (phrase("What changed"), "text"),
            "change": (phrase("Points"), "number"),
            "from": (phrase("Score before"), "number"),
            "to": (phrase("Score after"), "number"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Nobody has a score both then and now."),
    height=lambda table: len(table) * Look().size("cohort_row"),
    order=210,
)
