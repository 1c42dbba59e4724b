"""Blocks of a page: of known size before they are placed, so that none is torn by the end of a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from retention_desk.foundation.wording import Language
from retention_desk.reporting.paper.marks import Page, TextMark, box, rule
from retention_desk.reporting.paper.paper_style import RoleName, colour, space, text_role
from retention_desk.reporting.paper.record_figure import figure_marks
from retention_desk.reporting.paper.set_text import set_line, text_width, wrapped

Align = Literal["left", "right", "center"]
MIDDLE_OF_CAPITALS: Final = 0.36
STRONG: Final = 600
_CARD_PADDING: Final = 10.0
_BULLET: Final = "–"


@dataclass(frozen=True, eq=False)
class Block:
    """Something to be placed: its size in pixels, and how it is drawn from its top left corner."""

    width: float
    height: float
    draw: Callable[[Page, float, float], None]


def put_text(
    page: Page,
    at: tuple[float, float],
    text: str,
    language: Language,
    *,
    role: RoleName = "body",
    tone: str = "text",
    strong: bool = False,
    align: Align = "left",
) -> float:
    """Set a line with its capitals centred in a line box whose top is `at`; return its width in pixels."""
    given = text_role(role, language)
    line = set_line(text, language, STRONG if strong else given.weight)
    width = line.width * given.size / 1000
    x = at[0] - {"left": 0.0, "center": width / 2, "right": width}[align]
    baseline = at[1] + given.line / 2 + MIDDLE_OF_CAPITALS * given.size
    page.marks.append(TextMark(x, baseline, line, given.size, colour(tone)))
    return width


def text_block(
    text: str,
    width: float,
    language: Language,
    *,
    role: RoleName = "body",
    tone: str = "text",
    strong: bool = False,
    most: int | None = None,
) -> Block:
    """Return a paragraph."""
    given = text_role(role, language)
    lines = wrapped(text, width, given.size, language, STRONG if strong else given.weight, most)

    def draw(page: Page, x: float, y: float) -> None:
        for place, line in enumerate(lines):
            at = (x, y + place * given.line)
            put_text(page, at, line, language, role=role, tone=tone, strong=strong)

    return Block(width, len(lines) * given.line, draw)


def stacked(blocks: Sequence[Block], gap: float) -> Block:
    """Return blocks below each other."""
    there = [block for block in blocks if block.height > 0]

    def draw(page: Page, x: float, y: float) -> None:
        for block in there:
            block.draw(page, x, y)
            y += block.height + gap

    height = sum(block.height for block in there) + gap * max(len(there) - 1, 0)
    return Block(max((block.width for block in there), default=0.0), height, draw)


def beside(blocks: Sequence[Block], gap: float) -> Block:
    """Return blocks beside each other, their tops level."""

    def draw(page: Page, x: float, y: float) -> None:
        for block in blocks:
            block.draw(page, x, y)
            x += block.width + gap

    width = sum(block.width for block in blocks) + gap * max(len(blocks) - 1, 0)
    return Block(width, max((block.height for block in blocks), default=0.0), draw)


def bullet(text: str, width: float, language: Language) -> Block:
    """Return a sentence with a dash before it."""
    indent = space("l")
    part = text_block(text, width - indent, language)

    def draw(page: Page, x: float, y: float) -> None:
        put_text(page, (x, y), _BULLET, language, tone="muted")
        part.draw(page, x + indent, y)

    return Block(width, part.height, draw)


def note_block(text: str, width: float, language: Language, *, title: str = "", tone: str = "info") -> Block:
    """Return a notice: a bar at its left in the tone's colour, a quiet fill behind it."""
    padding = space("m")
    inner = width - 2 * padding
    parts = [text_block(title, inner, language, strong=True)] if title else []
    body = stacked([*parts, text_block(text, inner, language)], space("xs"))
    height = body.height + 2 * space("s")

    def draw(page: Page, x: float, y: float) -> None:
        page.marks.append(box(x, y, x + width, y + height, fill=colour(f"{tone}_quiet")))
        page.marks.append(box(x, y, x + 3, y + height, fill=colour(tone)))
        body.draw(page, x + padding, y + space("s"))

    return Block(width, height, draw)


def chart_block(chart: Any, width: float, language: Language) -> Block:
    """Return a chart under its title and subtitle; where it has no data, the reason in its place.

    Parameters
    ----------
    chart : ReportChart
    width : float
    language : Language
    """
    head = [text_block(chart.title, width, language, strong=True)] if chart.title else []
    if chart.subtitle:
        head.append(text_block(chart.subtitle, width, language, role="caption", tone="muted"))
    if chart.figure is None:
        missing = text_block(chart.missing, width, language, role="caption", tone="muted")
        return stacked([*head, missing], space("xs"))
    figure, height = chart.figure, float(chart.height)

    def draw(page: Page, x: float, y: float) -> None:
        page.marks.extend(figure_marks(figure, x, y, language))

    return stacked([*head, Block(width, height, draw)], space("xs"))


@dataclass(frozen=True, slots=True)
class FigureText:
    """What a figure card says: its name, its value and unit, and the lines under it."""

    label: str
    value: str
    unit: str = ""
    unit_first: bool = False
    notes: tuple[str, ...] = ()


def figure_card(said: FigureText, width: float, language: Language) -> Block:
    """Return a figure with its name above and what it rests on below."""
    inner = width - 2 * _CARD_PADDING
    label = text_block(said.label, inner, language, role="caption", tone="muted", most=2)
    notes = [text_block(note, inner, language, role="caption", tone="muted") for note in said.notes]
    figure = text_role("figure", language)
    role: RoleName = "figure"
    wide = text_width(f"{said.value} {said.unit}", figure.size, language, figure.weight)
    if wide > inner:
        role = "title"

    def draw_value(page: Page, x: float, y: float) -> None:
        if said.unit and said.unit_first:
            x += put_text(page, (x, y), said.unit, language, role=role, tone="muted") + 2
        x += put_text(page, (x, y), said.value, language, role=role)
        if said.unit and not said.unit_first:
            put_text(page, (x + 4, y), said.unit, language, role=role, tone="muted")

    value = Block(inner, figure.line, draw_value)
    return stacked([label, value, *notes], 2.0)


def card_row(cards: Sequence[FigureText], width: float, columns: int, language: Language) -> Block:
    """Return figure cards in a row, framed, all of one height."""
    gap = space("s")
    each = (width - gap * (columns - 1)) / columns
    made = [figure_card(card, each, language) for card in cards]
    height = max((card.height for card in made), default=0.0) + 2 * _CARD_PADDING

    def draw(page: Page, x: float, y: float) -> None:
        for card in made:
            page.marks.append(box(x, y, x + each, y + height, stroke=colour("border")))
            card.draw(page, x + _CARD_PADDING, y + _CARD_PADDING)
            x += each + gap

    return Block(width, height if made else 0.0, draw)


def rule_block(width: float) -> Block:
    """Return a thin line across."""

    def draw(page: Page, x: float, y: float) -> None:
        page.marks.append(rule(x, y + 0.5, x + width, y + 0.5, colour("border")))

    return Block(width, 1.0, draw)
