"""Sheets of .xls, .xlsb and .ods workbooks, read by libraries in a process of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.reader_messages import Answer, PlainSheet
from retention_desk.importing.reader_process import ReaderFailed, call_reader
from retention_desk.importing.sheet_cells import SheetCells, coded, frame_of, merged_within

_SLOW_READER_UP_TO_BYTES: Final = 4_000_000
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_OTHER_DOCUMENTS: Final = (
    ("WordDocument", "Word"), ("PowerPoint Document", "PowerPoint"), ("__properties_version1.0", "Outlook"),
)  # fmt: skip


def read_binary_workbook(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an .xls workbook of any age, or of what is encrypted in a container like it.

    Raises
    ------
    UserFacingError
        ``encrypted``, ``wrong_password``, ``damaged``, ``too_large``, ``unknown_format``.

    Notes
    -----
    xlrd reads all ages, but slowly: large files are left to calamine. What one of them refuses is given to
    the other.
    """
    data = source.read()
    if _ENCRYPTED_PACKAGE in data:
        return _read_decrypted(source, data, options, limits, progress)
    jobs = ["xlrd", "calamine"] if len(data) <= _SLOW_READER_UP_TO_BYTES else ["calamine", "xlrd"]
    try:
        return _with_readers(source, data, jobs, limits, progress)
    except UserFacingError as error:
        if error.code == "damaged":
            for stream, name in _OTHER_DOCUMENTS:
                if stream.encode("utf-16-le") in data:
                    raise refusals.unknown_format(source.path, name) from error
        if error.code != "encrypted" or options.password is None:
            raise
    return _read_decrypted(source, data, options, limits, progress)


def read_with_calamine(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an .xlsb or .ods workbook.

    Raises
    ------
    UserFacingError
        ``encrypted``, ``wrong_password``, ``damaged``, ``too_large``.
    """
    data = source.read()
    try:
        return _with_readers(source, data, ["calamine"], limits, progress)
    except UserFacingError as error:
        if error.code != "encrypted" or options.password is None:
            raise
    return _read_decrypted(source, data, options, limits, progress)


def asked(
    source: Source, job: str, data: bytes, limits: ReadLimits, progress: Progress, **options: str | int
) -> Answer:
    """Return what the reader's process makes of the data; what it refuses is a `UserFacingError`."""
    try:
        return call_reader(
            job, data, progress=progress, seconds=limits.reader_seconds, memory_bytes=limits.reader_bytes,
            doing=phrase("Reading {sheet}", sheet=source.path.name), **options,
        )  # fmt: skip
    except ReaderFailed as failed:
        raise _refusal(source.path, failed, limits) from failed


def _refusal(path: Path, failed: ReaderFailed, limits: ReadLimits) -> UserFacingError:
    plain: dict[str, Callable[[Path], UserFacingError]] = {
        "encrypted": refusals.encrypted, "wrong_password": refusals.wrong_password,
    }  # fmt: skip
    if failed.code in plain:
        return plain[failed.code](path)
    if failed.code == "too_large":
        return refusals.too_large(path, failed.detail, limits.cells)
    return refusals.damaged(path, failed.detail[:80])


def _with_readers(
    source: Source, data: bytes, jobs: list[str], limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets as the first reader that takes the file gives them."""
    for job in jobs:
        try:
            answer = asked(source, job, data, limits, progress.part(0.0, 0.9), max_cells=limits.cells)
        except UserFacingError as error:
            if error.code != "damaged" or job == jobs[-1]:
                raise
            continue
        sheets = tuple(_sheet(source.path, sheet, limits) for sheet in answer.sheets or ())
        progress.step(1.0)
        return sheets
    raise AssertionError


def _sheet(path: Path, plain: PlainSheet, limits: ReadLimits) -> SheetCells:
    """Return the sheet of its plain columns."""
    if plain.n_rows * len(plain.columns) > limits.cells or len(plain.columns) > limits.columns:
        raise refusals.too_large(path, f"{plain.n_rows:,} × {len(plain.columns):,}", limits.cells)
    columns = [coded(np.frombuffer(column.codes, dtype=np.int32), column.values) for column in plain.columns]
    return SheetCells(
        plain.name,
        frame_of(columns, plain.n_rows),
        plain.first_row + 1,
        hidden=plain.hidden,
        first_column=plain.first_column + 1,
        merged=merged_within(
            plain.merged, (plain.n_rows, len(columns)), (plain.first_row, plain.first_column)
        ),
        from_1904=plain.from_1904,
    )


def _read_decrypted(
    source: Source, data: bytes, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the sheets of an encrypted workbook, decrypted in memory with the password given."""
    from retention_desk.importing.read_sheets import sheets_of

    if options.password is None:
        raise refusals.encrypted(source.path)
    answer = asked(source, "decrypt", data, limits, progress.part(0.0, 0.3), password=options.password)
    without = ReadOptions(options.encoding, options.delimiter)
    return sheets_of(Source(source.path, answer.data), without, limits, progress.part(0.3, 1.0))
