"""Cells of a sheet's XML however it is written: the careful reader for what the quick one does not take.

Prefixed tags, white space, cells and rows without a reference, formatted runs: all that the format allows.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

import numpy as np

from retention_desk.importing.cell_meanings import CellMeanings, IrregularSheetError
from retention_desk.importing.merged_ranges import range_of
from retention_desk.importing.safe_xml import BrokenXmlError, parse_xml
from retention_desk.importing.sheet_xml import SheetCodes

_REFERENCE: Final = re.compile(r"^\$?([A-Za-z]{1,3})\$?(\d{1,7})$")
_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


def read_sheet_events(
    blocks: Iterable[bytes], meanings: CellMeanings, step: Callable[[int], None] = lambda _n: None
) -> SheetCodes:
    """Return the filled cells of a sheet from the blocks of its XML, whatever way it is written.

    Parameters
    ----------
    blocks : iterable of bytes
    meanings : CellMeanings
    step : callable
        Told the bytes read after each block; may raise to stop.

    Raises
    ------
    IrregularSheetError
        The XML is not well-formed, has a document type, or refers to what does not exist.
    """
    cells = _Cells(meanings)
    try:
        parse_xml(_counted(blocks, step), cells.start, cells.end, cells.text)
    except (BrokenXmlError, ValueError, IndexError, OverflowError) as error:
        raise IrregularSheetError(str(error)) from error
    return cells.result()


def _counted(blocks: Iterable[bytes], step: Callable[[int], None]) -> Iterator[bytes]:
    done = 0
    for block in blocks:
        yield block
        done += len(block)
        step(done)


class _Cells:
    """Collects the cells as the XML goes by."""

    def __init__(self, meanings: CellMeanings) -> None:
        self._meanings = meanings
        self._rows, self._columns, self._codes = array("i"), array("h"), array("i")
        self._by_value: dict[tuple[type, Any], int] = {}
        self._values: list[Any] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._row = self._column = 0
        self._kind, self._style = "n", 0
        self._pieces: list[str] = []
        self._listening = False
        self._phonetic = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            number = attributes.get("r")
            self._row = int(number) if number else self._row + 1
            self._column = 0
            if not 1 <= self._row <= _LAST_ROW:
                raise ValueError("a row beyond the last")
        elif name in {"v", "t"}:
            self._listening = not self._phonetic
        elif name == "rPh":
            self._phonetic += 1
        elif name == "mergeCell":
            merged = range_of(attributes.get("ref", ""))
            if merged is not None:
                self._merged.append(merged)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        if reference:
            match = _REFERENCE.match(reference)
            if match is None:
                raise ValueError("a reference that is none")
            self._column = 0
            for letter in match[1].upper():
                self._column = self._column * 26 + ord(letter) - 64
            self._row = int(match[2])
        else:
            self._column += 1
        if not (1 <= self._column <= _LAST_COLUMN and 1 <= self._row <= _LAST_ROW):
            raise ValueError("a cell beyond the last")
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s") or 0)
        self._pieces.clear()

    def text(self, said: str) -> None:
        if self._listening:
            self._pieces.append(said)

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._listening = False
        elif name == "rPh":
            self._phonetic -= 1
        elif name == "c" and self._pieces:
            value = self._meanings.meaning(self._kind, self._style, "".join(self._pieces))
            if value is not None:
                self._keep(value)

    def _keep(self, value: Any) -> None:
        code = self._by_value.setdefault((type(value), value), len(self._values))
        if code == len(self._values):
            self._values.append(value)
        self._rows.append(self._row)
        self._columns.append(self._column - 1)
        self._codes.append(code)

    def result(self) -> SheetCodes:
        return SheetCodes(
            np.frombuffer(self._rows, dtype=np.int32) if self._rows else np.array([], dtype=np.int32),
            np.frombuffer(self._columns, dtype=np.int16) if self._rows else np.array([], dtype=np.int16),
            np.frombuffer(self._codes, dtype=np.int32) if self._rows else np.array([], dtype=np.int32),
            self._values,
            tuple(self._merged),
        )
