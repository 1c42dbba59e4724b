"""A table on paper: columns as wide as they need, rows that wrap, its header on every page it runs over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from retention_desk.foundation.wording import Language
from retention_desk.reporting.paper.blocks import STRONG, Block, put_text
from retention_desk.reporting.paper.marks import Page, rule
from retention_desk.reporting.paper.paper_style import RoleName, colour, text_role
from retention_desk.reporting.paper.set_text import text_width, wrapped

GAP: Final = 14.0
_PADDING: Final = 4.0
_ROLE: Final[RoleName] = "caption"
_WIDEST_SHARE: Final = 0.5
_LONGEST_CELL_LINES: Final = 6
_SHORT: Final = 84.0
"""Texts up to this width are not wrapped while longer ones can be."""
_WORD: Final = re.compile(r"[^ \u3000-\u9fff\uff00-\uffef]+|[\u3000-\u9fff]{1,4}")
MEASURED: Final = 400
"""Rows looked at to find how wide a column is."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, whether it is set to the right, and whether it takes the room that is left."""

    title: str
    right: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell with a coloured sign before its text: a health band."""

    mark: str
    tone: str
    text: str

    def __str__(self) -> str:
        return f"{self.mark}\u00a0{self.text}"


Cell = str | Marked


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table; a total is set semibold, something left alone muted."""

    cells: tuple[Cell, ...]
    is_total: bool = False
    is_muted: bool = False


@dataclass(frozen=True, eq=False)
class PaperTable:
    """A table made ready for a width: its header and its rows as blocks."""

    header: Block | None
    rows: tuple[Block, ...]


def paper_table(
    columns: Sequence[Column], rows: Sequence[Row], width: float, language: Language
) -> PaperTable:
    """Return a table of a width in pixels."""
    widths = column_widths(columns, rows, width, language)
    titles = Row(tuple(column.title for column in columns))
    header = _row_block(columns, titles, widths, language, is_header=True) if any(titles.cells) else None
    return PaperTable(
        header,
        tuple(_row_block(columns, row, widths, language) for row in rows),
    )


def column_widths(
    columns: Sequence[Column], rows: Sequence[Row], width: float, language: Language
) -> list[float]:
    """Return the widths of columns: as each needs where there is room, else the long ones wrap."""
    size = text_role(_ROLE, language).size
    room = width - GAP * (len(columns) - 1)
    wanted, least = [], []
    for place, column in enumerate(columns):
        texts = [(column.title, STRONG)] + [
            (str(row.cells[place]), STRONG if row.is_total else 400) for row in rows[:MEASURED]
        ]
        whole = max(text_width(text, size, language, weight) for text, weight in texts)
        wanted.append(min(whole, room * _WIDEST_SHARE) if not column.grows else whole)
        cells = max((text_width(text, size, language, weight) for text, weight in texts[1:]), default=0.0)
        least.append(min(whole, max(_least(texts, size, language, column.right), min(cells, _SHORT))))
    spare = room - sum(wanted)
    if spare >= 0:
        growing = [column.grows for column in columns]
        takers = growing if any(growing) else [True] * len(columns)
        return [w + (spare / sum(takers) if takes else 0) for w, takes in zip(wanted, takers, strict=True)]
    if sum(least) >= room:
        return [w * room / sum(least) for w in least]
    share = (room - sum(least)) / (sum(wanted) - sum(least))
    return [low + (high - low) * share for low, high in zip(least, wanted, strict=True)]


def _least(texts: Sequence[tuple[str, int]], size: float, language: Language, right: bool) -> float:
    """Return the width of the widest word; numbers and amounts stay whole, headings do not."""
    wide = 0.0
    for place, (text, weight) in enumerate(texts):
        parts = [text] if right and place else _WORD.findall(text)
        wide = max([wide, *(text_width(part, size, language, weight) for part in parts)])
    return wide


def _row_block(
    columns: Sequence[Column],
    row: Row,
    widths: Sequence[float],
    language: Language,
    *,
    is_header: bool = False,
) -> Block:
    role = text_role(_ROLE, language)
    strong = row.is_total or is_header
    tone = "muted" if is_header or row.is_muted else "text"
    weight = STRONG if strong else role.weight
    cells = [
        wrapped(str(cell), width + 0.5, role.size, language, weight, _LONGEST_CELL_LINES)
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    lines = max(len(cell) for cell in cells)
    height = lines * role.line + 2 * _PADDING
    whole = sum(widths) + GAP * (len(widths) - 1)

    def draw(page: Page, x: float, y: float) -> None:
        left = x
        for column, cell, said, width in zip(columns, row.cells, cells, widths, strict=True):
            top = y + _PADDING + ((lines - len(said)) * role.line if is_header else 0)
            for place, line in enumerate(said):
                at = (x + width if column.right else x, top + place * role.line)
                align = "right" if column.right else "left"
                put_text(page, at, line, language, role=_ROLE, tone=tone, strong=strong, align=align)  # type: ignore[arg-type]
            if isinstance(cell, Marked):
                at = (x + width if column.right else x, top)
                put_text(page, at, cell.mark, language, role=_ROLE, tone=cell.tone, strong=strong)
            x += width + GAP
        line = colour("muted" if is_header else "grid")
        page.marks.append(rule(left, y + height, left + whole, y + height, line, 1.0 if is_header else 0.75))

    return Block(whole, height, draw)
