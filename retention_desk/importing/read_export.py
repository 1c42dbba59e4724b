"""Raw tables of an exported file: everything as it stands, and where the table begins."""

from __future__ import annotations

import hashlib
from pathlib import Path

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing import refusals
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.read_sheets import sheets_of
from retention_desk.importing.table_layout import raw_tables


def read_export(
    path: str | Path,
    *,
    progress: Progress = SILENT,
    limits: ReadLimits = LIMITS,
    encoding: str | None = None,
    delimiter: str | None = None,
    password: str | None = None,
    must_have_table: bool = True,
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
    password : str, optional
        Of an encrypted workbook.
    must_have_table : bool
        Refuse a file in which no sheet has a header; False gives its cells: a person names the row.

    Returns
    -------
    tuple of RawTable
        `RawTable.header_row` is None for a sheet without a recognisable table.

    Raises
    ------
    UserFacingError
        ``not_found``, ``not_readable``, ``empty_file``, ``unknown_format``, ``encrypted``,
        ``wrong_password``, ``damaged``, ``too_large``, ``no_table`` (no sheet has a table).
    """
    path = Path(path)
    options = ReadOptions(encoding, delimiter, password)
    sheets = sheets_of(Source(path), options, limits, progress.part(0.0, 0.9))
    progress.step(0.9)
    tables = raw_tables(path, sheets, _hash_of(path), progress.part(0.9, 1.0))
    if not tables:
        raise refusals.empty_file(path)
    if must_have_table and not any(table.header_row is not None for table in tables):
        raise refusals.no_table(path)
    progress.step(1.0)
    return tuple(tables)


def _hash_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
