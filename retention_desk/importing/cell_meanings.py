"""What the text of a cell in a sheet's XML means."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any, Final

from retention_desk.importing.excel_dates import from_serial

_TYPE: Final = re.compile(rb'\bt="(\w+)"')
_STYLE: Final = re.compile(rb'\bs="(\d+)"')
_HEX_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_SPAN_DAYS: Final = 1e8


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
        """Return the Python value of a cell by its attributes and its text as in the XML; None when empty."""
        name, style = _type_and_style(attributes)
        said = text.decode("utf-8")
        if "\r" in said:  # line ends in XML are line feeds, whatever is written
            said = said.replace("\r\n", "\n").replace("\r", "\n")
        return self.meaning(name, style, said if name in "sn" else unescape(said))

    def meaning(self, kind: str, style: int, said: str) -> Any:
        """Return the Python value of a cell from its type, the number of its format, and its text.

        Raises
        ------
        ValueError, IndexError
            A number that is none, a shared text that does not exist.
        """
        if kind == "n":
            return self._number(style, said) if said.strip() else None
        if kind == "s":
            index = int(said)
            if index < 0:
                raise IndexError("a shared text before the first")
            return self.texts[index] or None
        if kind == "b":
            return "TRUE" if said.strip() in {"1", "true"} else "FALSE"
        if kind == "d":
            return _iso_value(said.strip())
        return unescape_hex(said) or None

    def _number(self, style: int, said: str) -> Any:
        number = float(said)
        if not math.isfinite(number):
            return said.strip()
        if style in self.duration_styles and abs(number) < _LONGEST_SPAN_DAYS:
            return dt.timedelta(days=number)
        if style in self.date_styles:
            return from_serial(number, from_1904=self.from_1904)
        return number


@lru_cache(maxsize=4096)
def _type_and_style(attributes: bytes) -> tuple[str, int]:
    """Return the type of a cell and the number of its format: a sheet has few different ones."""
    kind = _TYPE.search(attributes)
    style = _STYLE.search(attributes)
    return kind[1].decode() if kind else "n", int(style[1]) if style else 0


def _iso_value(said: str) -> Any:
    """Return the date, the time or both that a text in ISO form says; the text when it says none."""
    try:
        if "T" not in said and ":" in said:
            return dt.time.fromisoformat(said)
        stamp = dt.datetime.fromisoformat(said.replace("Z", "+00:00")).replace(tzinfo=None)
    except ValueError:
        return said or None
    return stamp if ":" in said else stamp.date()


def unescape_hex(text: str) -> str:
    """Return text with Excel's ``_x000D_`` replaced by the characters they stand for."""
    if "_x" not in text:
        return text
    said = _HEX_ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    if any("\ud800" <= char <= "\udfff" for char in said):  # halves of one character, or only a half
        said = said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return said
