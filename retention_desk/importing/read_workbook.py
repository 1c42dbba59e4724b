"""Sheets of Excel workbooks: our column reader for .xlsx, calamine for .xls and for what is irregular."""

from __future__ import annotations

import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.errors import Cancelled, UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.cell_meanings import IrregularSheetError
from retention_desk.importing.dialect import TextOptions
from retention_desk.importing.far_cells import largest_reference
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells, coded, column_of, frame_of
from retention_desk.importing.sheet_xml import SheetCodes, read_sheet_xml
from retention_desk.importing.xlsx_book import XlsxBook

_RATIO_MATTERS_FROM_BYTES: Final = 64_000_000
_BROKEN_ARCHIVE: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, struct.error,
)  # fmt: skip


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
    try:
        return _read_columns(path, limits, progress)
    except IrregularSheetError:
        _refuse_far_cells(path, limits)
        return _read_with_calamine(path, limits, progress)
    except PermissionError as error:
        raise refusals.not_readable(path) from error
    except _BROKEN_ARCHIVE as error:
        raise refusals.damaged(path) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise refusals.encrypted(path) from error


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
    except _BROKEN_ARCHIVE as error:
        raise refusals.damaged(path) from error
    names = {part.filename for part in parts}
    if not any(name.lower().endswith("workbook.xml") for name in names):
        raise refusals.unknown_format(path, _archive_name(path, names))
    total = sum(part.file_size for part in parts)
    if total > limits.unpacked_bytes:
        raise refusals.too_large(path, f"{total:,} B", limits.unpacked_bytes)
    for part in parts:
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > _RATIO_MATTERS_FROM_BYTES and ratio > limits.unpack_ratio:
            raise refusals.too_large(path, f"{part.filename} × {ratio:,.0f}", limits.unpack_ratio)


def _refuse_far_cells(path: Path, limits: ReadLimits) -> None:
    """Refuse a sheet whose far cells would make calamine reserve memory for all cells between."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if "worksheets/" in name and name.endswith(".xml"):
                    with archive.open(name) as stream:
                        rows, columns = largest_reference(iter(lambda: stream.read(4_000_000), b""))
                    if rows * columns > limits.cells:
                        raise refusals.too_large(path, f"{rows:,} × {columns:,}", limits.cells)
    except (*_BROKEN_ARCHIVE, RuntimeError) as error:
        raise refusals.damaged(path) from error


def _read_columns(path: Path, limits: ReadLimits, progress: Progress) -> tuple[SheetCells, ...]:
    with zipfile.ZipFile(path) as archive:
        book = XlsxBook(archive)
        sizes = [book.unpacked_bytes(sheet) for sheet in book.sheets]
        whole, done = max(sum(sizes), 1), 0
        sheets = []
        for sheet, size in zip(book.sheets, sizes, strict=True):
            part = progress.part(done / whole, (done + size) / whole)
            part.step(0.0, phrase("Reading {sheet}", sheet=sheet.name))
            counting = _Unpacked(path, size, limits, part)
            with closing(book.blocks(sheet)) as blocks:
                codes = read_sheet_xml(blocks, book.meanings, counting.step)
            sheets.append(_from_codes(path, sheet.name, sheet.hidden, codes, limits))
            done += size
    return tuple(sheets)


@dataclass(frozen=True)
class _Unpacked:
    """Counts what is unpacked of a sheet: reports it, and stops a part that grows beyond what it declares."""

    path: Path
    declared: int
    limits: ReadLimits
    progress: Progress

    def step(self, n_bytes: int) -> None:
        if n_bytes > max(2 * self.declared, 1_000_000) or n_bytes > self.limits.unpacked_bytes:
            raise refusals.too_large(self.path, f"{n_bytes:,} B", self.limits.unpacked_bytes)
        self.progress.step(n_bytes / max(self.declared, 1))


def _from_codes(path: Path, name: str, hidden: bool, sheet: SheetCodes, limits: ReadLimits) -> SheetCells:
    """Return the sheet of its filled cells, from the first to the last row and column in use."""
    if not len(sheet.rows):
        return SheetCells(name, frame_of([], 0), hidden=hidden)
    first, last = int(sheet.rows.min()), int(sheet.rows.max())
    n_rows = last - first + 1
    in_use = np.unique(sheet.columns)
    span = range(int(in_use[0]), int(in_use[-1]) + 1)
    columns = list(span) if n_rows * len(span) <= max(4 * len(sheet.rows), 1_000_000) else in_use.tolist()
    if n_rows * len(columns) > limits.cells:
        raise refusals.too_large(path, f"{name}: {n_rows:,} × {len(columns):,}", limits.cells)
    order = np.argsort(sheet.columns, kind="stable")
    bounds = np.searchsorted(sheet.columns[order], [[column, column + 1] for column in columns])
    made = []
    for start, stop in bounds:
        mine = order[start:stop]
        codes = np.full(n_rows, -1, dtype=np.int32)
        codes[sheet.rows[mine] - first] = sheet.codes[mine]
        made.append(_column(codes, sheet.values))
    return SheetCells(name, frame_of(made, n_rows), first, hidden=hidden)


def _column(codes: npt.NDArray[np.int32], values: list[Any]) -> pd.Series[Any]:
    """Return a column of cells whose distinct values are those that occur in it, in order."""
    new, present = pd.factorize(codes, use_na_sentinel=False)
    empty = np.flatnonzero(present == -1)
    if len(empty):
        gone = int(empty[0])
        new = np.where(new == gone, -1, new - (new > gone))
        present = np.delete(present, gone)
    return coded(new, [values[i] for i in present.tolist()])


def _archive_name(path: Path, names: set[str]) -> str:
    """Return what an archive that is no .xlsx workbook looks like."""
    if path.suffix.lower() == ".numbers" or any(
        name.endswith(".iwa") or name == "Index.zip" for name in names
    ):
        return "Apple Numbers"
    if any(name.endswith("workbook.bin") for name in names):
        return "Excel .xlsb"
    return "OpenDocument .ods" if "content.xml" in names else "ZIP"


def _read_with_calamine(path: Path, limits: ReadLimits, progress: Progress) -> tuple[SheetCells, ...]:
    import python_calamine

    try:
        with _panics_unseen(), python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
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


@contextmanager
def _panics_unseen() -> Iterator[None]:
    """Keep calamine's panics off the error output; they reach us as exceptions all the same."""
    try:
        kept = os.dup(2)
    except OSError:  # a windowed program may have no error output
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
            yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


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
