"""Excel 2003 XML workbooks; other XML is refused by name."""

from __future__ import annotations

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import Dialect, FirstLook, ReadOptions, Source
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.read_markup import (
    looks_like_spreadsheet_xml,
    looks_like_xml,
    read_spreadsheet_xml,
)
from retention_desk.importing.sheet_cells import SheetCells


def _read(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    with source.open() as stream:
        first = FirstLook(stream.read(8192))
    if not looks_like_spreadsheet_xml(first):
        raise refusals.unknown_format(source.path, "XML")
    return read_spreadsheet_xml(source, options, limits, progress)


ENTRY = Dialect(
    key="xml",
    label=phrase("Excel 2003 XML workbook"),
    extensions=(".xml",),
    sniff=lambda look: looks_like_spreadsheet_xml(look) or looks_like_xml(look),
    read=_read,
    order=5,
)
