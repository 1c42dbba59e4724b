"""Rows of a delimited text file: encoding, delimiter, quoting, and no field lost."""

from __future__ import annotations

import codecs
import csv
import io
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.importing import refusals
from retention_desk.importing.dialect import ReadOptions, Source
from retention_desk.importing.limits import ReadLimits
from retention_desk.importing.sheet_cells import SheetCells, frame_of, without_empty

_DELIMITERS: Final = (",", ";", "\t", "|")
_SAMPLE_BYTES: Final = 65_536
_QUOTES_MENDED: Final = 5
_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_GUESSES: Final = ("gb18030", "big5", "cp1252")


def looks_like_text(first: bytes) -> bool:
    """Whether the first bytes of a file can be text: a byte-order mark, or no control characters."""
    if any(first.startswith(bom) for bom, _ in _BOMS):
        return True
    odd = sum(first.count(bytes([code])) for code in range(9)) + sum(
        first.count(bytes([code])) for code in range(14, 32)
    )
    return odd == 0 or _utf16_without_bom(first) is not None


def read_delimited_text(
    source: Source, options: ReadOptions, limits: ReadLimits, progress: Progress
) -> tuple[SheetCells, ...]:
    """Return the one sheet of a text file.

    Raises
    ------
    UserFacingError
        ``unknown_format`` when it is no text or HTML, ``too_large``, ``empty_file``.

    Notes
    -----
    A row with more fields than the others keeps them in further columns; one with fewer ends in empty
    cells. `SheetCells.field_counts` says which is which. Blank lines stay rows, so that row numbers are
    those of the file when opened in Excel; a field with a line break inside is still one row.
    """
    path = source.path
    progress.step(0.0, phrase("Reading {sheet}", sheet=path.name))
    data = source.read()
    encoding = options.encoding or find_encoding(data)
    data = _as_utf8(path, data, encoding)
    if not data.strip():
        raise refusals.empty_file(path)
    _refuse_markup(path, data)
    delimiter = options.delimiter or find_delimiter(data[:_SAMPLE_BYTES])
    progress.step(0.1)
    data = _unix_ends(data)
    for _ in range(_QUOTES_MENDED):
        counts = _field_counts(data, delimiter)
        width = int(counts.max(initial=1))
        if width > limits.columns or width * len(counts) > _most_cells(int(counts.sum()), limits):
            raise refusals.too_large(path, f"{width:,} × {len(counts):,}", limits.cells)
        progress.step(0.3)
        try:
            cells = _parse(data, delimiter, width)
            break
        except pd.errors.ParserError:  # a quote that is never closed: it was just a character
            place = data.rfind(b'"')
            data = data[:place] + data[place + 1 :] if place >= 0 else data
    else:
        raise refusals.damaged(path)
    progress.step(1.0)
    if len(cells) != len(counts):
        counts = np.full(len(cells), width, dtype=np.int32)
    return (SheetCells("", cells, 1, encoding, delimiter, field_counts=counts),)


def find_encoding(data: bytes) -> str:
    """Return the encoding of a text: by its byte-order mark, else UTF-8, else the likeliest other."""
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    utf16 = _utf16_without_bom(data[:4096])
    if utf16:
        return utf16
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _other_encoding(data)
    return "utf-8"


def _utf16_without_bom(first: bytes) -> str | None:
    """Return the byte order when every other byte is mostly zero, as in Latin text in UTF-16."""
    even, odd = first[0::2], first[1::2]
    if len(odd) < 4:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _other_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = data[: 4 * _SAMPLE_BYTES]
    sample = sample[: sample.rfind(b"\n") + 1] or sample
    best = from_bytes(sample, cp_isolation=list(_GUESSES)).best()
    for name in ([best.encoding] if best else []) + list(_GUESSES):
        try:
            data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        return "gb18030" if name in {"gb2312", "gbk"} else name
    return "latin-1"


