"""Raw tables of an exported file: everything as it stands, and where the table begins."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import Dialect, TextOptions, dialects
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.table_layout import raw_tables

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
    """Return the raw tables of a file: of each sheet that is not empty, one or more.

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
    tables = raw_tables(path, sheets, file_hash)
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
