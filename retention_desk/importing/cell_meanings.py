"""What the text of a cell in a sheet's XML means."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from retention_desk.importing.excel_dates import from_serial

_TYPE: Final = re.compile(rb'\bt="(\w+)"')
_STYLE: Final = re.compile(rb'\bs="(\d+)"')
_HEX_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class IrregularSheetError(Exception):
    """The XML is not written as this reader expects; another reader has to take it."""


@dataclass(frozen=True, eq=False)
class CellMeanings:
    """What the numbers in a sheet stand for.

    Attributes
    ----------
    texts : sequence of str
        Shared strings.
    date_styles : frozenset of int
        Cell formats that show a date or a time.
    duration_styles : frozenset of int
        Cell formats that show a span of time.
    from_1904 : bool
        Date system of the workbook.
    """

    texts: Sequence[str]
    date_styles: frozenset[int] = frozenset()
    duration_styles: frozenset[int] = frozenset()
    from_1904: bool = False

    def value(self, attributes: bytes, text: bytes) -> Any:
        """Return the Python value of a cell by its attributes and its text; None when empty."""
        kind = _TYPE.search(attributes)
        name = kind[1] if kind else b"n"
        if name == b"s":
            return self.texts[int(text)] or None
        if name == b"n":
            return self._number(attributes, float(text)) if text else None
        said = unescape(text.decode("utf-8"))
        if name == b"b":
            return "TRUE" if said.strip() in {"1", "true"} else "FALSE"
        if name == b"d":
            return dt.datetime.fromisoformat(said.replace("Z", "+00:00")).replace(tzinfo=None)
        return unescape_hex(said) or None

    def _number(self, attributes: bytes, number: float) -> Any:
        style = _STYLE.search(attributes)
        index = int(style[1]) if style else 0
        if index in self.duration_styles:
            return dt.timedelta(days=number)
        if index in self.date_styles:
            return from_serial(number, from_1904=self.from_1904)
        return number


def unescape_hex(text: str) -> str:
    """Return text with Excel's ``_x000D_`` replaced by the characters they stand for."""
    return _HEX_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text
