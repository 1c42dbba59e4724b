"""Stamps such as ``2011-12-09 12:50:00`` read all at once."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

NOT_A_DAY: Final = np.iinfo(np.int64).min
_LEAST: Final = 1000
_DAYS_BEFORE: Final = np.array([0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334])
_MONTH_DAYS: Final = np.array([31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])


def read_iso_stamps(texts: list[str]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Return days since 1970 and seconds of the day of texts ``yyyy-mm-dd`` with or without ``hh:mm[:ss]``.

    Parameters
    ----------
    texts : list of str

    Returns
    -------
    days : ndarray of int64, shape (n,)
        `NOT_A_DAY` where a text is anything else (it may still be a date), or no day of the calendar; all of
        them when there are few texts, for which it is not worth while.
    seconds : ndarray of float64, shape (n,)
        NaN without a time.
    """
    days = np.full(len(texts), NOT_A_DAY, dtype=np.int64)
    seconds = np.full(len(texts), np.nan)
    if len(texts) < _LEAST:
        return days, seconds
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    for length in (10, 16, 19):
        at = np.flatnonzero(lengths == length)
        picked = [texts[i] for i in at.tolist()]
        if len(at) and all(map(str.isascii, picked)):
            characters = np.array(picked, dtype=f"S{length}").view(np.uint8).reshape(len(at), length)
            days[at], seconds[at] = _read(characters, length)
    return days, seconds


def _read(text: npt.NDArray[np.uint8], length: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    fine = (text[:, 4] == text[:, 7]) & np.isin(text[:, 4], list(b"-/."))
    year, good = _number(text, 0, 4)
    fine &= good
    month, good = _number(text, 5, 2)
    fine &= good & (month >= 1) & (month <= 12)
    day, good = _number(text, 8, 2)
    fine &= good & (day >= 1) & (year >= 1900) & (year < 2200)
    seconds = np.full(len(text), np.nan)
    if length > 10:
        fine &= np.isin(text[:, 10], list(b" T")) & (text[:, 13] == ord(":"))
        hour, good = _number(text, 11, 2)
        fine &= good & (hour < 24)
        minute, good = _number(text, 14, 2)
        fine &= good & (minute < 60)
        seconds = hour * 3600.0 + minute * 60.0
        if length > 16:
            second, good = _number(text, 17, 2)
            fine &= good & (text[:, 16] == ord(":")) & (second < 60)
            seconds += second
    month = np.where(fine, month, 1)
    leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    fine &= (day <= _MONTH_DAYS[month - 1]) & (leap | (month != 2) | (day < 29))
    before = year - 1
    ordinal = before * 365 + before // 4 - before // 100 + before // 400 + _DAYS_BEFORE[month - 1] + day
    ordinal += leap & (month > 2)
    return np.where(fine, ordinal - 719_163, NOT_A_DAY), np.where(fine, seconds, np.nan)


def _number(
    text: npt.NDArray[np.uint8], start: int, n_digits: int
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
    """Return the number written in some columns of characters, and where they are all digits."""
    digits = text[:, start : start + n_digits].astype(np.int64) - ord("0")
    value = digits @ (10 ** np.arange(n_digits - 1, -1, -1))
    all_digits = np.asarray(((digits >= 0) & (digits <= 9)).all(axis=1), dtype=np.bool_)
    return value.astype(np.int64), all_digits
