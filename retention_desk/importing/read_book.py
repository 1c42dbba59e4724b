"""A workbook as it stands, for those who know what is in it: all sheets, who saved it, comments."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from retention_desk.foundation.book_cells import BookCells, BookSheet
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing import refusals
from retention_desk.importing.book_around import comments_of, formulas_without_value, properties_of
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import LIMITS, ReadLimits
from retention_desk.importing.mend_workbook import mended_workbook
from retention_desk.importing.open_export import AskPassword
from retention_desk.importing.read_foreign import asked
from retention_desk.importing.read_sheets import sheets_of
from retention_desk.importing.sheet_cells import SheetCells

_CONTAINER: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")


def read_book(
    path: Path,
    ask: AskPassword | None = None,
    *,
    left_out: Collection[str] = (),
    mend: bool = False,
    progress: Progress = SILENT,
    limits: ReadLimits = LIMITS,
) -> BookCells:
    """Return the sheets of a workbook of any format, hidden ones among them; of a text file its one.

    Parameters
    ----------
    path : Path
    ask : callable, optional
        ``ask(path, again) -> str | None``: its password, until it opens or None is said.
    left_out : collection of str
        Names of sheets that need not be read.
    mend : bool
        Of an .xlsx workbook that broke off, return what is left of it.
    progress : Progress
    limits : ReadLimits
        What is refused as too large.

    Raises
    ------
    UserFacingError
        ``not_found``, ``not_readable``, ``empty_file``, ``unknown_format``, ``encrypted``,
        ``wrong_password``, ``damaged``, ``too_large``.
    """
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= limits.file_bytes else None
    except OSError as error:
        raise refusals.not_readable(path) from error
    source = Source(path, data)
    if data is not None and data.startswith(_CONTAINER) and _ENCRYPTED in data:
        source = _decrypted(source, data, ask, limits, progress.part(0.0, 0.3))
    rest = mended_workbook(path, data, limits) if mend and data is not None else None
    if rest is not None:
        source = replace(source, data=rest)
    sheets = sheets_of(source, ReadOptions(left_out=frozenset(left_out)), limits, progress.part(0.3, 0.95))
    said = properties_of(source)
    progress.step(1.0)
    return BookCells(
        path.name,
        hashlib.sha256(data or b"").hexdigest(),
        tuple(_sheet(source, sheet) for sheet in sheets),
        said.last_saved_by,
        said.saved_at,
        said.keywords,
        comments_of(source),
        is_part=rest is not None,
    )


def _sheet(source: Source, sheet: SheetCells) -> BookSheet:
    found = partial(formulas_without_value, source, sheet.name)
    return BookSheet(sheet.name, sheet.hidden, sheet.first_row, sheet.first_column, sheet.cells, found)


def _decrypted(
    source: Source, data: bytes, ask: AskPassword | None, limits: ReadLimits, progress: Progress
) -> Source:
    """Return an encrypted workbook decrypted in memory; its password is asked for until it opens."""
    refused = refusals.encrypted(source.path)
    again = False
    while True:
        said = None if ask is None else ask(source.path, again)
        if said is None:
            raise refused
        try:
            answer = asked(source, "decrypt", data, limits, progress, password=said)
        except UserFacingError as error:
            if error.code != "wrong_password":
                raise
            refused, again = error, True
            continue
        return replace(source, data=answer.data)
