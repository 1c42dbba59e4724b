"""Sheets of an Excel 2003 XML workbook (SpreadsheetML), as many systems write under the name .xls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from retention_desk.importing.html_tables import TooManyCellsError
from retention_desk.importing.safe_xml import parse_xml

_LAST_ROW: Final = 1_048_576
_LAST_COLUMN: Final = 16_384


@dataclass(eq=False)
class XmlSheet:
    """A sheet: filled cells by (row, column) from 0, merged ranges, whether hidden."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def spreadsheet_xml(
    blocks: Iterable[bytes], most_cells: int, step: Callable[[int], None] = lambda _n: None
) -> list[XmlSheet]:
    """Return the sheets of a workbook.

    Parameters
    ----------
    blocks : iterable of bytes
    most_cells : int
    step : callable
        Told the filled cells so far now and then; may raise to stop.

    Raises
    ------
    BrokenXmlError, TooManyCellsError, ValueError
    """
    reader = _Reader(most_cells, step)
    parse_xml(blocks, reader.start, reader.end, reader.text)
    return reader.sheets


class _Reader:
    """Follows rows and columns, which are written only where some were left out."""

    def __init__(self, most_cells: int, step: Callable[[int], None]) -> None:
        self.sheets: list[XmlSheet] = []
        self._step = step
        self._most = most_cells
        self._n_cells = 0
        self._row = self._column = -1
        self._wide = 0
        self._kind = ""
        self._pieces: list[str] | None = None
        self._visible: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        said = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if name == "Worksheet":
            self.sheets.append(XmlSheet(said.get("Name", "")))
            self._row = -1
        elif name == "Row":
            self._row = int(said["Index"]) - 1 if "Index" in said else self._row + 1
            self._column = -1
        elif name == "Cell":
            self._start_cell(said)
        elif name == "Data":
            self._kind, self._pieces = said.get("Type", "String"), []
        elif name == "Visible":
            self._visible = []

    def _start_cell(self, said: dict[str, str]) -> None:
        self._column = int(said["Index"]) - 1 if "Index" in said else self._column + 1
        if not (0 <= self._row < _LAST_ROW and 0 <= self._column < _LAST_COLUMN) or not self.sheets:
            raise ValueError("a cell beyond the last")
        high, wide = int(said.get("MergeDown", 0)), int(said.get("MergeAcross", 0))
        if high or wide:
            self.sheets[-1].merged.append((self._row, self._column, self._row + high, self._column + wide))
        self._wide = wide

    def text(self, said: str) -> None:
        for pieces in (self._pieces, self._visible):
            if pieces is not None:
                pieces.append(said)

    def end(self, name: str) -> None:
        if name == "Data" and self._pieces is not None:
            value = _value(self._kind, "".join(self._pieces))
            self._pieces = None
            if value is not None:
                self._keep(value)
        elif name == "Cell":
            self._column += self._wide
        elif name == "Visible" and self._visible is not None and self.sheets:
            self.sheets[-1].hidden = "hidden" in "".join(self._visible).lower()
            self._visible = None

    def _keep(self, value: Any) -> None:
        self.sheets[-1].cells[self._row, self._column] = value
        self._n_cells += 1
        if self._n_cells > self._most:
            raise TooManyCellsError
        if self._n_cells % 20_000 == 0:
            self._step(self._n_cells)


def _value(kind: str, said: str) -> Any:
    """Return the Python value of a cell; None when empty."""
    if kind == "Number":
        return float(said) if said.strip() else None
    if kind == "Boolean":
        return "TRUE" if said.strip() == "1" else "FALSE"
    if kind == "DateTime":
        try:
            stamp = dt.datetime.fromisoformat(said.strip())
        except ValueError:
            return said or None
        return stamp.date() if stamp.time() == dt.time() else stamp
    return said or None
