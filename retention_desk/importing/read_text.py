"""Rows of a delimited text file: encoding, delimiter, quoting, and no field lost."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells, coded, frame_of
from retention_desk.importing.text_dialect import ALIGNED, TextDialect, find_dialect, separator_line
from retention_desk.importing.text_encoding import FoundEncoding, find_encoding, wide_without_mark
from retention_desk.importing.text_fields import IrregularTextError, field_columns
from retention_desk.importing.text_findings import text_findings
from retention_desk.importing.text_rows import columns_of_rows, holds_rows, read_rows

_SAMPLE_BYTES: Final = 65_536
_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_ODD_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x19\x1c-\x1e]")
_LONG_FIELD: Final = 60
_MOST_NUL_SHARE: Final = 0.1
_END_OF_FILE: Final = b"\x1a"

Columns = Sequence[tuple[npt.NDArray[np.int32], list[str]]]


def looks_like_text(first: bytes) -> bool:
    """Whether the first bytes of a file can be text: a byte-order mark, or hardly a control character."""
    if first.startswith(_MARKS) or wide_without_mark(first):
        return True
    odd = _ODD_CONTROL.findall(first)
    nul = odd.count(b"\x00")
    # A field delimiter of old systems stands in every row; other control characters are no text.
    others = [sign for sign in odd if sign not in {b"\x00", b"\x01"}]
    return not others and nul <= max(_MOST_NUL_SHARE * len(first), 1)


def read_delimited_text(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the one sheet of a text file.

    Raises
    ------
    UserFacingError
        ``unknown_format`` when it is no text, ``too_large``, ``empty_file``.

    Notes
    -----
    A row with more fields than the others keeps them in further columns; one with fewer ends in empty
    cells. `SheetCells.field_counts` says which is which. Blank lines stay rows, so that row numbers are
    those of the file when opened in Excel; a field with a line break inside is still one row, and a first
    line ``sep=;`` is none, as in Excel.
    """
    path = source.path
    progress.step(0.0, phrase("Reading {sheet}", sheet=path.name))
    data = source.read()
    encoding = FoundEncoding(options.encoding) if options.encoding else find_encoding(data)
    progress.step(0.05)
    data, n_nul = _clean(_as_utf8(path, data, encoding.name))
    if not data.strip():
        raise refusals.empty_file(path)
    start = _beginning(data)
    named = separator_line(start)
    if named:
        data, start = data[data.find(b"\n") + 1 :], start[start.find("\n") + 1 :]
    dialect = find_dialect(start, options.delimiter or named)
    progress.step(0.1)
    columns, counts = _fields(path, data, dialect, limits, progress.part(0.1, 0.9))
    made: list[pd.Series[Any]] = []
    for codes, values in columns:
        progress.step(0.9 + 0.08 * len(made) / len(columns))
        made.append(coded(codes, values))
    cells = frame_of(made, len(counts))
    progress.step(0.98)
    findings = text_findings(path.name, columns, len(counts), encoding, n_nul)
    progress.step(1.0)
    return (
        SheetCells(
            "", cells, 1, encoding.name, dialect.delimiter, field_counts=counts,
            encoding_confidence=encoding.confidence, findings=findings,
        ),
    )  # fmt: skip


def _as_utf8(path: Path, data: bytes, encoding: str) -> bytes:
    """Return a text in UTF-8, without its byte-order mark; what cannot be decoded is U+FFFD."""
    name = encoding.replace("_", "-").lower()
    if name in {"utf-8", "utf8", "utf-8-sig"}:
        data = data.removeprefix(codecs.BOM_UTF8)
        if data.isascii():
            return data
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("utf-8", errors="replace").encode("utf-8")
        return data
    try:
        return data.decode(encoding, errors="replace").lstrip("\ufeff").encode("utf-8", errors="replace")
    except LookupError as error:
        raise refusals.unknown_format(path, encoding) from error


def _clean(data: bytes) -> tuple[bytes, int]:
    """Return the text with LF line ends, the last one too, and without NULs; and how many NULs it had."""
    n_nul = data.count(b"\x00")
    if n_nul:
        data = data.replace(b"\x00", b"")
    if data.endswith(_END_OF_FILE):
        data = data.rstrip(_END_OF_FILE)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return (data if data.endswith(b"\n") else data + b"\n"), n_nul


def _beginning(data: bytes) -> str:
    """Return the first lines, whole."""
    start = data[:_SAMPLE_BYTES]
    whole = start[: start.rfind(b"\n") + 1] or start
    return whole.decode("utf-8", errors="replace")


def _fields(
    path: Path, data: bytes, dialect: TextDialect, limits: ReadLimits, progress: Progress
) -> tuple[Columns, npt.NDArray[np.int32]]:
    """Return the columns and the number of fields of each row, by the quick way where the text is regular."""

    def bound(width: int, n_rows: int, n_fields: int) -> None:
        # Short rows are filled with empty cells: one wide row must not make many of them.
        most = min(limits.cells, 20 * n_fields + 1_000_000)
        if width > limits.columns or width * n_rows > most:
            raise refusals.too_large(path, f"{width:,} × {n_rows:,}", limits.cells)

    if dialect.is_plain and dialect.delimiter != ALIGNED:
        try:
            columns, counts = field_columns(data, dialect.delimiter, dialect.quote, progress.step, bound)
            usual = int(np.median(counts))
            long = (value for _, values in columns for value in values if len(value) > _LONG_FIELD)
            if not any(holds_rows(value, dialect, usual) for value in long):
                return columns, counts
        except IrregularTextError:
            pass
    text = data.decode("utf-8", errors="replace")
    rows = read_rows(text, dialect, progress.part(0.0, 0.5).step)
    counts = np.array([max(len(row), 1) for row in rows], dtype=np.int32)
    width = int(counts.max(initial=1))
    bound(width, len(rows), int(counts.sum()))
    columns = columns_of_rows(rows, width)
    progress.step(1.0)
    return columns, counts
