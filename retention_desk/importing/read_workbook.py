"""Sheets of Excel workbooks, through calamine."""

from __future__ import annotations

import zipfile
import zlib
from itertools import chain
from pathlib import Path
from typing import Any, Final

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import TextOptions
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells, column_of, frame_of

_RATIO_MATTERS_FROM_BYTES: Final = 64_000_000


def read_zipped_workbook(
    path: Path, _options: TextOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an .xlsx or .xlsm workbook.

    Raises
    ------
    UserFacingError
        ``encrypted``, ``damaged``, ``too_large``, ``unknown_format``.
    """
    with path.open("rb") as stream:
        start = stream.read(4)
    if start != b"PK\x03\x04":
        return read_binary_workbook(path, _options, limits, progress)
    check_archive(path, limits)
    return _read_with_calamine(path, limits, progress)


def read_binary_workbook(
    path: Path, _options: TextOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an .xls workbook.

    Raises
    ------
    UserFacingError
        ``encrypted``, ``damaged``, ``too_large``.
    """
    return _read_with_calamine(path, limits, progress)


def check_archive(path: Path, limits: ReadLimits) -> None:
    """Refuse an archive that is cut off, no workbook, or grows beyond the limits when unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise refusals.damaged(path) from error
    names = {part.filename for part in parts}
    if "Index/Document.iwa" in names or any(name.endswith(".iwa") for name in names):
        raise refusals.unknown_format(path, "Apple Numbers")
    if not any(name.lower().endswith("workbook.xml") for name in names):
        raise refusals.unknown_format(path, "ZIP")
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        raise refusals.too_large(path, f"{total:,} B", limits.unpacked_bytes)
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > _RATIO_MATTERS_FROM_BYTES and ratio > limits.unpack_ratio:
            raise refusals.too_large(path, f"{part.filename} × {ratio:,.0f}", limits.unpack_ratio)


def _read_with_calamine(path: Path, limits: ReadLimits, progress: Progress) -> tuple[SheetCells, ...]:
    import python_calamine

    try:
        with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            listed = [sheet for sheet in workbook.sheets_metadata if "WorkSheet" in str(sheet.typ)]
            sheets = []
            for i, sheet in enumerate(listed):
                progress.step(i / len(listed), phrase("Reading {sheet}", sheet=sheet.name))
                hidden = "Visible" not in str(sheet.visible).split(".")[-1] or "Hidden" in str(sheet.visible)
                part = progress.part(i / len(listed), (i + 1) / len(listed))
                sheets.append(_sheet(path, workbook.get_sheet_by_name(sheet.name), hidden, limits, part))
    except (UserFacingError, Cancelled, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except python_calamine.PasswordError as error:
        raise refusals.encrypted(path) from error
    except BaseException as error:  # calamine's panics are no Exceptions
        raise refusals.damaged(path, str(error)[:80]) from error
    return tuple(sheets)


def _sheet(path: Path, sheet: Any, hidden: bool, limits: ReadLimits, progress: Progress) -> SheetCells:
    if sheet.start is None or sheet.end is None:
        return SheetCells(sheet.name, frame_of([], 0), hidden=hidden)
    n_columns = sheet.end[1] - sheet.start[1] + 1
    n_cells = (sheet.end[0] - sheet.start[0] + 1) * n_columns
    if n_cells > limits.cells or n_columns > limits.columns:
        raise refusals.too_large(path, f"{sheet.name}: {n_cells:,}", limits.cells)
    progress.step(0.6)
    rows = sheet.to_python(skip_empty_area=True)
    progress.step(0.8)
    cells = list(chain.from_iterable(rows))
    n_rows = len(rows)
    rows.clear()
    columns = [column_of(cells[j::n_columns], n_rows) for j in range(n_columns)]
    progress.step(1.0)
    return SheetCells(sheet.name, frame_of(columns, n_rows), sheet.start[0] + 1, hidden=hidden)
