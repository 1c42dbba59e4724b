"""Cells of a sheet's XML as columns, a block of the file at a time, without touching cells one by one.

A workbook of half a million rows holds millions of cells but few distinct ones. Tags are found with NumPy,
each cell is turned into a 64-bit mark of its attributes and its text, and only distinct marks are decoded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.byte_marks import (
    LONGEST_BYTES,
    MARGIN_BYTES,
    MIX,
    Bytes,
    Places,
    marks_of,
    words_at,
)
from retention_desk.importing.cell_meanings import CellMeanings, IrregularSheetError
from retention_desk.importing.merged_ranges import merged_ranges

_KEEP_SPACE: Final = b'<t xml:space="preserve">'
_END_OF_VALUE: Final = np.frombuffer(b"</v>", dtype="<u4")[0]
_REFERENCE: Final = np.frombuffer(b' r="', dtype="<u4")[0]
_LAST_ROW: Final = 1_048_576
_KNOWN_TAGS: Final = np.zeros(256, dtype=bool)
_KNOWN_TAGS[[ord(char) for char in "cvrfit"]] = True


@dataclass(eq=False)
class _Seen:
    """Distinct cells so far: `marks` in order, and for each the position of its value, −1 when empty."""

    marks: npt.NDArray[np.uint64] = field(default_factory=lambda: np.array([], dtype=np.uint64))
    positions: npt.NDArray[np.int32] = field(default_factory=lambda: np.array([], dtype=np.int32))
    by_value: dict[tuple[type, Any], int] = field(default_factory=dict)
    values: list[Any] = field(default_factory=list)

    def unknown(self, marks: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
        """Return which marks were not seen before."""
        place = np.minimum(np.searchsorted(self.marks, marks), max(len(self.marks) - 1, 0))
        return self.marks[place] != marks if len(self.marks) else np.ones(len(marks), dtype=bool)

    def add(self, marks: npt.NDArray[np.uint64], values: list[Any]) -> None:
        """Remember new marks with the values they stand for."""
        positions = np.fromiter(map(self._position, values), dtype=np.int32, count=len(values))
        every = np.concatenate([self.marks, marks])
        order = np.argsort(every, kind="stable")
        self.marks = every[order]
        self.positions = np.concatenate([self.positions, positions])[order]

    def _position(self, value: Any) -> int:
        if value is None:
            return -1
        position = self.by_value.setdefault((type(value), value), len(self.values))
        if position == len(self.values):
            self.values.append(value)
        return position


@dataclass(frozen=True, eq=False)
class SheetCodes:
    """Filled cells of a sheet.

    Attributes
    ----------
    rows : ndarray of int32, shape (n_cells,)
        Row number in the file, 1-based.
    columns : ndarray of int16, shape (n_cells,)
        0 = column A.
    codes : ndarray of int32, shape (n_cells,)
        Position in `values`.
    values : list
        Distinct cells.
    merged : tuple of (first row, first column, last row, last column)
        Merged ranges in the file, from 0, both ends included.
    """

    rows: npt.NDArray[np.int32]
    columns: npt.NDArray[np.int16]
    codes: npt.NDArray[np.int32]
    values: list[Any]
    merged: tuple[tuple[int, int, int, int], ...] = ()


def read_sheet_xml(
    blocks: Iterable[bytes], meanings: CellMeanings, step: Callable[[int], None] = lambda _n: None
) -> SheetCodes:
    """Return the filled cells of a sheet from the blocks of its XML.

    Parameters
    ----------
    blocks : iterable of bytes
        The XML, in order, in pieces of any size.
    meanings : CellMeanings
    step : callable
        Told the bytes read after each block; may raise to stop.

    Raises
    ------
    IrregularSheetError
        Prefixed tags, formatted runs in a cell, cells without a reference, white space between tags.
    """
    seen = _Seen()
    parts: list[tuple[npt.NDArray[np.int32], npt.NDArray[np.int16], npt.NDArray[np.int32]]] = []
    done = 0
    blocks, behind = iter(blocks), [b""]
    for rows_xml, n_bytes in _row_blocks(blocks, behind):
        if rows_xml:
            parts.append(_read_rows(rows_xml, meanings, seen))
        done += n_bytes
        step(done)
    merged = merged_ranges(chain(behind, blocks))
    if not parts:
        nothing = np.array([], dtype=np.int32)
        return SheetCodes(nothing, nothing.astype(np.int16), nothing, [], merged)
    rows, columns, codes = (np.concatenate(arrays) for arrays in zip(*parts, strict=True))
    filled = codes >= 0
    return SheetCodes(rows[filled], columns[filled], codes[filled], seen.values, merged)


def _row_blocks(blocks: Iterator[bytes], behind: list[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield whole rows between ``<sheetData>`` and ``</sheetData>``, with the bytes read; put by the rest."""
    rest = b""
    inside = False
    for block in blocks:
        data = rest + block
        if not inside:
            start = data.find(b"<sheetData")
            if start < 0 or data.find(b">", start) < 0:
                rest = data
                continue
            if b"<!" in data[:start]:
                raise IrregularSheetError("a document type, or a remark")
            end = data.find(b">", start)
            if data[end - 1 : end] == b"/":
                behind.append(data[end:])
                return
            data, inside = data[end + 1 :], True
        finish = data.find(b"</sheetData>")
        if finish >= 0:
            yield data[:finish], len(block)
            behind.append(data[finish:])
            return
        cut = data.rfind(b"</row>") + 6
        if cut < 6:
            rest = data
            continue
        yield data[:cut], len(block)
        rest = data[cut:]
    raise IrregularSheetError("no sheetData, or it does not end")


