"""One date as it is written, and the days it can mean."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Final

from retention_desk.importing.iso_stamps import NOT_A_DAY
from retention_desk.importing.month_names import month_number, weekday_number
from retention_desk.importing.number_writing import half_width

_EPOCH_ORDINAL: Final = 719_163
_EXCEL_EPOCH_DAYS: Final = (dt.date(1899, 12, 30) - dt.date(1970, 1, 1)).days
_YEARS: Final = (1900, 2200)
_SERIALS: Final = (10_000, 73_050)
"""Excel serials that are taken for dates, 1927-05-18 to 2099-12-31; a year such as 2023 is none."""

_ISO: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT: Final = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*\2\s*('?\d{2}|\d{4})\.?")
_REPUBLIC: Final = re.compile(
    r"(?:(?:中華|中华)?(?:民國|民国)\s*(?P<named>\d{1,3}|元)|(?P<bare>1\d{2}))"
    r"\s*[年/.\-]\s*(?P<m>\d{1,2})\s*[月/.\-]\s*(?P<d>\d{1,2})\s*[日號号]?"
)
_COMPACT_REPUBLIC: Final = re.compile(r"(0?\d{2}|1\d{2})(\d{2})(\d{2})")
_SHORT_YEAR: Final = re.compile(r"(\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号號]?")
_ERA: Final = re.compile(
    r"(令和|平成|昭和|大正|[RHS])\s*(\d{1,2}|元)\s*[年./\-]\s*(\d{1,2})\s*[月./\-]\s*(\d{1,2})\s*日?"
)
_ERAS: Final = {
    "令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925, "大正": 1911,
}  # fmt: skip
_DAY_NAME_YEAR: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|\.)?[\s\-/.]*(?:de\s+|of\s+)?([^\W\d_]+)\.?,?[\s\-/.]*(?:del?\s+)?('?\d{2}|\d{4})"
)
_NAME_DAY_YEAR: Final = re.compile(
    r"([^\W\d_]+)\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?(?:,\s*|[\s\-/]+)('?\d{2}|\d{4})"
)
_YEAR_NAME_DAY: Final = re.compile(
    r"(\d{4})[\s\-/.年]*([^\W\d_]+?)\.?[\s\-/.,]*(\d{1,2})(?:st|nd|rd|th|日|号|號)?"
)
_WEEKDAY: Final = re.compile(r"\(?([^\W\d_]{2,10})\.?\)?[,.]?\s*(?=.*\d)")
_WEEKDAY_AFTER: Final = re.compile(r"(.*\d.*?)[\s,(]+([^\W\d_]{2,10})\.?\)?")
_MONTH: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})(\d{2})")
_MONTH_YEAR: Final = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{4})")
_NAMED_MONTH: Final = re.compile(
    r"([^\W\d_]+)\.?[\s\-/.,']*(?:de\s+|of\s+)?(\d{4}|\d{2})|(\d{4})[\s\-/.,年]*([^\W\d_]+)\.?"
)
_QUARTER: Final = re.compile(
    r"(\d{4})\s*[-/年 ]?\s*(?:[Qq]|第)\s*([1-4一二三四])\s*(?:季度?)?|[Qq]([1-4])[\s\-/,']*(\d{4}|\d{2})"
    r"|([1-4])[Qq][\s\-/']*(\d{4}|\d{2})"
)
_CHINESE_DIGITS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}


@dataclass(frozen=True, slots=True)
class DateWriting:
    """Days since 1970 that a text can mean, `NOT_A_DAY` where it cannot.

    Attributes
    ----------
    day_first, month_first, year_first : int
        With the parts in that order; all the same where the text leaves no choice.
    republic : int
        Counted in years of the Republic of China.
    is_period : bool
        It names a month or a quarter; the day is its first.
    is_bare_number : bool
        Digits only, of a length that an ID may have as well (``1120501``, ``202301``).
    dotted : bool
        Written with points (``05.01.2011``), which are used with the day first.
    """

    day_first: int = NOT_A_DAY
    month_first: int = NOT_A_DAY
    year_first: int = NOT_A_DAY
    republic: int = NOT_A_DAY
    is_period: bool = False
    is_bare_number: bool = False
    dotted: bool = False

    @property
    def depends(self) -> bool:
        """Whether the order of the parts matters."""
        return self.day_first != self.month_first or self.year_first not in {NOT_A_DAY, self.day_first}

    @property
    def is_open(self) -> bool:
        """Whether day first and month first are both days, and different ones."""
        return NOT_A_DAY not in {self.day_first, self.month_first} and self.day_first != self.month_first

    @property
    def is_of_the_republic(self) -> bool:
        """Whether its year can only be counted from 1911."""
        return self.republic != NOT_A_DAY and self.republic == self.day_first


NO_DATE: Final = DateWriting()


def day_number(year: int, month: int, day: int) -> int:
    """Return days since 1970-01-01; `NOT_A_DAY` when there is no such day from 1900 to 2199."""
    if not _YEARS[0] <= year < _YEARS[1]:
        return NOT_A_DAY
    try:
        return dt.date(year, month, day).toordinal() - _EPOCH_ORDINAL
    except ValueError:
        return NOT_A_DAY


def serial_day(serial: float) -> int:
    """Return days since 1970 of an Excel serial; `NOT_A_DAY` when it lies outside 1927–2099."""
    return int(serial) + _EXCEL_EPOCH_DAYS if _SERIALS[0] <= serial < _SERIALS[1] else NOT_A_DAY


def full_year(text: str) -> int:
    """Return the year of two or four digits; 70–99 are of the last century."""
    year = int(text.lstrip("'"))
    return year if len(text.lstrip("'")) > 2 else year + (2000 if year < 70 else 1900)


def date_writing(text: str) -> DateWriting:
    """Return the days that a text (without its time of day) can mean."""
    text = half_width(text).strip().rstrip(",")
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _fixed(day_number(int(found[1]), int(found[2]), int(found[3])))
    if found := _SHORT.fullmatch(text):
        return _short(found)
    text, weekday = _without_weekday(text)
    if weekday:
        return _on_weekday(date_writing(text), weekday)
    for reader in (_far_eastern, _named, _period):
        writing = reader(text)
        if writing is not None:
            return writing
    return NO_DATE


def _fixed(
    day: int, *, republic: bool = False, is_period: bool = False, is_bare_number: bool = False
) -> DateWriting:
    if day == NOT_A_DAY:
        return NO_DATE
    return DateWriting(day, day, day, day if republic else NOT_A_DAY, is_period, is_bare_number)


def _short(found: re.Match[str]) -> DateWriting:
    first, second, last = int(found[1]), int(found[3]), found[4]
    year = full_year(last)
    year_first = republic = NOT_A_DAY
    if len(last) == 2 and len(found[1]) == 2:
        year_first = day_number(full_year(found[1]), second, int(last))
        republic = day_number(first + 1911, second, int(last))
    return DateWriting(
        day_number(year, second, first), day_number(year, first, second), year_first, republic,
        dotted=found[2] == ".",
    )  # fmt: skip


def _without_weekday(text: str) -> tuple[str, int]:
    """Return the text without a weekday before or after it, and that weekday (0 = none)."""
    found = _WEEKDAY.match(text)
    if found and (weekday := weekday_number(found[1])):
        return text[found.end() :], weekday
    found = _WEEKDAY_AFTER.fullmatch(text)
    if found and (weekday := weekday_number(found[2])):
        return found[1].rstrip(" ,("), weekday
    return text, 0


def _on_weekday(writing: DateWriting, weekday: int) -> DateWriting:
    """Return the writing without the meanings that fall on another weekday, when one does fall on it."""
    day_first, month_first, year_first = (
        day if day != NOT_A_DAY and (day + 3) % 7 + 1 == weekday else NOT_A_DAY
        for day in (writing.day_first, writing.month_first, writing.year_first)
    )
    if {day_first, month_first, year_first} == {NOT_A_DAY}:
        return NO_DATE
    return replace(writing, day_first=day_first, month_first=month_first, year_first=year_first)


def _far_eastern(text: str) -> DateWriting | None:
    if found := _REPUBLIC.fullmatch(text):
        year = 1 if found["named"] == "元" else int(found["named"] or found["bare"])
        return _fixed(day_number(year + 1911, int(found["m"]), int(found["d"])), republic=True)
    if found := _SHORT_YEAR.fullmatch(text):
        parts = (int(found[2]), int(found[3]))
        day = day_number(full_year(found[1]), *parts)
        return DateWriting(day, day, day, day_number(int(found[1]) + 1911, *parts))
    if found := _ERA.fullmatch(text):
        year = 1 if found[2] == "元" else int(found[2])
        return _fixed(day_number(year + _ERAS[found[1]], int(found[3]), int(found[4])))
    if len(text) == 7 and (found := _COMPACT_REPUBLIC.fullmatch(text)):
        day = day_number(int(found[1]) + 1911, int(found[2]), int(found[3]))
        return _fixed(day, republic=True, is_bare_number=True)
    return None


def _named(text: str) -> DateWriting | None:
    """Return the day of a date with a month's name; None when no name in it is a month's."""
    if (found := _DAY_NAME_YEAR.fullmatch(text)) and (month := month_number(found[2])):
        return _fixed(day_number(full_year(found[3]), month, int(found[1])))
    if (found := _NAME_DAY_YEAR.fullmatch(text)) and (month := month_number(found[1])):
        return _fixed(day_number(full_year(found[3]), month, int(found[2])))
    if (found := _YEAR_NAME_DAY.fullmatch(text)) and (month := month_number(found[2])):
        return _fixed(day_number(int(found[1]), month, int(found[3])))
    return None


def _period(text: str) -> DateWriting | None:
    """Return the first day of a month or quarter."""
    if found := _MONTH.fullmatch(text):
        year, month = int(found[1] or found[3]), int(found[2] or found[4])
        return _fixed(day_number(year, month, 1), is_period=True, is_bare_number=found[3] is not None)
    if found := _MONTH_YEAR.fullmatch(text):
        return _fixed(day_number(int(found[2]), int(found[1]), 1), is_period=True)
    if found := _QUARTER.fullmatch(text):
        year_text = found[1] or found[4] or found[6]
        quarter_text = found[2] or found[3] or found[5]
        quarter = _CHINESE_DIGITS.get(quarter_text) or int(quarter_text)
        return _fixed(day_number(full_year(year_text), 3 * quarter - 2, 1), is_period=True)
    if (found := _NAMED_MONTH.fullmatch(text)) and (month := month_number(found[1] or found[4])):
        return _fixed(day_number(full_year(found[2] or found[3]), month, 1), is_period=True)
    return None
