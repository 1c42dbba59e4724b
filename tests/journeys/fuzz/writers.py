"""Tables written to files by other libraries than the ones under test: text, .xlsx twice, .ods."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

Row = list[Any]


def write_text(
    rows: list[Row], path: Path, encoding: str, delimiter: str, line_end: str, quote_all: bool
) -> None:
    """Write a text table."""
    target = io.StringIO(newline="")
    broken = any(
        isinstance(cell, str) and "\n" in cell for row in rows for cell in row
    )  # csv may leave it bare
    quoting = csv.QUOTE_ALL if quote_all or broken else csv.QUOTE_MINIMAL
    csv.writer(target, delimiter=delimiter, lineterminator=line_end, quoting=quoting).writerows(rows)
    path.write_bytes(target.getvalue().encode(encoding))


def write_xlsxwriter(rows: list[Row], path: Path, strings_in_cells: bool = False) -> None:
    """Write a workbook with XlsxWriter, with shared strings or with none."""
    import xlsxwriter

    options = {"strings_to_formulas": False, "constant_memory": strings_in_cells}
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("Sheet1")
        shown = book.add_format({"num_format": "yyyy-mm-dd"})
        for i, row in enumerate(rows):
            for j, cell in enumerate(row):
                if isinstance(cell, dt.date):
                    sheet.write_datetime(i, j, cell, shown)
                elif isinstance(cell, float):
                    sheet.write_number(i, j, cell)
                elif cell is not None:
                    sheet.write_string(i, j, cell)


def write_openpyxl(rows: list[Row], path: Path, epoch_1904: bool = False) -> None:
    """Write a workbook with openpyxl."""
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    for i, row in enumerate(rows, 1):
        for j, cell in enumerate(row, 1):
            if cell is not None:
                target = sheet.cell(i, j, cell)
                if isinstance(cell, str):
                    target.data_type = "s"
    book.save(path)


def write_ods(rows: list[Row], path: Path) -> None:
    """Write an OpenDocument sheet, blank rows and cells as repeated ones."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {namespaces} office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{lines}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", kind, zipfile.ZIP_STORED)
        packed.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        packed.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, dt.date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell.isoformat()}"/>'
    if isinstance(cell, float):
        return f'<table:table-cell office:value-type="float" office:value="{cell!r}"/>'
    tabs = "".join(
        f"<text:p>{escape(line).replace(chr(9), '<text:tab/>')}</text:p>" for line in cell.split("\n")
    )
    return f'<table:table-cell office:value-type="string">{tabs}</table:table-cell>'
