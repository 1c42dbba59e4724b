"""Retention in both definitions, and the customers that make the difference."""

from __future__ import annotations

from types import MappingProxyType

import pandas as pd

from retention_desk.charts.canvas import Chart, wrapped
from retention_desk.charts.cohort_colours import readable_on
from retention_desk.charts.members import moved
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute, facts
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase

BLOCKS = 2


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    return definitions_table(analysis)


def definitions_table(analysis: Analysis, place: int = -1) -> pd.DataFrame:
    """Return the one period at `place` in the history: opening, stayed, came_back, new, closing."""
    columns = ["start", "opening", "stayed", "came_back", "new", "closing"]
    moves = analysis.metrics.movements
    if moves is None or not len(moves.starts) or moves.opening[place] <= 0:
        return pd.DataFrame(columns=columns)
    row = [
        moves.starts[place], moves.opening[place], moves.stayed[place], moves.came_back[place],
        moves.new[place], moves.closing[place],
    ]  # fmt: skip
    table = pd.DataFrame([row], columns=columns)
    table.attrs = facts(period=analysis.settings.general.period)
    return table


def _title(_table: pd.DataFrame, words: Words) -> str:
    return words("Two definitions, one difference")


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    row = table.iloc[0]
    return words(
        "{period}: opening {opening:count} · closing {closing:count}, of whom {new:count} new",
        period=words.period(row["start"], attribute(table, "period")),
        opening=row["opening"],
        closing=row["closing"],
        new=row["new"],
    )


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    row = table.iloc[0]
    opening, stayed, back = int(row["opening"]), int(row["stayed"]), int(row["came_back"])
    line = look.line_height("section")
    free = chart.bottom - chart.top - line - look.space("m")
    block = min(free / BLOCKS, 3 * line + look.space("s"))
    full = max(opening, stayed + back)
    unit = (chart.right - chart.left) / full
    for place, (name, parts, formula, share) in enumerate(_rows(row, words)):
        y = chart.top + place * block
        middle = y + line / 2
        value = words.share(share)
        chart.label(chart.left, middle, name, role="body")
        width = chart.label(chart.right, middle, value, role="section", align="right")
        room = chart.right - chart.left - width - 2 * look.space("m") - look.text_width(name, "body")
        if look.text_width(formula) <= room:
            chart.label(chart.right - width - look.space("m"), middle, formula, colour="muted", align="right")
        _bar(chart, y + line + look.space("xs"), unit, parts, words)
    rule = chart.top + BLOCKS * block + look.space("xs")
    chart.rules([(chart.left, rule, chart.right, rule)], look.chart("grid"), look.measure("grid_width"))
    apart = (
        words("Both agree: nobody came back.")
        if not back
        else words(
            "{points:number1} points apart: {n:count} lapsed customers came back.",
            points=100 * back / opening,
            n=back,
        )
    )
    below = look.line_height("caption")
    for place, text in enumerate(wrapped(f"=  {apart}", chart.right - chart.left, look, "caption")):
        chart.label(chart.left, rule + look.space("s") + line / 2 + place * below, text, colour="muted")
    return chart


def _rows(row: pd.Series, words: Words) -> list[tuple[str, list[int], str, float]]:
    opening, stayed, back = int(row["opening"]), int(row["stayed"]), int(row["came_back"])
    count = words.count
    first = f"{count(stayed)} ÷ {count(opening)}"
    second = f"({count(row['closing'])} − {count(row['new'])}) ÷ {count(opening)}"
    return [
        (words("Who was here and still is"), [stayed], first, stayed / opening),
        (words("Heads at the end less new ones"), [stayed, back], second, (stayed + back) / opening),
    ]


def _bar(chart: Chart, y: float, unit: float, parts: list[int], words: Words) -> None:
    look = chart.look
    height = look.size("cohort_row")
    x = chart.left
    sentences = (
        phrase("{n:count} of the opening customers stayed", n=parts[0]),
        phrase("{n:count} lapsed customers came back", n=parts[-1]),
    )
    texts = (words("{n:count} stayed", n=parts[0]), words("{n:count} back", n=parts[-1]))
    for place, n in enumerate(parts):
        width, fill = n * unit, look.ramp("parts")[place]
        if width <= 0:
            continue
        right = x + max(width - look.measure("bar_gap"), 1.0)
        chart.boxes([(x, y, right, y + height)], fill)
        chart.hit(x, y, right, y + height, ("stayed", "came_back")[place], sentences[place])
        text = texts[place]
        pad = look.space("s")
        if look.text_width(text) + 2 * pad <= width:
            ink = readable_on(fill, look)
            chart.label(x + pad, y + height / 2, text, colour=ink)
        elif place == len(parts) - 1 and right + pad + look.text_width(text) <= chart.right:
            chart.label(right + pad, y + height / 2, text)
        x += width


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return who stayed or came back in the period shown."""
    table = _tabulate(analysis)
    return moved(analysis, f"{table['start'].iloc[0]}:{key}") if len(table) else None


ENTRY = FigureRecipe(
    key="retention_definitions",
    name=phrase("Retention in both definitions"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {
            "start": (phrase("From"), "date"),
            "opening": (phrase("Active at the beginning"), "count"),
            "stayed": (phrase("Stayed"), "count"),
            "came_back": (phrase("Came back"), "count"),
            "new": (phrase("New"), "count"),
            "closing": (phrase("Active at the end"), "count"),
        }
    ),
    empty=lambda table: (
        phrase("No complete period with customers at its beginning yet.") if not len(table) else None
    ),
    order=50,
    members=_members,
)
