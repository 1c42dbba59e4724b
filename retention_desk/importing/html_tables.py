"""Tables of an HTML page, as many back offices export them under the name .xls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

_ROW_BREAKS: Final = frozenset({"br", "p", "div", "li"})
_SILENT: Final = frozenset({"script", "style", "head", "title", "template"})
_MOST_SPAN: Final = 1000
_MOST_COVERED: Final = 1_000_000
_MOST_TABLES: Final = 200
_CHARACTERS_PER_STEP: Final = 200_000


@dataclass(eq=False)
class HtmlTable:
    """A table of a page.

    Attributes
    ----------
    rows : list of list of str
        Cells; what a wide or high cell covers is empty.
    merged : list of (first row, first column, last row, last column)
        Cells that cover others, from 0, both ends included.
    """

    rows: list[list[str]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


class TooManyCellsError(Exception):
    """The tables hold more cells than allowed."""


def html_tables(
    text: str, most_cells: int, step: Callable[[float], None] = lambda _share: None
) -> list[HtmlTable]:
    """Return the tables of a page that have rows; a table within another one is one of its own.

    Of a page with more than 200 tables those of one row are left out, and what comes after the 200th.

    Raises
    ------
    TooManyCellsError
    """
    reader = _Reader(most_cells)
    for start in range(0, len(text), _CHARACTERS_PER_STEP):
        reader.feed(text[start : start + _CHARACTERS_PER_STEP])
        step(start / len(text))
    reader.close()
    filled = [table for table in reader.tables if table.rows]
    if len(filled) > _MOST_TABLES:  # a page laid out in tables
        filled = [table for table in filled if len(table.rows) > 1]
    return filled[:_MOST_TABLES]


class _Reader(HTMLParser):
    """Collects tables while the page goes by; what is not closed is closed by what follows."""

    def __init__(self, most_cells: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[HtmlTable] = []
        self._open: list[HtmlTable] = []
        self._covered: list[dict[tuple[int, int], bool]] = []
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._silent = 0
        self._left = most_cells
        self._covered_left = _MOST_COVERED

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "table":
            self._end_cell()
            table = HtmlTable()
            self.tables.append(table)
            self._open.append(table)
            self._covered.append({})
        elif not self._open:
            return
        elif tag == "tr":
            self._end_cell()
            self._open[-1].rows.append([])
        elif tag in {"td", "th"}:
            self._end_cell()
            if not self._open[-1].rows:
                self._open[-1].rows.append([])
            said = dict(attrs)
            self._span = _span(said.get("rowspan")), _span(said.get("colspan"))
            self._cell = []
        elif tag in _ROW_BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(self._silent - 1, 0)
        elif tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag == "table" and self._open:
            self._end_cell()
            self._open.pop()
            self._covered.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None and not self._silent:
            self._cell.append(data)

    def close(self) -> None:
        super().close()
        self._end_cell()

    def _end_cell(self) -> None:
        if self._cell is None or not self._open:
            return
        table, covered = self._open[-1], self._covered[-1]
        said = _plain("".join(self._cell))
        self._cell = None
        row, cells = len(table.rows) - 1, table.rows[-1]
        while covered.pop((row, len(cells)), False):
            cells.append("")
        place, (high, wide) = len(cells), self._span
        self._left -= wide
        self._covered_left -= wide * (high - 1)
        if self._left < 0 or self._covered_left < 0:
            raise TooManyCellsError
        cells.append(said)
        cells.extend([""] * (wide - 1))
        covered.update({(row + i, place + j): True for i in range(1, high) for j in range(wide)})
        if high > 1 or wide > 1:
            table.merged.append((row, place, row + high - 1, place + wide - 1))


def _span(said: str | None) -> int:
    return min(max(int(said), 1), _MOST_SPAN) if said and said.strip().isdigit() else 1


def _plain(text: str) -> str:
    """Return the text of a cell without the white space of the page around its lines."""
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").split("\n"))
    return "\n".join(line for line in lines if line)