def _read_rows(
    xml: bytes, meanings: CellMeanings, seen: _Seen
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int16], npt.NDArray[np.int32]]:
    """Return row numbers, columns and codes of the cells with a value in a piece of whole rows."""
    padded = b" " * MARGIN_BYTES + xml + b"<r" + b" " * MARGIN_BYTES
    text = np.frombuffer(padded, dtype=np.uint8)
    tags = _opening_tags(text)
    kind = text[tags[:-1] + 1]
    if not _KNOWN_TAGS[kind].all():
        raise IrregularSheetError("unknown tags")
    is_row, is_cell = kind == ord("r"), kind == ord("c")
    row_numbers, row_digits = _row_numbers(text, tags[:-1][is_row])
    cell_at = np.flatnonzero(is_cell)
    row_of = np.cumsum(is_row, dtype=np.int32)[cell_at] - 1
    if len(row_of) and row_of[0] < 0:
        raise IrregularSheetError("a cell outside a row")
    columns, quote = _references(text, tags[cell_at], row_digits[row_of])
    value_at, starts = _values(text, tags, kind)
    cell = np.cumsum(is_cell, dtype=np.int32)[value_at] - 1
    ends = tags[cell_at[cell] + 1] - 1
    if not (text[ends] == ord(">")).all():
        raise IrregularSheetError("text between tags")
    stops = _stops(text, starts, tags[value_at + 1])
    codes = _codes(padded, text, (quote + 1)[cell], ends, starts, stops, meanings, seen)
    return row_numbers[row_of[cell]], columns[cell], codes


def _opening_tags(text: Bytes) -> Places:
    """Return the places of all ``<`` that do not begin a closing tag."""
    opening = text == ord("<")
    opening[:-1] &= text[1:] != ord("/")
    return np.flatnonzero(opening)


def _stops(text: Bytes, starts: Places, following: Places) -> Places:
    """Return where each value ends: at its ``</v>``, looked for where it mostly is before the next tag."""
    stops = following.copy()
    left = np.arange(len(stops))
    for behind in (len("</v></c>"), len("</v></c></row>")):
        guess = following[left] - behind
        right = words_at(text, guess, "<u4") == _END_OF_VALUE
        stops[left[right]] = guess[right]
        left = left[~right]
    if len(left):
        every = np.flatnonzero(text == ord("<"))
        stops[left] = every[np.searchsorted(every, starts[left])]
    return stops


