"""Dates from cells of any writing; the order of day and month is decided over the whole column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.importing.clock_times import time_of_day
from retention_desk.importing.date_order import DateOrder, OrderDecision, decide_order
from retention_desk.importing.date_writing import (
    NO_DATE,
    DateWriting,
    date_writing,
    day_number,
    serial_day,
)
from retention_desk.importing.iso_stamps import NOT_A_DAY, read_iso_stamps
from retention_desk.importing.number_writing import half_width

_EPOCH_ORDINAL: Final = 719_163
_MOST_PERIODS_SHARE: Final = 0.9
_LEAST_SWAPPED: Final = (12, 3)
_COMPACT_STAMP: Final = re.compile(r"\d{14}")
_TEXT_SERIALS: Final = 20_000
_DAYS_TO_1904: Final = 1462
_NO_SERIALS: Final = -1
_PLAIN_HEAD: Final = range(8, 11)
_HEAD: Final = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?|\d{1,2}\s*([-/.])\s*\d{1,2}\s*\1\s*\d{2,4}|\d{8}(?!\d(?!\d{3}))"
    r"|(?:(?:中華|中华)?(?:民國|民国)\s*(?:\d+|元)|1\d{2}|\d{2}(?=年))\s*[年/.\-]\s*\d+\s*[月/.\-]\s*\d+\s*[日號号]?"
    r"|(?:令和|平成|昭和|大正|[RHS])\s*(?:\d+|元)\s*[年/.\-]\s*\d+\s*[月/.\-]\s*\d+\s*日?"
)
_CLOCK: Final = re.compile(
    r"[\s,]+(?:at\s+|um\s+|à\s+|a las\s+)?(?=\d{1,2}[:h]\d{2}|\d{1,2}\s*[AaPp]\.?[Mm]\b)"
)
_CLOCK_FIRST: Final = re.compile(r"(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?)[\s,]+(\S.*)")


@dataclass(frozen=True, eq=False)
class DateReading:
    """Distinct cells read as dates.

    Parameters
    ----------
    days : ndarray of datetime64[s], shape (n_values,)
        Midnight of the day; NaT where a cell is no date.
    seconds : ndarray of float64, shape (n_values,)
        Time of day; NaN where none is given.
    order : DateOrder
        What the column tells of the order of day and month; ``none`` = nothing depends on it.
    day_first : bool
        The order used.
    zones : frozenset of int
        Offsets from UTC in minutes that were found.
    example : str or None
        A date whose meaning depends on the order, for asking.
    are_periods : bool
        The cells name months or quarters; each stands for its first day.
    """

    days: npt.NDArray[np.datetime64]
    seconds: npt.NDArray[np.float64]
    order: DateOrder = "none"
    day_first: bool = False
    zones: frozenset[int] = frozenset()
    example: str | None = None
    are_periods: bool = False


@dataclass(slots=True)
class _Column:
    """A column while it is read: what is known per distinct cell, and the texts still to be read."""

    days: npt.NDArray[np.int64]
    seconds: npt.NDArray[np.float64]
    places: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    typed: list[int] = field(default_factory=list)
    offsets: npt.NDArray[np.float64] = field(default_factory=lambda: np.empty(0))


def read_dates(
    values: Sequence[Any],
    *,
    day_first: bool | None = None,
    weights: npt.NDArray[np.integer[Any]] | None = None,
    serials: bool = True,
    like: bool | None = None,
    near: tuple[int, int] | None = None,
    from_1904: bool = False,
) -> DateReading:
    """Return the dates written in distinct cells.

    Parameters
    ----------
    values : sequence of object
        Distinct cells in the order they first come: text, numbers (Excel serials, ``20110105``, seconds since
        1970), dates.
    day_first : bool, optional
        Order of day and month in ``05/01/2011`` as the user says; None = decided from the column.
    weights : ndarray of int, optional
        How often each cell occurs; decides the commonest zone.
    serials : bool
        Whether numbers may be Excel serials.
    from_1904 : bool
        Serials count days from 1904 instead of 1900.
    like, near
        What other date columns of the file tell: see `date_order.decide_order`.

    Notes
    -----
    The order of day and month is decided by `date_order.decide_order`. Months and quarters (``2023-01``,
    ``Jan-23``, ``2023Q1``) are dates only in a column of them, digits that may be a number as well
    (``1120501``, ``202301``) only in a column of such. Stamps with an offset are turned to the commonest
    offset of the column.

    A spreadsheet that opens ``13/05/2011`` and ``05/06/2011`` with month first makes a (wrong) date of the
    second alone. A column whose dates all have a day up to 12 and whose texts all have a part above 12 was
    so treated; day and month of its dates are put right (``swapped by a spreadsheet``).
    """
    column = _Column(np.full(len(values), NOT_A_DAY, dtype=np.int64), np.full(len(values), np.nan))
    system = _NO_SERIALS if not serials else _DAYS_TO_1904 if from_1904 else 0
    _take_typed_cells(column, values, system)
    _take_numbers_as_text(column, system)
    _take_iso_stamps(column)
    decision, example, periods = OrderDecision("none", int(day_first is False)), None, False
    zones: frozenset[int] = frozenset()
    if column.texts:
        heads, head_of = _read_times(column)
        writings = _usable_writings([date_writing(head) for head in heads], column)
        periods = any(writing.is_period for writing in writings)
        near = near or _range_of(column.days, writings)
        decision = decide_order(writings, day_first=day_first, like=like, near=near)
        decision = _without_swaps(column, writings, decision, values)
        example = next((head for head, w in zip(heads, writings, strict=True) if w.is_open), None)
        zones = _set_days(column, writings, head_of, decision, weights)
    return DateReading(
        *_stamps(column), decision.order, decision.used == 0, zones, example, periods
    )  # fmt: skip


def _stamps(column: _Column) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.float64]]:
    """Return the days as datetime64[s], and the seconds where there is a day."""
    known = column.days != NOT_A_DAY
    stamps = np.full(len(known), np.datetime64("NaT"), dtype="datetime64[D]")
    stamps[known] = column.days[known].astype("datetime64[D]")
    return stamps.astype("datetime64[s]"), np.where(known, column.seconds, np.nan)


def _take_typed_cells(column: _Column, values: Sequence[Any], system: int) -> None:
    """Read the cells that are dates or numbers; note the places and texts of the others."""
    for i, value in enumerate(values):
        if isinstance(value, str):
            column.places.append(i)
            column.texts.append(value[2:-1] if value[:2] == '="' and value[-1:] == '"' else value)
        elif isinstance(value, dt.date):
            column.days[i] = value.toordinal() - _EPOCH_ORDINAL
            column.typed.append(i)
            if isinstance(value, dt.datetime):
                column.seconds[i] = value.hour * 3600 + value.minute * 60 + value.second
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            column.days[i], column.seconds[i] = _from_number(float(value), system)
            if column.days[i] == NOT_A_DAY and float(value).is_integer() and 190_000 < value < 2_000_000:
                column.places.append(i)
                column.texts.append(str(int(value)))


def _take_numbers_as_text(column: _Column, system: int) -> None:
    """Read the texts that are one number; the texts that are left stay to be read."""
    left = []
    for i, (place, text) in enumerate(zip(column.places, column.texts, strict=True)):
        if text.replace(".", "", 1).isdecimal() and not _COMPACT_STAMP.fullmatch(text):
            value = float(text)
            may_be_serial = value + system > _TEXT_SERIALS
            found = _from_number(value, system if may_be_serial else _NO_SERIALS)
            column.days[place], column.seconds[place] = found
        if column.days[place] == NOT_A_DAY:
            left.append(i)
    column.places = [column.places[i] for i in left]
    column.texts = [column.texts[i] for i in left]


def _take_iso_stamps(column: _Column) -> None:
    """Read the plain ISO stamps at once; the texts that are left stay to be read."""
    if not column.texts:
        return
    places = np.array(column.places)
    days, seconds = read_iso_stamps(column.texts)
    found = days != NOT_A_DAY
    if found.any():
        column.days[places[found]] = days[found]
        column.seconds[places[found]] = seconds[found]
        left = np.flatnonzero(~found).tolist()
        column.places = places[left].tolist()
        column.texts = [column.texts[i] for i in left]


def _from_number(value: float, system: int) -> tuple[int, float]:
    """Return (day, seconds) of ``20110105``, an Excel serial, or seconds or milliseconds since 1970.

    `system` is what a serial lacks to one that counts from 1900, `_NO_SERIALS` where there are none.
    """
    if value.is_integer() and 19000101 <= value <= 22001231:
        return day_number(int(value) // 10000, int(value) // 100 % 100, int(value) % 100), np.nan
    if value.is_integer() and 19000101e6 <= value < 22001232e6:
        day, clock = divmod(int(value), 1_000_000)
        seconds = clock // 10000 * 3600 + clock // 100 % 100 * 60 + clock % 100
        fine = clock // 10000 < 24 and clock // 100 % 100 < 60 and clock % 100 < 60
        return (
            (day_number(day // 10000, day // 100 % 100, day % 100), seconds) if fine else (NOT_A_DAY, np.nan)
        )
    if system != _NO_SERIALS and value < 110_000:
        return serial_day(value + system), float(round((value % 1) * 86400))
    for scale in (1.0, 1e3, 1e6):
        if 6e8 <= value / scale <= 4e9:
            return int(value / scale // 86400), value / scale % 86400
    return NOT_A_DAY, np.nan


def _read_times(column: _Column) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Read the times of day; return the distinct parts with the date, and which of them each text has."""
    heads: dict[str, int] = {}
    rests: dict[str, int] = {}
    head_of = np.empty(len(column.texts), dtype=np.int64)
    rest_of = np.empty(len(column.texts), dtype=np.int64)
    for i, text in enumerate(column.texts):
        head, _, rest = text.partition(" ")
        if len(head) not in _PLAIN_HEAD or not (head.isascii() and head[0].isdigit() and head[-1].isdigit()):
            head, rest = _head_and_rest(text)
        head_of[i] = heads.setdefault(head, len(heads))
        rest_of[i] = rests.setdefault(rest, len(rests))
    times = np.array([time_of_day(rest) for rest in rests]).reshape(-1, 2)
    column.seconds[column.places] = times[rest_of, 0]
    column.offsets = times[rest_of, 1]
    return list(heads), head_of


