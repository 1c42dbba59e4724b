"""A small table on a sheet of several: its title, headings and lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from retention_desk.reporting.hostile_text import cell_text
from retention_desk.reporting.native_charts import Block
from retention_desk.reporting.target import Target, is_empty
from retention_desk.reporting.workbook_style import ROW_HEIGHT, display_width

FIRST_WIDTH: Final = 30
WIDTH: Final = 13


@dataclass(frozen=True, eq=False)
class Section:
    """A small table of a sheet: its title, headings, lines, and the number format of each column.

    An empty format is text; the last text column runs over the columns that are left. `row_formats` are those
    of the numbers of each line, where they differ by line. `key` names the table for the report.
    """

    title: str
    heads: Sequence[str]
    lines: Sequence[Sequence[Any]]
    formats: Sequence[str]
    chart: str = ""
    row_formats: Sequence[str] = ()
    key: str = ""


def set_columns(sheet: Any, columns: int) -> None:
    """Set the widths of a sheet of sections: a wide first column and narrower ones for figures."""
    sheet.set_column(0, 0, FIRST_WIDTH)
    sheet.set_column(1, columns - 1, WIDTH)
    sheet.set_default_row(ROW_HEIGHT)


def write_section(target: Target, key: str, row: int, section: Section, columns: int) -> Block:
    """Write a section at a row of a sheet of so many columns; return the rows of its body."""
    sheet, formats = target.sheet(key), target.formats
    sheet.write_string(row, 0, section.title, formats.of(bold=True, font_size=12))
    if section.heads:
        row += 1
        sheet.set_row(row, ROW_HEIGHT * _head_height(section.heads))
        for place, head in enumerate(section.heads):
            right = bool(section.formats[place]) and place > 0
            indent = place > 0 and not right
            sheet.write_string(row, place, head, formats.header_over(right=right, indent=indent))
        if not section.formats[-1]:
            for place in range(len(section.heads), columns):
                sheet.write_blank(row, place, None, formats.header_over())
    first = row + 1
    for offset, line in enumerate(section.lines):
        row = first + offset
        lines = 1
        for place, value in enumerate(line):
            form = section.formats[place]
            if form and section.row_formats:
                form = section.row_formats[offset]
            if form:
                align = {} if place else {"align": "left"}
                _write_number(sheet, row, place, value, formats.cell(form, **align))
            elif place == len(section.formats) - 1:
                lines = _write_long(target, sheet, row, place, str(value), columns)
            else:
                sheet.write_string(
                    row, place, cell_text(str(value)), formats.cell("@", indent=int(place > 0))
                )
        if lines > 1:
            sheet.set_row(row, ROW_HEIGHT * (1 + 0.72 * (lines - 1)))
    return Block(first, row, key)


def _head_height(heads: Sequence[str]) -> float:
    """Return the height of a row of headings in lines: the longest above figures decides."""
    longest = max((display_width(head) for head in heads[1:]), default=0)
    return max(1.6, 0.85 * -(-longest // (WIDTH - 3)))


def _write_number(sheet: Any, row: int, place: int, value: Any, form: Any) -> None:
    if is_empty(value):
        sheet.write_blank(row, place, None, form)
    else:
        sheet.write_number(row, place, value, form)


def _write_long(target: Target, sheet: Any, row: int, place: int, text: str, columns: int) -> int:
    """Write text over the columns that are left; return the lines it takes."""
    room = WIDTH * (columns - max(place, 1)) + (FIRST_WIDTH if place == 0 else 0)
    style = target.formats.cell(text_wrap=True, indent=int(place > 0))
    if place < columns - 1:
        sheet.merge_range(row, place, row, columns - 1, "", style)
    sheet.write_string(row, place, cell_text(text), style)
    return -(-display_width(text) // (room - 4))
