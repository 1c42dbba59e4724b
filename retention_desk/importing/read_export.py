"""Raw tables of an exported file: everything as it stands, and where the table begins."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import Dialect, TextOptions, dialects
from retention_desk.importing.find_header import header_position, headers_at
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.sheet_cells import SheetCells

_SNIFFED_BYTES: Final = 8192
_FOREIGN: Final = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"SQLite format 3", "SQLite"),
    (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"), (b"\x1f\x8b", "gzip"), (b"PAR1", "Parquet"),
    (b"version https://git-lfs", "Git LFS pointer"),
)  # fmt: skip


def read_export(
    path: str | Path,
    *,
    progress: Progress = SILENT,
    limits: ReadLimits = LIMITS,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> tuple[RawTable, ...]:
    """Return the raw tables of a file, one for each sheet that is not empty.

    Parameters
    ----------
    path : path-like
        The file; its content decides the dialect, whatever its extension.
    progress : Progress
    limits : ReadLimits
        What is refused as too large.
    encoding, delimiter : str, optional
        Of a text file, when the user knows better.

    Returns
    -------
    tuple of RawTable
        `RawTable.header_row` is None for a sheet without a recognisable table.

    Raises
    ------
    UserFacingError
        ``not_found``, ``not_readable``, ``empty_file``, ``unknown_format``, ``encrypted``, ``damaged``,
        ``too_large``, ``no_table`` (no sheet has a table).
    """
    path = Path(path)
    first = _first_bytes(path, limits)
    dialect = find_dialect(path, first)
    try:
        sheets = dialect.read(path, TextOptions(encoding, delimiter), limits, progress.part(0.0, 0.9))
    except PermissionError as error:
        raise refusals.not_readable(path) from error
    progress.step(0.9)
    file_hash = _hash_of(path)
    tables = [_raw_table(path, sheet, file_hash) for sheet in sheets if sheet.cells.size]
    if not any(table.header_row is not None for table in tables):
        raise refusals.no_table(path) if tables else refusals.empty_file(path)
    progress.step(1.0)
    return tuple(tables)


def find_dialect(path: Path, first: bytes) -> Dialect:
    """Return the dialect of a file from its first bytes; refuses what none of them reads."""
    for mark, name in _FOREIGN:
        if first.startswith(mark):
            raise refusals.unknown_format(path, name)
    for dialect in dialects().values():
        if dialect.sniff(first):
            return dialect
    raise refusals.unknown_format(path, phrase("binary data"))


def with_header_row(raw: RawTable, header_row: int) -> RawTable:
    """Return the raw table with another row of the file as its header.

    Raises
    ------
    UserFacingError
        ``no_table`` when the sheet has no such row.
    """
    position = header_row - raw.first_row
    if not 0 <= position < len(raw.cells):
        raise refusals.no_table(raw.path)
    return replace(raw, header_row=header_row, headers=headers_at(raw.cells, position))


def _first_bytes(path: Path, limits: ReadLimits) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise refusals.unknown_format(path, phrase("a folder"))
        with path.open("rb") as stream:
            first = stream.read(_SNIFFED_BYTES)
    except FileNotFoundError as error:
        raise refusals.not_found(path) from error
    except UserFacingError:
        raise
    except OSError as error:
        raise refusals.not_readable(path) from error
    if not first.strip(b" \r\n\t\x00\xef\xbb\xbf"):
        raise refusals.empty_file(path)
    if size > limits.file_bytes:
        raise refusals.too_large(path, f"{size:,} B", limits.file_bytes)
    return first


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _raw_table(path: Path, sheet: SheetCells, file_hash: str) -> RawTable:
    position = header_position(sheet.cells)
    ragged: tuple[int, ...] = ()
    if sheet.field_counts is not None and position is not None:
        ragged = _ragged_rows(sheet.field_counts, position)
    return RawTable(
        path=path,
        sheet=sheet.name,
        cells=sheet.cells,
        first_row=sheet.first_row,
        header_row=None if position is None else sheet.first_row + position,
        headers=headers_at(sheet.cells, position),
        encoding=sheet.encoding,
        delimiter=sheet.delimiter,
        file_hash=file_hash,
        hidden=sheet.hidden,
        ragged=ragged,
    )


def _ragged_rows(counts: np.ndarray[tuple[int], np.dtype[np.int32]], header: int) -> tuple[int, ...]:
    """Return the positions of rows below the header with another number of fields.

    Where a tenth of the rows or more are short, the export leaves out trailing empty fields: short rows
    are then as good as the others. A row of one field is a blank line or a note, judged by its content.
    """
    usual = counts[header]
    below = counts[header + 1 :]
    short = (below < usual) & (below > 1)
    if short.sum() > 0.1 * len(below) and len(below) > 10:
        short[:] = False
    return tuple((np.flatnonzero(short | (below > usual)) + header + 1).tolist())
