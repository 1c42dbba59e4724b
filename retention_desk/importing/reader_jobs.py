"""The jobs done in the reader's process; imports little, so that it starts quickly."""

from __future__ import annotations

import io
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from types import MappingProxyType
from typing import Any, Final

from retention_desk.importing.ods_errors import Errors
from retention_desk.importing.reader_messages import PlainColumn, PlainSheet


class JobRefused(Exception):  # noqa: N818 - a result, not an error
    """The file is not read; its arguments are the code of the refusal and a detail."""


def plain_column(cells: Iterable[Any]) -> PlainColumn:
    """Return a column from its cells: ``""`` and None are empty, whole numbers are floats, truth is text."""
    seen: dict[tuple[type, Any], int] = {}
    values: list[Any] = []
    codes = array("i")
    for cell in cells:
        if cell is None or cell == "":
            codes.append(-1)
            continue
        key = (type(cell), cell)
        code = seen.get(key)
        if code is None:
            code = seen[key] = len(values)
            values.append(_plain_value(cell))
        codes.append(code)
    return PlainColumn(codes.tobytes(), values)


def _plain_value(cell: Any) -> Any:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    return float(cell) if isinstance(cell, int) else cell


def with_calamine(data: bytes, max_cells: int) -> list[PlainSheet]:
    """Return the sheets of a workbook (.xls, .xlsb, .ods) as calamine reads them.

    Raises
    ------
    JobRefused
        ``encrypted``, ``too_large``.

    Notes
    -----
    Calamine gives error cells as empty ones, and bare numbers without their date system: both are read
    beside it.
    """
    import python_calamine

    if data.startswith(b"PK"):
        from retention_desk.importing.ods_encryption import is_encrypted_ods

        if is_encrypted_ods(data):
            raise JobRefused("encrypted", "")
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError as error:
        raise JobRefused("encrypted", "") from error
    worksheets = [listed for listed in workbook.sheets_metadata if "WorkSheet" in str(listed.typ)]
    errors, from_1904 = _left_out(data, [listed.name for listed in worksheets])
    sheets = []
    for listed in worksheets:
        hidden = "Hidden" in str(listed.visible)
        sheet = workbook.get_sheet_by_name(listed.name)
        if sheet.start is None or sheet.end is None:
            sheets.append(PlainSheet(listed.name, hidden, 0, 0, 0, [], []))
            continue
        n_columns = sheet.end[1] - sheet.start[1] + 1
        n_cells = (sheet.end[0] - sheet.start[0] + 1) * n_columns
        if n_cells > max_cells:
            raise JobRefused("too_large", f"{listed.name}: {n_cells:,}")
        rows = _with_errors(
            sheet.to_python(skip_empty_area=True), errors.get(listed.name, {}), sheet.start, n_columns
        )
        columns = [plain_column(row[j] for row in rows) for j in range(n_columns)]
        merged = [(*start, *stop) for start, stop in sheet.merged_cell_ranges or ()]
        sheets.append(PlainSheet(listed.name, hidden, *sheet.start, len(rows), columns, merged, from_1904))
    return sheets


def _left_out(data: bytes, names: Sequence[str]) -> tuple[Errors, bool]:
    """Return the error cells of each worksheet, and whether the workbook's days count from 1904."""
    import zipfile

    from retention_desk.importing.ods_errors import ods_errors
    from retention_desk.importing.safe_xml import BrokenXmlError
    from retention_desk.importing.xls_records import xls_errors
    from retention_desk.importing.xlsb_records import xlsb_errors

    if not data.startswith(b"PK"):
        of_sheets, from_1904 = xls_errors(data)
        return dict(zip(names, of_sheets, strict=False)) if len(of_sheets) == len(names) else {}, from_1904
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_xlsb = "xl/workbook.bin" in archive.namelist()
        return xlsb_errors(io.BytesIO(data)) if is_xlsb else (ods_errors(io.BytesIO(data)), False)
    except (BrokenXmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError):
        return {}, False  # what calamine could read is still a workbook


def _with_errors(
    rows: list[list[Any]], errors: dict[tuple[int, int], str], start: tuple[int, int], n_columns: int
) -> list[list[Any]]:
    """Return the rows with the errors put in, in place."""
    for (row, column), text in errors.items():
        i, j = row - start[0], column - start[1]
        if 0 <= i < len(rows) and 0 <= j < n_columns and rows[i][j] in (None, ""):
            rows[i][j] = text
    return rows