def _head_and_rest(text: str) -> tuple[str, str]:
    text = half_width(text).lstrip("'").strip()
    if first := _CLOCK_FIRST.fullmatch(text):
        text = f"{first[2]} {first[1]}"
    found = _HEAD.match(text)
    if found:
        return found.group(), text[found.end() :].lstrip("T, ")
    time = _CLOCK.search(text)
    if time is None:
        return text, ""
    rest = text[time.end() :].strip()
    year_after = re.fullmatch(r"(.*?)\s+(\d{4})", rest)
    if year_after:
        return f"{text[: time.start()]} {year_after[2]}", year_after[1].strip()
    return text[: time.start()], rest


def _usable_writings(writings: list[DateWriting], column: _Column) -> list[DateWriting]:
    """Return the writings; months, quarters and bare numbers are no dates where the column is not so."""
    n_dates = int((column.days != NOT_A_DAY).sum())
    known = sum(writing is not NO_DATE for writing in writings) + n_dates
    drop_periods = sum(w.is_period for w in writings) < _MOST_PERIODS_SHARE * known
    drop_bare = sum(w.is_bare_number for w in writings) < _MOST_PERIODS_SHARE * (len(writings) + n_dates)
    republic = any(writing.is_of_the_republic for writing in writings)
    return [
        NO_DATE
        if (drop_periods and writing.is_period) or (drop_bare and writing.is_bare_number)
        else _in_the_republic(writing) if republic else writing
        for writing in writings
    ]  # fmt: skip


