"""A claim of the articles beside the user's own figure with its interval, on one scale."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import Chart
from retention_desk.charts.recipe import FigureRecipe, attribute, facts
from retention_desk.charts.scales import Scale, round_step
from retention_desk.charts.style import Look
from retention_desk.foundation.value_results import Claim
from retention_desk.foundation.wording import Words, phrase

HEIGHT = 96
MOST_TICKS = 5
NO_DIFFERENCE = 1.0


def _tabulate(answer: Any, _previous: Any = None) -> pd.DataFrame:
    columns = ["value", "low", "high", "claimed"]
    if not isinstance(answer, Claim) or answer.value is None:
        return pd.DataFrame(columns=columns)
    numbers = [answer.value, answer.low, answer.high, answer.claimed]
    table = pd.DataFrame([numbers], columns=columns, dtype=np.float64)
    table.attrs = facts(unit=answer.unit, statement=answer.statement, sentence=answer.sentence)
    return table


def _title(table: pd.DataFrame, words: Words) -> str:
    return words(attribute(table, "sentence"))


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    return words("Claimed: {statement}", statement=attribute(table, "statement"))


def _said(value: float, unit: str, words: Words) -> str:
    return words.share(value) if unit == "share" else words("{times:number2} times", times=value)


def ends_of_scale(table: pd.DataFrame) -> tuple[float, float, float]:
    """Return the ends of the scale, round numbers around all that is shown, and the step of its ticks."""
    if attribute(table, "unit") == "share":
        return 0.0, 1.0, 0.25
    numbers = table.iloc[0].to_numpy(dtype=np.float64)
    known = np.r_[numbers[np.isfinite(numbers)], NO_DIFFERENCE]
    step = round_step(float(np.ptp(known)) or 0.5, MOST_TICKS)
    low = step * np.floor(known.min() / step - 0.25)
    high = step * np.ceil(known.max() / step + 0.25)
    return max(float(low), 0.0), float(high), step


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    unit, line = attribute(table, "unit"), look.line_height("caption")
    value, low, high, claimed = (float(number) for number in table.iloc[0])
    first, last, step = ends_of_scale(table)
    inset = look.space("xl")
    x = Scale(first, last, chart.left + inset, chart.right - inset)
    top, bottom = chart.top + line + look.space("xs"), chart.bottom - line - look.space("xs")
    ticks = np.arange(first, last + step / 2, step)
    across = chart.snapped(x(ticks)) + 0.5 / look.scale
    chart.rules([(at, top, at, bottom) for at in across], look.chart("grid"), look.measure("grid_width"))
    for at, tick in zip(across, ticks, strict=True):
        text = words.share(tick, 0) if unit == "share" else words.number(tick, 2 if step < 0.1 else 1)
        chart.label(at, bottom + look.space("xs") + line / 2, text, colour="muted", align="center")
    at = float(x(claimed))
    chart.line([at, at], [top, bottom], look.chart("axis"), look.measure("reference_width"), dashed=True)
    _named(chart, at, chart.top + line / 2, words("claimed: {said}", said=_said(claimed, unit, words)))
    middle = (top + bottom) / 2
    if np.isfinite(low) and np.isfinite(high):
        half = look.space("s") / 2
        chart.boxes([(x(low), middle - half, x(high), middle + half)], look.series,
                    alpha=look.measure("interval_alpha"))  # fmt: skip
        chart.line([x(low), x(high)], [middle, middle], look.series, look.measure("outline_width"))
    radius = look.measure("marker_radius")
    chart.mark(x(value), middle, "circle", look.series, 2 * radius, edge=look.colour("raised"))
    ends = [float(x(number)) for number in (low, value, high) if np.isfinite(number)]
    _beside(chart, (min(ends), max(ends)), at, middle, words("here: {said}", said=_said(value, unit, words)))
    chart.hit(chart.left, top, chart.right, bottom, "claim", attribute(table, "sentence"))
    return chart


def _named(chart: Chart, at: float, y: float, text: str) -> None:
    """Set a text centred over a place, but within the chart."""
    half = chart.look.text_width(text) / 2
    chart.label(min(max(at, chart.left + half), chart.right - half), y, text, colour="muted", align="center")


def _beside(chart: Chart, ends: tuple[float, float], line: float, y: float, text: str) -> None:
    """Set a text right of an interval, or left of it where there is no room, or the line of the claim."""
    look = chart.look
    gap = look.space("s") + look.measure("marker_radius")
    right, width = ends[1] + gap, look.text_width(text)
    free = right + width <= chart.right and not right - gap < line < right + width + gap / 2
    if free or ends[0] - gap - width < chart.left:
        chart.label(right, y, text)
    else:
        chart.label(ends[0] - gap, y, text, align="right")


ENTRY = FigureRecipe(
    key="claim_interval",
    name=phrase("Claimed and found"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "value": (phrase("Here"), "number"),
            "low": (phrase("At least"), "number"),
            "high": (phrase("At most"), "number"),
            "claimed": (phrase("Claimed"), "number"),
        }
    ),
    empty=lambda table: None if len(table) else phrase("Nothing could be measured."),
    height=lambda _table: HEIGHT,
    order=45,
)
