"""What the quick reader of .xls workbooks leaves out: error cells, and the date system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from struct import Struct, error
from typing import Any, Final

_FORMULA, _END, _DATE_MODE, _SHEET, _ERROR, _BEGIN = 0x06, 0x0A, 0x22, 0x85, 0x205, 0x809
_WORKSHEET: Final = 0
_STREAMS: Final = ("Workbook", "Book")
_HEAD: Final = Struct("<HH")
_PLACE: Final = Struct("<HH")
_SHEET_HEAD: Final = Struct("<IBB")
_ERRORS: Final = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!",
    0x2A: "#N/A",
}  # fmt: skip

ErrorCells = dict[tuple[int, int], str]
"""The text of each error cell by row and column, counted from 0."""


def xls_errors(data: bytes) -> tuple[list[ErrorCells], bool]:
    """Return the error cells of each worksheet of an .xls workbook, and whether its days count from 1904.

    Nothing is known of a file that is no compound document or has no workbook of Excel 5 to 2003 in it.

    Notes
    -----
    The stream is a chain of records, each with its kind and length before it. An error is a cell of its own
    (``BoolErr``), or the result of a formula: of its eight bytes the last two are all ones, the first is 2
    and the third is the error.

    References
    ----------
    [MS-XLS] Excel Binary File Format (.xls) Structure, 2.4.24 BoolErr, 2.4.28 BoundSheet8, 2.4.77 Date1904,
    2.4.127 Formula, 2.5.133 FormulaValue, 2.5.10 Bes.
    """
    stream = _workbook_stream(data)
    if stream is None:
        return [], False
    sheets, from_1904 = _globals(stream)
    return [_error_cells(stream, at) for at in sheets], from_1904


def _workbook_stream(data: bytes) -> memoryview | None:
    from xlrd.compdoc import CompDoc, CompDocError

    try:
        with open(os.devnull, "w") as silence:  # noqa: PTH123 - a stream for xlrd's log
            document: Any = CompDoc(data, logfile=silence)
            for name in _STREAMS:
                found, base, length = document.locate_named_stream(name)
                if found:
                    return memoryview(found)[base : base + length]
    except (CompDocError, AssertionError, IndexError, ValueError, error):
        pass  # what the quick reader could read is still a workbook
    return None


def _globals(stream: memoryview) -> tuple[list[int], bool]:
    """Return where each worksheet begins, and whether days count from 1904."""
    sheets, from_1904 = [], False
    for kind, at, length in _records(stream, 0):
        if kind == _END:
            break
        if kind == _DATE_MODE and length >= 2:
            from_1904 = bool(stream[at])
        elif kind == _SHEET and length >= 6:
            start, _state, sort = _SHEET_HEAD.unpack_from(stream, at)
            if sort == _WORKSHEET:
                sheets.append(start)
    return sheets, from_1904


def _error_cells(stream: memoryview, start: int) -> ErrorCells:
    """Return the error cells of the sheet that begins at `start`."""
    found: ErrorCells = {}
    depth = 0
    for kind, at, length in _records(stream, start):
        if kind == _FORMULA:
            if length >= 14 and stream[at + 6] == 2 and stream[at + 12] == stream[at + 13] == 0xFF:
                found[_PLACE.unpack_from(stream, at)] = _ERRORS.get(stream[at + 8], "#ERROR")
        elif kind == _ERROR:
            if length >= 8 and stream[at + 7]:
                found[_PLACE.unpack_from(stream, at)] = _ERRORS.get(stream[at + 6], "#ERROR")
        elif kind == _BEGIN:
            depth += 1  # charts within a sheet begin and end like it
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                break
    return found


def _records(stream: memoryview, at: int) -> Iterator[tuple[int, int, int]]:
    """Yield kind, place and length of each record from `at` on; ends where the data do."""
    last, head = len(stream) - 4, _HEAD.unpack_from
    while 0 <= at <= last:
        kind, length = head(stream, at)
        at += 4
        yield kind, at, length if at + length <= last + 4 else 0
        at += length
