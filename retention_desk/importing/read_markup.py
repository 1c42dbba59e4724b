"""Sheets of what is written in tags: HTML pages and Excel 2003 XML workbooks, mostly named .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import FirstLook, ReadOptions, Source
from retention_desk.importing.html_tables import HtmlTable, TooManyCellsError, html_tables
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.safe_xml import BrokenXmlError
from retention_desk.importing.sheet_cells import SheetCells, coded, column_of, frame_of, merged_within
from retention_desk.importing.spreadsheet_xml import XmlSheet, spreadsheet_xml
from retention_desk.importing.text_encoding import FoundEncoding, find_encoding
from retention_desk.importing.text_findings import text_findings
from retention_desk.importing.text_rows import columns_of_rows

_CHARSET: Final = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_HTML: Final = re.compile(
    r"^(?:<!--.*?-->|<\?xml[^>]*\?>|\s)*<(?:!doctype\s+html|html|head|meta|body|table|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_BLOCK_BYTES: Final = 1_000_000


def looks_like_html(look: FirstLook) -> bool:
    """Whether a file begins as a page."""
    start = _beginning(look.first)
    return _HTML.match(start) is not None and _SPREADSHEET not in start


def looks_like_spreadsheet_xml(look: FirstLook) -> bool:
    """Whether a file begins as an Excel 2003 XML workbook."""
    start = _beginning(look.first).lstrip()
    return start.startswith("<") and _SPREADSHEET in start


def looks_like_xml(look: FirstLook) -> bool:
    """Whether a file begins as XML of any kind."""
    return _beginning(look.first).lstrip().startswith("<?xml")


def _beginning(first: bytes) -> str:
    name = find_encoding(first[:4096]).name
    return first.decode(name if name.startswith("utf") else "latin-1", errors="replace").lstrip("\ufeff")


def read_html(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the tables of a page, each as a sheet; a table's own first row is row 1.

    Raises
    ------
    UserFacingError
        ``too_large``, ``unknown_format`` when the page has no table or the encoding has no such name.
    """
    data = source.read()
    encoding = FoundEncoding(options.encoding) if options.encoding else _encoding_of_page(data)
    progress.step(0.0, phrase("Reading {sheet}", sheet=source.path.name))
    try:
        text = data.decode(encoding.name, errors="replace").replace("\x00", "")
        tables = html_tables(text, limits.cells, progress.part(0.05, 0.9).step)
    except LookupError as error:
        raise refusals.unknown_format(source.path, encoding.name) from error
    except TooManyCellsError as error:
        raise refusals.too_large(source.path, "HTML", limits.cells) from error
    if not tables:
        raise refusals.unknown_format(source.path, "HTML")
    names = [""] if len(tables) == 1 else [str(number + 1) for number in range(len(tables))]
    pairs = zip(names, tables, strict=True)
    sheets = tuple(_html_sheet(source.path, name, table, encoding, limits) for name, table in pairs)
    progress.step(1.0)
    return sheets


def _encoding_of_page(data: bytes) -> FoundEncoding:
    """Return the encoding that the bytes show, else the one the page names, else the likeliest."""
    found = find_encoding(data)
    named = _CHARSET.search(data[:4096])
    if found.name.startswith("utf") or named is None:
        return found
    name = named[1].decode().lower()
    name = "gb18030" if name in {"gb2312", "gbk"} else "cp1252" if name == "iso-8859-1" else name
    try:
        data[:4096].decode(name, errors="ignore")
    except LookupError:
        return found
    return FoundEncoding(name)


def _html_sheet(
    path: Path, name: str, table: HtmlTable, encoding: FoundEncoding, limits: ReadLimits
) -> SheetCells:
    width = max(map(len, table.rows), default=0)
    if width > limits.columns or width * len(table.rows) > limits.cells:
        raise refusals.too_large(path, f"{width:,} × {len(table.rows):,}", limits.cells)
    columns = columns_of_rows(table.rows, width)
    cells = frame_of([coded(codes, values) for codes, values in columns], len(table.rows))
    return SheetCells(
        name, cells, encoding=encoding.name, encoding_confidence=encoding.confidence,
        merged=merged_within(table.merged, (len(table.rows), width), (0, 0)),
        findings=text_findings(path.name, columns, len(table.rows), encoding, 0),
    )  # fmt: skip


def read_spreadsheet_xml(
    source: Source, _options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an Excel 2003 XML workbook.

    Raises
    ------
    UserFacingError
        ``damaged``, ``too_large``.
    """
    progress.step(0.0, phrase("Reading {sheet}", sheet=source.path.name))
    try:
        with source.open() as stream:
            blocks: Iterator[bytes] = iter(lambda: stream.read(_BLOCK_BYTES), b"")
            sheets = spreadsheet_xml(
                blocks, limits.cells, lambda n: progress.step(1.0 - 0.5 ** (n / 500_000))
            )
    except (BrokenXmlError, ValueError) as error:
        raise refusals.damaged(source.path, str(error)[:80]) from error
    except TooManyCellsError as error:
        raise refusals.too_large(source.path, "XML", limits.cells) from error
    return tuple(_xml_sheet(source.path, sheet, limits) for sheet in sheets)


def _xml_sheet(path: Path, sheet: XmlSheet, limits: ReadLimits) -> SheetCells:
    """Return a sheet from its first to its last filled row and column."""
    if not sheet.cells:
        return SheetCells(sheet.name, frame_of([], 0), hidden=sheet.hidden)
    rows, places = [row for row, _ in sheet.cells], [place for _, place in sheet.cells]
    top, left = min(rows), min(places)
    shape = (max(rows) - top + 1, max(places) - left + 1)
    if shape[0] * shape[1] > min(limits.cells, 50 * len(sheet.cells) + 1_000_000):
        raise refusals.too_large(path, f"{sheet.name}: {shape[0]:,} × {shape[1]:,}", limits.cells)
    made: list[list[Any]] = [[None] * shape[0] for _ in range(shape[1])]
    for (row, place), value in sheet.cells.items():
        made[place - left][row - top] = value
    columns = [column_of(column, shape[0]) for column in made]
    return SheetCells(
        sheet.name, frame_of(columns, shape[0]), top + 1, hidden=sheet.hidden, first_column=left + 1,
        merged=merged_within(sheet.merged, shape, (top, left)),
    )  # fmt: skip
