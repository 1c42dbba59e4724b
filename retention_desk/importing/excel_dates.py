"""Excel's serial numbers as dates and times."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_EPOCH_1900: Final = dt.datetime(1899, 12, 30)
_EPOCH_1904: Final = dt.datetime(1904, 1, 1)
_LAST_SERIAL: Final = 2_958_466
_NO_CODE: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED: Final = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_PART: Final = re.compile(r"[ymdhs年月日]", re.IGNORECASE)
_BUILT_IN_DATES: Final = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
_BUILT_IN_SPANS: Final = frozenset({46})


def from_serial(number: float, *, from_1904: bool = False) -> dt.datetime | dt.date | dt.time | float:
    """Return what a serial number shows as a date: date, date with time, or time; itself when out of range.

    Notes
    -----
    In the 1900 system the serials below 60 lie a day later than counted from 1899-12-30, because Excel
    counts a 29 February 1900 that never was.
    """
    if not 0 <= number < _LAST_SERIAL:
        return number
    seconds = round(number * 86_400 * 1000) / 1000
    if number < 1 and not from_1904:
        stamp = _EPOCH_1900 + dt.timedelta(seconds=seconds)
        return stamp.time() if number else number
    if from_1904:
        stamp = _EPOCH_1904 + dt.timedelta(seconds=seconds)
    else:
        stamp = _EPOCH_1900 + dt.timedelta(seconds=seconds, days=int(number < 60))
    return stamp.date() if float(number).is_integer() else stamp


def shows_date(format_id: int, code: str | None) -> bool:
    """Whether a number format shows a date or a time of day."""
    if code is None:
        return format_id in _BUILT_IN_DATES
    if shows_span(format_id, code):
        return False
    return bool(_DATE_PART.search(_first_section(code))) and "general" not in code.lower()


def shows_span(format_id: int, code: str | None) -> bool:
    """Whether a number format shows a span of time (``[h]:mm``)."""
    return format_id in _BUILT_IN_SPANS if code is None else bool(_ELAPSED.search(_first_section(code)))


def _first_section(code: str) -> str:
    return _NO_CODE.sub("", code).split(";", maxsplit=1)[0]
