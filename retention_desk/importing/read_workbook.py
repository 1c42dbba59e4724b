"""Sheets of .xlsx workbooks: the quick reader, and the careful one for what is written in another way."""

from __future__ import annotations

import zipfile
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.archive_parts import BROKEN_ARCHIVE
from retention_desk.importing.cell_meanings import IrregularSheetError
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells, coded, frame_of, merged_within
from retention_desk.importing.sheet_events import read_sheet_events
from retention_desk.importing.sheet_xml import SheetCodes, read_sheet_xml
from retention_desk.importing.xlsx_book import SheetPart, XlsxBook


def read_zipped_workbook(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an .xlsx or .xlsm workbook, however it is written.

    Raises
    ------
    UserFacingError
        ``encrypted``, ``damaged``, ``too_large``.
    """
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            return _read_sheets(source.path, archive, options.left_out, limits, progress)
    except PermissionError as error:
        raise refusals.not_readable(source.path) from error
    except (IrregularSheetError, *BROKEN_ARCHIVE, KeyError) as error:
        raise refusals.damaged(source.path, str(error)[:80]) from error
    except RuntimeError as error:  # zipfile's word for an encrypted part
        raise refusals.encrypted(source.path) from error


def _read_sheets(
    path: Path,
    archive: zipfile.ZipFile,
    left_out: frozenset[str],
    limits: ReadLimits,
    progress: Progress,
) -> tuple[SheetCells, ...]:
    whole = max(sum(part.file_size for part in archive.infolist()), 1)
    texts = _Unpacked(path, whole, limits, progress.part(0.0, 0.2))
    book = XlsxBook(archive, texts.step)
    wanted = [sheet for sheet in book.sheets if sheet.name not in left_out]
    sizes = [book.unpacked_bytes(sheet) for sheet in wanted]
    whole, done = max(sum(sizes), 1), 0
    progress = progress.part(0.2 if len(book.meanings.texts) > 100_000 else 0.02, 1.0)
    sheets = []
    for sheet, size in zip(wanted, sizes, strict=True):
        part = progress.part(done / whole, (done + size) / whole)
        part.step(0.0, phrase("Reading {sheet}", sheet=sheet.name))
        codes = _codes_of(book, sheet, _Unpacked(path, size, limits, part))
        cells = _from_codes(path, sheet.name, sheet.hidden, codes, limits)
        sheets.append(replace(cells, from_1904=book.meanings.from_1904))
        done += size
    return tuple(sheets)


def _codes_of(book: XlsxBook, sheet: SheetPart, counting: _Unpacked) -> SheetCodes:
    """Return the filled cells of a sheet: quickly where it is written as most are, else carefully."""
    for read in (read_sheet_xml, read_sheet_events):
        try:
            with closing(book.blocks(sheet)) as blocks:
                return read(blocks, book.meanings, counting.step)
        except IrregularSheetError:
            if read is read_sheet_events:
                raise
    raise AssertionError


@dataclass(frozen=True)
class _Unpacked:
    """Counts what is unpacked of a part: reports it, and stops a part that grows beyond what it declares."""

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
    cells = frame_of(made, n_rows)
    merged = merged_within(sheet.merged, (n_rows, len(span)), (first - 1, span[0]))
    if len(columns) < len(span):  # columns between were left out: only places before the gap are known
        merged = tuple(m for m in merged if columns[m[3] : m[3] + 1] == [span[0] + m[3]])
    return SheetCells(name, cells, first, hidden=hidden, first_column=span[0] + 1, merged=merged)


def _column(codes: npt.NDArray[np.int32], values: list[Any]) -> pd.Series[Any]:
    """Return a column of cells whose distinct values are those that occur in it, in order."""
    new, present = pd.factorize(codes, use_na_sentinel=False)
    empty = np.flatnonzero(present == -1)
    if len(empty):
        gone = int(empty[0])
        new = np.where(new == gone, -1, new - (new > gone))
        present = np.delete(present, gone)
    return coded(new, [values[i] for i in present.tolist()])
