"""Error cells of an .ods workbook, which its usual reader gives as empty ones."""

from __future__ import annotations

import zipfile
from typing import IO, Final

from retention_desk.importing.safe_xml import parse_xml

Errors = dict[str, dict[tuple[int, int], str]]
"""Per sheet, the text of each error cell by row and column, counted from 0."""

_BLOCK_BYTES: Final = 1 << 20
_MOST_REPEATS: Final = 10_000
_MARKS: Final = frozenset({"calcext:value-type", "office:value-type"})
_SHOWN: Final = "#"


class _Cells:
    """Follows the cells of a document, and notes those that hold an error."""

    def __init__(self) -> None:
        self.found: Errors = {}
        self.sheet = ""
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.in_error = False
        self.text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "table":
            self.sheet, self.row = attributes.get("table:name", ""), 0
        elif name == "table-row":
            self.column = 0
            self.rows = int(attributes.get("table:number-rows-repeated", 1))
        elif name in {"table-cell", "covered-table-cell"}:
            self.columns = int(attributes.get("table:number-columns-repeated", 1))
            self.in_error = any(attributes.get(mark) == "error" for mark in _MARKS)
            self.text = ""

    def end(self, name: str) -> None:
        if name == "table-row":
            self.row += self.rows
        elif name in {"table-cell", "covered-table-cell"}:
            if self.in_error and self.text.startswith(_SHOWN):
                self._note()
            self.column += self.columns
            self.in_error = False

    def _note(self) -> None:
        cells = self.found.setdefault(self.sheet, {})
        for row in range(self.row, self.row + min(self.rows, _MOST_REPEATS)):
            for column in range(self.column, self.column + min(self.columns, _MOST_REPEATS)):
                cells[row, column] = self.text

    def say(self, text: str) -> None:
        if self.in_error:
            self.text += text


def ods_errors(file: IO[bytes]) -> Errors:
    """Return the error cells of an .ods workbook, as they are shown (``#N/A``, ``#DIV/0!``).

    Raises
    ------
    BrokenXmlError, BadZipFile, ValueError
        The document cannot be followed.

    Notes
    -----
    OpenDocument has no type for errors: LibreOffice writes an empty text beside what is shown, marked
    ``calcext:value-type="error"``.
    """
    cells = _Cells()
    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as part:
        parse_xml(iter(lambda: part.read(_BLOCK_BYTES), b""), cells.start, cells.end, cells.say)
    return cells.found