def _in_the_republic(writing: DateWriting) -> DateWriting:
    day = writing.republic
    return writing if day == NOT_A_DAY else DateWriting(day, day, day, day)


def _range_of(days: npt.NDArray[np.int64], writings: Sequence[DateWriting]) -> tuple[int, int] | None:
    """Return the first and the last of the days that are known whatever the order of the others."""
    fixed = [w.day_first for w in writings if not w.depends and w.day_first != NOT_A_DAY]
    known = [*days[days != NOT_A_DAY].tolist(), *fixed]
    return (min(known), max(known)) if known else None


def _without_swaps(
    column: _Column, writings: Sequence[DateWriting], decision: OrderDecision, values: Sequence[Any]
) -> OrderDecision:
    """Put day and month of the dates right that a spreadsheet swapped; return the decision, which says so."""
    if decision.order not in {"day first", "month first"} or len(column.typed) < _LEAST_SWAPPED[0]:
        return decision
    texts = [writing for writing in writings if writing.depends]
    both = [w for w in texts if w.day_first != NOT_A_DAY and w.month_first != NOT_A_DAY]
    dates = [values[i] for i in column.typed]
    if both or len(texts) < _LEAST_SWAPPED[1] or any(date.day > 12 for date in dates):
        return decision
    for place, date in zip(column.typed, dates, strict=True):
        column.days[place] = day_number(date.year, date.day, date.month)
    return OrderDecision("swapped by a spreadsheet", decision.used)


def _set_days(
    column: _Column,
    writings: Sequence[DateWriting],
    head_of: npt.NDArray[np.int64],
    decision: OrderDecision,
    weights: npt.NDArray[np.integer[Any]] | None,
) -> frozenset[int]:
    """Set the days of the texts, turned to one zone; return the offsets from UTC found."""
    meant = np.array([(w.day_first, w.month_first, w.year_first) for w in writings], dtype=np.int64)
    head_days = meant[:, decision.used]
    if decision.each_its_own:
        lowest = np.where(meant == NOT_A_DAY, np.iinfo(np.int64).max, meant).min(axis=1)
        head_days = np.where(meant.max(axis=1) == lowest, lowest, NOT_A_DAY)
    places = np.array(column.places)
    column.days[places] = np.where(np.isinf(column.seconds[places]), NOT_A_DAY, head_days[head_of])
    counts = np.ones(len(places)) if weights is None else weights[places]
    return _to_one_zone(column, places, counts)


def _to_one_zone(column: _Column, places: npt.NDArray[np.intp], counts: npt.NDArray[Any]) -> frozenset[int]:
    """Turn stamps with an offset to the commonest one; return the offsets found."""
    zoned = np.isfinite(column.offsets)
    found, where = np.unique(column.offsets[zoned], return_inverse=True)
    if len(found) > 1:
        target = found[np.argmax(np.bincount(where, weights=counts[zoned].astype(float)))]
        at = places[zoned]
        moved = np.nan_to_num(column.seconds[at]) + (target - column.offsets[zoned]) * 60
        real = column.days[at] != NOT_A_DAY
        column.days[at] = np.where(
            real, column.days[at] + np.floor(moved / 86400).astype(np.int64), column.days[at]
        )
        column.seconds[at] = moved % 86400
    return frozenset(int(offset) for offset in found)