def _as_utf8(path: Path, data: bytes, encoding: str) -> bytes:
    if encoding == "utf-8-sig":
        return data.removeprefix(codecs.BOM_UTF8)
    if encoding.replace("_", "-").lower() not in {"utf-8", "utf8"}:
        try:
            data = data.decode(encoding, errors="replace").lstrip("\ufeff").encode("utf-8")
        except LookupError as error:
            raise refusals.unknown_format(path, encoding) from error
    if b"\x00" in data:
        raise refusals.unknown_format(path, phrase("binary data"))
    return data


def _refuse_markup(path: Path, data: bytes) -> None:
    start = data[:200].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table")):
        raise refusals.unknown_format(path, "HTML")
    if start.startswith(b"<?xml"):
        raise refusals.unknown_format(path, "XML")
    if start.startswith(b"version https://git-lfs"):
        raise refusals.unknown_format(path, "Git LFS pointer")
    if start.startswith((b"%pdf", b"{\\rtf")):
        raise refusals.unknown_format(path, "PDF / RTF")


def find_delimiter(sample: bytes) -> str:
    """Return the delimiter under which the first rows have the most even number of fields."""
    text = sample.decode("utf-8", errors="ignore").replace("\r\n", "\n").replace("\r", "\n")
    text = text[: text.rfind("\n") + 1] or text
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in text:
            continue
        counts = [len(row) for row in _rows(text, delimiter) if row]
        usual = max(set(counts), key=lambda n: (counts.count(n), n), default=1)
        even_share = counts.count(usual) / max(len(counts), 1)
        score = even_share * (usual - 1) ** 0.5
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _rows(text: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            rows.append(row)  # noqa: PERF402 - what was read before an error counts
    except csv.Error:
        pass
    return rows


def _most_cells(n_fields: int, limits: ReadLimits) -> int:
    """Return how many cells a table of so many fields may take up: short rows are filled with empty ones."""
    return min(limits.cells, 20 * n_fields + 1_000_000)


def _unix_ends(data: bytes) -> bytes:
    """Return the text with LF line ends: pandas' tokenizer, and counting, then agree on what a row is."""
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data if data.endswith(b"\n") else data + b"\n"


def _field_counts(data: bytes, delimiter: str) -> npt.NDArray[np.int32]:
    """Return the number of fields of each row, whether or not quotes hide delimiters and line ends.

    A quote opens a field only at its start, so positions cannot be told by parity when a stray quote
    stands inside a field (``5" pipe``). Parity is tried first; where it leaves the text open or a quote
    opens in the middle of a field, the rows are read one by one.
    """
    text = np.frombuffer(data, dtype=np.uint8)
    quotes = np.flatnonzero(text == ord('"')) if b'"' in data else np.array([], dtype=np.int64)
    opening = quotes[0::2]
    before = text[np.maximum(opening - 1, 0)]
    regular = (opening == 0) | np.isin(before, [ord("\n"), ord(delimiter), ord('"')])
    if len(quotes) % 2 or not regular.all():
        rows = _rows(data.decode("utf-8", errors="replace"), delimiter)
        return np.array([max(len(row), 1) for row in rows], dtype=np.int32)
    marks = np.flatnonzero((text == ord("\n")) | (text == ord(delimiter)))
    outside = marks[np.searchsorted(quotes, marks) % 2 == 0] if len(quotes) else marks
    ends = np.flatnonzero(text[outside] == ord("\n"))
    return np.diff(ends, prepend=-1).astype(np.int32)


def _parse(data: bytes, delimiter: str, width: int) -> pd.DataFrame:
    table = pd.read_csv(
        io.BytesIO(data), sep=delimiter, header=None, names=range(width), index_col=False, dtype=object,
        engine="c", na_filter=False, skip_blank_lines=False, low_memory=False, lineterminator="\n",
        encoding_errors="replace",
    )  # fmt: skip
    columns = []
    for name in range(width):
        codes, values = pd.factorize(table[name].to_numpy(dtype=object))
        columns.append(without_empty(codes, values))
    return frame_of(columns, len(table))