def with_xlrd(data: bytes, max_cells: int) -> list[PlainSheet]:
    """Return the sheets of an .xls workbook of any age (BIFF2 to BIFF8) as xlrd reads them.

    Raises
    ------
    JobRefused
        ``encrypted``, ``too_large``.
    """
    import os

    import xlrd

    try:
        with open(os.devnull, "w") as silence:  # noqa: PTH123 - a stream for xlrd's log
            book = xlrd.open_workbook(
                file_contents=data, formatting_info=True, ragged_rows=True, logfile=silence
            )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise JobRefused("encrypted", "") from error
        raise
    n_cells = sum(len(sheet.row_types(i)) for sheet in book.sheets() for i in range(sheet.nrows))
    if n_cells > max_cells:
        raise JobRefused("too_large", f"{n_cells:,}")
    formats = _xlrd_formats(book)
    return [_xlrd_sheet(sheet, formats, bool(book.datemode)) for sheet in book.sheets()]


def _xlrd_formats(book: Any) -> tuple[frozenset[int], frozenset[int]]:
    """Return the cell formats that show a date, and those that show a span of time."""
    from retention_desk.importing.excel_dates import shows_date, shows_span

    dates, spans = set(), set()
    for index, cell_format in enumerate(book.xf_list):
        known = book.format_map.get(cell_format.format_key)
        code = known.format_str if known is not None else None
        if shows_span(cell_format.format_key, code):
            spans.add(index)
        elif shows_date(cell_format.format_key, code):
            dates.add(index)
    return frozenset(dates), frozenset(spans)


def _xlrd_sheet(sheet: Any, formats: tuple[frozenset[int], frozenset[int]], from_1904: bool) -> PlainSheet:
    """Return a sheet cut to its filled cells."""
    rows = [_xlrd_row(sheet, i, formats, from_1904) for i in range(sheet.nrows)]
    filled = [i for i, row in enumerate(rows) if any(cell is not None for cell in row)]
    merged = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    if not filled:
        return PlainSheet(sheet.name, sheet.visibility > 0, 0, 0, 0, [], merged)
    rows = rows[filled[0] : filled[-1] + 1]
    width = max(map(len, rows))
    columns = [plain_column(row[j] if j < len(row) else None for row in rows) for j in range(width)]
    first = next(j for j, column in enumerate(columns) if column.values)
    last = max(j for j, column in enumerate(columns) if column.values)
    return PlainSheet(
        sheet.name, sheet.visibility > 0, filled[0], first, len(rows), columns[first : last + 1], merged,
        from_1904,
    )  # fmt: skip


def _xlrd_row(
    sheet: Any, row: int, formats: tuple[frozenset[int], frozenset[int]], from_1904: bool
) -> Sequence[Any]:
    """Return the Python values of a row; None where empty."""
    import datetime as dt

    import xlrd

    from retention_desk.importing.excel_dates import from_serial

    types, values = sheet.row_types(row), sheet.row_values(row)
    styles = [sheet.cell_xf_index(row, j) for j in range(len(types))]
    cells: list[Any] = []
    for kind, value, style in zip(types, values, styles, strict=True):
        if kind == xlrd.XL_CELL_TEXT:
            cells.append(value or None)
        elif kind in {xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE}:
            if style in formats[1]:
                cells.append(dt.timedelta(days=value))
            elif style in formats[0]:
                cells.append(from_serial(value, from_1904=from_1904))
            else:
                cells.append(value)
        elif kind == xlrd.XL_CELL_BOOLEAN:
            cells.append(bool(value))
        elif kind == xlrd.XL_CELL_ERROR:
            cells.append(xlrd.error_text_from_code.get(value, "#ERROR"))
        else:
            cells.append(None)
    return cells


def decrypted(data: bytes, password: str) -> bytes:
    """Return an encrypted workbook (.xlsx, .xls, .ods) without its encryption.

    Raises
    ------
    JobRefused
        ``wrong_password``, ``damaged``.
    """
    if data.startswith(b"PK"):
        from retention_desk.importing.ods_encryption import decrypt_ods

        plain = decrypt_ods(data, password)
        if plain is None:
            raise JobRefused("wrong_password", "")
        return plain
    return _without_office_encryption(data, password)


def _without_office_encryption(data: bytes, password: str) -> bytes:
    import tempfile

    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    # msoffcrypto puts together an .xls in a temporary file: in this process those are kept in memory.
    tempfile.TemporaryFile = io.BytesIO  # type: ignore[assignment]
    plain = io.BytesIO()
    try:
        workbook = msoffcrypto.OfficeFile(io.BytesIO(data))
        if workbook.format == "ooxml":
            workbook.load_key(password=password, verify_password=True)
        else:
            workbook.load_key(password=password)
        workbook.decrypt(plain)
    except InvalidKeyError as error:
        raise JobRefused("wrong_password", "") from error
    return plain.getvalue()


JOBS: Final[MappingProxyType[str, Callable[..., Any]]] = MappingProxyType(
    {"calamine": with_calamine, "xlrd": with_xlrd, "decrypt": decrypted}
)
"""What can be asked of the reader's process."""