def _values(text: Bytes, tags: Places, kind: Bytes) -> tuple[Places, Places]:
    """Return which tags hold a value (``<v>``, or ``<t>`` of an in-line text), and where it starts."""
    after = text[tags[:-1] + 2]
    plain = ((kind == ord("v")) | (kind == ord("t"))) & (after == ord(">"))
    spaced = (kind == ord("t")) & (after == ord(" "))
    at = np.flatnonzero(plain | spaced)
    starts = tags[at] + np.where(spaced[at], len(_KEEP_SPACE), 3)
    if not (text[starts - 1] == ord(">")).all():
        raise IrregularSheetError("a text with other attributes")
    return at, starts


def _row_numbers(text: Bytes, rows: Places) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the number in each ``<row r="…">``, and how many digits it has."""
    if not (words_at(text, rows + 4, "<u4") == _REFERENCE).all():
        raise IrregularSheetError("a row without a number")
    numbers = np.zeros(len(rows), dtype=np.int32)
    digits = np.zeros(len(rows), dtype=np.int32)
    open_still = np.ones(len(rows), dtype=bool)
    for place in range(8):
        char = text[rows + 8 + place].astype(np.int32) - ord("0")
        open_still &= (char >= 0) & (char <= 9)
        numbers = np.where(open_still, numbers * 10 + char, numbers)
        digits += open_still
    if len(rows) and (open_still.any() or not (text[rows + 8 + digits] == ord('"')).all()):
        raise IrregularSheetError("a row number that is none")
    if len(rows) and not (int(numbers.min()) > 0 and int(numbers.max()) <= _LAST_ROW):
        raise IrregularSheetError("a row beyond the last")
    return numbers, digits


def _references(
    text: Bytes, cells: Places, row_digits: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.int16], Places]:
    """Return the column of each ``<c r="AB12"``, and the place of the quote that ends the reference."""
    if not (words_at(text, cells + 2, "<u4") == _REFERENCE).all():
        raise IrregularSheetError("a cell without a reference")
    letters = [text[cells + 6 + i].astype(np.int32) - 64 for i in range(3)]
    second = (letters[1] >= 1) & (letters[1] <= 26)
    third = second & (letters[2] >= 1) & (letters[2] <= 26)
    column = letters[0]
    column = np.where(second, column * 26 + letters[1], column)
    column = np.where(third, column * 26 + letters[2], column)
    quote = cells + 7 + second + third + row_digits
    if (
        not ((text[quote] == ord('"')) & (letters[0] >= 1) & (letters[0] <= 26)).all()
        or (column > 16_384).any()
    ):
        raise IrregularSheetError("a reference that is none")
    return (column - 1).astype(np.int16), quote


def _codes(
    padded: bytes,
    text: Bytes,
    attribute_starts: Places,
    attribute_stops: Places,
    starts: Places,
    stops: Places,
    meanings: CellMeanings,
    seen: _Seen,
) -> npt.NDArray[np.int32]:
    """Return the position in `seen.values` of each cell, −1 when it is empty; new ones are decoded."""
    marks = marks_of(text, starts, stops) ^ (marks_of(text, attribute_starts, attribute_stops) * MIX[2])
    for i in np.flatnonzero(
        (stops - starts > LONGEST_BYTES) | (attribute_stops - attribute_starts > LONGEST_BYTES)
    ):
        whole = padded[attribute_starts[i] : attribute_stops[i]], padded[starts[i] : stops[i]]
        marks[i] = np.uint64(hash(whole) & 0xFFFFFFFFFFFFFFFF)
    codes, distinct = pd.factorize(marks)
    new = np.flatnonzero(seen.unknown(distinct))
    if len(new):
        first = np.full(len(distinct), -1, dtype=np.int64)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        try:
            values = [
                meanings.value(padded[attribute_starts[i] : attribute_stops[i]], padded[starts[i] : stops[i]])
                for i in first[new].tolist()
            ]
        except (ValueError, IndexError, OverflowError, UnicodeDecodeError) as error:
            raise IrregularSheetError(str(error)) from error
        seen.add(distinct[new], values)
    result: npt.NDArray[np.int32] = seen.positions[np.searchsorted(seen.marks, distinct)][codes]
    return result
