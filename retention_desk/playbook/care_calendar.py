"""The care calendar: how many days until a customer's next birthday, anniversary or follow-up."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.playbook.events import NEVER, Days, Floats

CYCLE_DAYS: Final = 90
"""A regular follow-up comes once in so many days."""

FOLLOW_UP_WORDS: Final = (
    "next follow", "next visit", "next contact", "next service", "next review", "next check",
    "follow up on", "follow-up date", "follow up date", "recall date", "下次回访", "下次拜访", "下次跟进",
    "下次联系", "下次服务", "下次保养", "下次复查", "回访日期", "计划回访", "下次回訪", "下次拜訪",
    "下次跟進", "下次聯絡", "下次聯繫", "下次服務", "下次保養", "下次複查", "回訪日期", "計劃回訪",
    "prochaine visite", "prochain contact", "nächster besuch", "nächster kontakt", "wiedervorlage",
    "próxima visita", "próximo contacto",
)  # fmt: skip
"""What the header of a date column says that holds the next planned contact."""


def days_to_yearly(day: Days, today: int) -> Floats:
    """Return days until each date comes round again, 0 on the day itself; NaN where it is `NEVER`.

    One of 29 February comes on 28 February of a year without one.
    """
    known = day != NEVER
    dates = day[known].astype("datetime64[D]")
    months = dates.astype("datetime64[M]")
    in_year = months.astype(np.int64) % 12
    of_month = (dates - months.astype("datetime64[D]")).astype(np.int64)
    year = int(np.datetime64(today, "D").astype("datetime64[Y]").astype(np.int64))
    this = _in_year(year, in_year, of_month)
    later = _in_year(year + 1, in_year, of_month)
    days = np.full(len(day), np.nan)
    days[known] = np.where(this >= today, this, later) - today
    return days


def _in_year(
    year: int, month: npt.NDArray[np.int64], day_of_month: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Return days since 1970-01-01 of dates (month and day from 0) in a year, counted from 1970."""
    start = (year * 12 + month).astype("datetime64[M]")
    length = ((start + 1).astype("datetime64[D]") - start.astype("datetime64[D]")).astype(np.int64)
    first = start.astype("datetime64[D]").astype(np.int64)
    found: npt.NDArray[np.int64] = first + np.minimum(day_of_month, length - 1)
    return found


def years_on_next(day: Days, today: int) -> Floats:
    """Return how many years it will be when each date comes round next; NaN where it is `NEVER`."""
    until = days_to_yearly(day, today)
    next_day = np.where(np.isnan(until), 0, today + np.nan_to_num(until)).astype(np.int64)
    years = next_day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.float64)
    began = np.where(day == NEVER, 0, day).astype("datetime64[D]").astype("datetime64[Y]").astype(np.float64)
    return np.where(np.isnan(until), np.nan, years - began)


def days_to_cycle(day: Days, today: int, cycle_days: int = CYCLE_DAYS) -> Floats:
    """Return days until the next whole cycle since each date is full, 0 on that day.

    NaN where the date is `NEVER` or after today: the first cycle begins with it.
    """
    since = today - day.astype(np.float64)
    return np.where((day == NEVER) | (since <= 0), np.nan, -since % cycle_days)


def names_follow_up(header: str) -> bool:
    """Return whether a header names the next planned contact."""
    said = " ".join(header.casefold().replace("_", " ").split())
    return any(word in said for word in FOLLOW_UP_WORDS)
