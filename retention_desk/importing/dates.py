"""Dates from cells of any writing; the order of day and month is decided over the whole column."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.importing.clock_times import time_of_day
from retention_desk.importing.iso_stamps import NOT_A_DAY, read_iso_stamps
from retention_desk.importing.month_names import month_number

_EXCEL_EPOCH_DAYS: Final = (dt.date(1899, 12, 30) - dt.date(1970, 1, 1)).days
_YEARS: Final = (1900, 2200)

_ISO: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号號]?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_SHORT: Final = re.compile(r"(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})")
_REPUBLIC: Final = re.compile(r"(?:民國|民国)\s*(\d{1,3})\s*[年/.-]\s*(\d{1,2})\s*[月/.-]\s*(\d{1,2})\s*日?")
_DAY_NAME_YEAR: Final = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|\.)?[\s\-/]*(?:de\s+)?([^\W\d]+)\.?,?[\s\-/]*(?:de\s+)?(\d{4}|\d{2})"
)
_NAME_DAY_YEAR: Final = re.compile(r"([^\W\d]+)\.?[\s\-/]*(\d{1,2})(?:st|nd|rd|th)?,?[\s\-/]+(\d{4})")
_WEEKDAY: Final = re.compile(
    r"^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|星期.|周.|週.)[,.]?\s*(?=\d|[A-Za-z])",
    re.IGNORECASE,
)
_HEAD: Final = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号號]?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{8}(?!\d)"
    r"|(?:民國|民国)\s*\d+\s*[年/.-]\s*\d+\s*[月/.-]\s*\d+\s*日?"
)


@dataclass(frozen=True, eq=False)
class DateReading:
    """Distinct cells read as dates.

    Parameters
    ----------
    days : ndarray of datetime64[s], shape (n_values,)
        Midnight of the day; NaT where a cell is no date.
    seconds : ndarray of float64, shape (n_values,)
        Time of day; NaN where none is given.
    order : {"none", "day first", "month first", "ambiguous", "mixed"}
        What the column tells of the order of day and month; ``none`` = nothing depends on it.
    day_first : bool
        The order used.
    zones : frozenset of int
        Offsets from UTC in minutes that were found.
    """

    days: npt.NDArray[np.datetime64]
    seconds: npt.NDArray[np.float64]
    order: Literal["none", "day first", "month first", "ambiguous", "mixed"] = "none"
    day_first: bool = False
    zones: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Written:
    """What the texts of a column say: per distinct date part its readings, per cell its parts."""

    heads: dict[str, int]
    rests: dict[str, int]
    head_of: npt.NDArray[np.int64]
    rest_of: npt.NDArray[np.int64]


def read_dates(
    values: Sequence[Any],
    *,
    day_first: bool | None = None,
    weights: npt.NDArray[np.integer[Any]] | None = None,
    serials: bool = True,
) -> DateReading:
    """Return the dates written in distinct cells.

    Parameters
    ----------
    values : sequence of object
        Distinct cells in the order they first come: text, numbers (Excel serials, ``20110105``, seconds since
        1970), dates.
    day_first : bool, optional
        Order of day and month in ``05/01/2011``; None = decided from the column.
    weights : ndarray of int, optional
        How often each cell occurs; decides the commonest zone.
    serials : bool
        Whether numbers may be Excel serials.

    Notes
    -----
    Order of day and month: a part above 12 settles it; when both orders occur, the one with more distinct
    cells is used and the others are no dates; when none does, the order in which the column runs more
    steadily through time (files are mostly sorted), else the one that spans less time, is the best guess;
    at last ``.`` and ``-`` stand for day first and ``/`` for month first. Stamps with an offset are turned
    to the commonest offset of the column.
    """
    days = np.full(len(values), NOT_A_DAY, dtype=np.int64)
    seconds = np.full(len(values), np.nan)
    texts = _typed_cells(values, serials, days, seconds)
    order: Literal["none", "day first", "month first", "ambiguous", "mixed"] = "none"
    used = bool(day_first)
    zones: frozenset[int] = frozenset()
    if texts:
        texts = _without_iso(texts, days, seconds)
    if texts:
        places = np.array([i for i, _ in texts])
        written = _split([text for _, text in texts])
        order, used = _order_of(written, day_first)
        head_days = np.array([_day_of(head, used) for head in written.heads], dtype=np.int64)
        times = np.array([time_of_day(rest) for rest in written.rests]).reshape(-1, 2)
        days[places] = head_days[written.head_of]
        seconds[places] = times[written.rest_of, 0]
        offsets = times[written.rest_of, 1]
        days[places] = np.where(np.isinf(seconds[places]), NOT_A_DAY, days[places])
        counts = np.ones(len(places)) if weights is None else weights[places]
        zones = _to_one_zone(days, seconds, places, offsets, counts)
    known = days != NOT_A_DAY
    stamps = np.full(len(values), np.datetime64("NaT"), dtype="datetime64[D]")
    stamps[known] = days[known].astype("datetime64[D]")
    return DateReading(stamps.astype("datetime64[s]"), np.where(known, seconds, np.nan), order, used, zones)


def _typed_cells(
    values: Sequence[Any], serials: bool, days: npt.NDArray[np.int64], seconds: npt.NDArray[np.float64]
) -> list[tuple[int, str]]:
    """Set the days and seconds of cells that are dates or numbers; return place and text of the others."""
    texts: list[tuple[int, str]] = []
    for i, value in enumerate(values):
        if isinstance(value, str):
            texts.append((i, value))
        elif isinstance(value, dt.datetime):
            days[i] = value.toordinal() - 719163
            seconds[i] = value.hour * 3600 + value.minute * 60 + value.second
        elif isinstance(value, dt.date):
            days[i] = value.toordinal() - 719163
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            days[i], seconds[i] = _from_number(float(value), serials)
    return texts


def _without_iso(
    texts: list[tuple[int, str]], days: npt.NDArray[np.int64], seconds: npt.NDArray[np.float64]
) -> list[tuple[int, str]]:
    """Read the plain ISO stamps at once into `days` and `seconds`; return the texts that are left."""
    places = np.array([i for i, _ in texts])
    iso_days, iso_seconds = read_iso_stamps([text for _, text in texts])
    found = iso_days != NOT_A_DAY
    days[places[found]] = iso_days[found]
    seconds[places[found]] = iso_seconds[found]
    return texts if not found.any() else [texts[i] for i in np.flatnonzero(~found)]


def _from_number(value: float, serials: bool) -> tuple[int, float]:
    """Return (day, seconds) of ``20110105``, an Excel serial, or seconds or milliseconds since 1970."""
    if value.is_integer() and 19000101 <= value <= 22001231:
        return _day(int(value) // 10000, int(value) // 100 % 100, int(value) % 100), np.nan
    if serials and 1 <= value < 110_000:
        day = int(value)
        return day + _EXCEL_EPOCH_DAYS + (day < 60), round((value - day) * 86400)
    for scale in (1.0, 1e3, 1e6):
        if 6e8 <= value / scale <= 4e9:
            return int(value / scale // 86400), value / scale % 86400
    return NOT_A_DAY, np.nan


def _day(year: int, month: int, day: int) -> int:
    if not _YEARS[0] <= year < _YEARS[1]:
        return NOT_A_DAY
    try:
        return dt.date(year, month, day).toordinal() - 719163
    except ValueError:
        return NOT_A_DAY


def _split(texts: list[str]) -> _Written:
    """Split each text into the part with the date and the rest with the time; each part is read once."""
    heads: dict[str, int] = {}
    rests: dict[str, int] = {}
    head_of = np.empty(len(texts), dtype=np.int64)
    rest_of = np.empty(len(texts), dtype=np.int64)
    for i, text in enumerate(texts):
        head, _, rest = text.partition(" ")
        if len(head) > 10 or len(head) < 8 or not (head.isascii() and head[:1].isdigit()):
            head, rest = _head_and_rest(text)
        head_of[i] = heads.setdefault(head, len(heads))
        rest_of[i] = rests.setdefault(rest, len(rests))
    return _Written(heads, rests, head_of, rest_of)


def _head_and_rest(text: str) -> tuple[str, str]:
    text = unicodedata.normalize("NFKC", text).strip().lstrip("'").strip()
    found = _HEAD.match(text)
    if found:
        return found.group(), text[found.end() :].lstrip("T, ")
    time = re.search(r"\s+\d{1,2}:\d{2}", text)
    if time:
        year_after = re.fullmatch(r"(.*?)\s+(\d{4})", text[time.start() :])
        rest = text[time.start() :].strip()
        return (f"{text[: time.start()]} {year_after[2]}", year_after[1].strip()) if year_after else (
            text[: time.start()], rest,
        )  # fmt: skip
    return text, ""


def _order_of(
    written: _Written, day_first: bool | None
) -> tuple[Literal["none", "day first", "month first", "ambiguous", "mixed"], bool]:
    short = [(match, i) for head, i in written.heads.items() if (match := _SHORT.fullmatch(head.strip()))]
    if not short:
        return "none", bool(day_first)
    first = np.array([int(match[1]) for match, _ in short])
    second = np.array([int(match[3]) for match, _ in short])
    day_wins, month_wins = int((first > 12).sum()), int((second > 12).sum())
    if day_first is not None:
        return ("day first" if day_first else "month first"), day_first
    if day_wins and month_wins:
        return "mixed", day_wins >= month_wins
    if day_wins or month_wins:
        return ("day first" if day_wins else "month first"), bool(day_wins)
    if (first == second).all():
        return "none", True
    return "ambiguous", _steadier_day_first([match for match, _ in short])


def _steadier_day_first(matches: list[re.Match[str]]) -> bool:
    """Return whether the column runs more steadily through time when the day comes first."""
    back = []
    for day_part, month_part in ((1, 3), (3, 1)):
        stamps = np.array([_year(m[4]) * 372 + int(m[month_part]) * 31 + int(m[day_part]) for m in matches])
        steps = np.sign(np.diff(stamps))
        back.append((min(int((steps < 0).sum()), int((steps > 0).sum())), int(np.ptp(stamps))))
    if back[0] != back[1]:
        return back[0] < back[1]
    return matches[0][2] != "/"


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


def _day_of(head: str, day_first: bool) -> int:
    head = _WEEKDAY.sub("", head.strip(), count=1)
    if match := _ISO.fullmatch(head) or _COMPACT.fullmatch(head):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _SHORT.fullmatch(head):
        day, month = (match[1], match[3]) if day_first else (match[3], match[1])
        return _day(_year(match[4]), int(month), int(day))
    if match := _REPUBLIC.fullmatch(head):
        return _day(int(match[1]) + 1911, int(match[2]), int(match[3]))
    if match := _DAY_NAME_YEAR.fullmatch(head):
        return _day(_year(match[3]), month_number(match[2]), int(match[1]))
    if match := _NAME_DAY_YEAR.fullmatch(head):
        return _day(_year(match[3]), month_number(match[1]), int(match[2]))
    return _from_serial_text(head)


def _from_serial_text(head: str) -> int:
    try:
        value = float(head)
    except ValueError:
        return NOT_A_DAY
    return _from_number(value, serials=value > 20_000)[0]


def _to_one_zone(
    days: npt.NDArray[np.int64],
    seconds: npt.NDArray[np.float64],
    places: npt.NDArray[np.intp],
    offsets: npt.NDArray[np.float64],
    counts: npt.NDArray[Any],
) -> frozenset[int]:
    """Turn stamps with an offset to the commonest one, in place; return the offsets found."""
    zoned = np.isfinite(offsets)
    found, where = np.unique(offsets[zoned], return_inverse=True)
    if len(found) > 1:
        target = found[np.argmax(np.bincount(where, weights=counts[zoned].astype(float)))]
        at = places[zoned]
        moved = np.nan_to_num(seconds[at]) + (target - offsets[zoned]) * 60
        real = days[at] != NOT_A_DAY
        days[at] = np.where(real, days[at] + np.floor(moved / 86400).astype(np.int64), days[at])
        seconds[at] = moved % 86400
    return frozenset(int(offset) for offset in found)
