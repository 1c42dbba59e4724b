"""Holidays on which customers are greeted: delivered by currency, or one's own."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.wording import Phrase, phrase

_SPRING: Final = (
    "2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 "
    "2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 "
    "2028-01-26 2029-02-13 2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"
)
_DRAGON_BOAT: Final = (
    "2010-06-16 2011-06-06 2012-06-23 2013-06-12 2014-06-02 2015-06-20 2016-06-09 2017-05-30 2018-06-18 "
    "2019-06-07 2020-06-25 2021-06-14 2022-06-03 2023-06-22 2024-06-10 2025-05-31 2026-06-19 2027-06-09 "
    "2028-05-28 2029-06-16 2030-06-05 2031-06-24 2032-06-12 2033-06-01 2034-06-20 2035-06-10"
)
_MID_AUTUMN: Final = (
    "2010-09-22 2011-09-12 2012-09-30 2013-09-19 2014-09-08 2015-09-27 2016-09-15 2017-10-04 2018-09-24 "
    "2019-09-13 2020-10-01 2021-09-21 2022-09-10 2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15 "
    "2028-10-03 2029-09-22 2030-09-12 2031-10-01 2032-09-19 2033-09-08 2034-09-27 2035-09-16"
)
_NEW_YEAR: Final = (phrase("New Year"), "01-01")
_CHINESE: Final = (
    _NEW_YEAR,
    (phrase("Spring Festival"), _SPRING),
    (phrase("Dragon Boat Festival"), _DRAGON_BOAT),
    (phrase("Mid-Autumn Festival"), _MID_AUTUMN),
)

CALENDARS: Final[Mapping[str, tuple[tuple[Phrase, str], ...]]] = MappingProxyType(
    {
        "CNY": (*_CHINESE, (phrase("Labour Day"), "05-01"), (phrase("National Day"), "10-01")),
        "TWD": _CHINESE,
        "HKD": (*_CHINESE, (phrase("Christmas"), "12-25")),
        "": (_NEW_YEAR, (phrase("Christmas"), "12-25")),
    }
)
"""Holidays by the currency of the data; the empty one serves all others. Each is a yearly day
(``MM-DD``) or the days themselves; those of the lunar calendar are the published ones, 2010–2035."""


def next_holiday(
    today: dt.date, currency: str | None, own: Mapping[str, str] = MappingProxyType({})
) -> tuple[Phrase, dt.date] | None:
    """Return the name and the day of the next holiday, today among them; None when no calendar reaches it.

    Own holidays (name → ``MM-DD`` or ``YYYY-MM-DD``) take the place of the delivered ones.
    """
    listed: tuple[tuple[Phrase, str], ...]
    if own:
        listed = tuple((phrase("{name}", name=name), day) for name, day in own.items())
    else:
        listed = CALENDARS.get(currency or "", CALENDARS[""])
    coming = [
        (day, place) for place, (_, days) in enumerate(listed) for day in _days(days, today) if day >= today
    ]
    if not coming:
        return None
    day, place = min(coming)
    return listed[place][0], day


def _days(written: str, today: dt.date) -> list[dt.date]:
    found: list[dt.date] = []
    for one in written.split():
        if one.count("-") == 1:
            found += [_in_year(one, year) for year in (today.year, today.year + 1)]
        else:
            found.append(dt.date.fromisoformat(one))
    return found


def _in_year(month_day: str, year: int) -> dt.date:
    """Return a yearly day in a year; 29 February is the 28th of a year without one."""
    month, day = map(int, month_day.split("-"))
    if (month, day) == (2, 29) and not calendar.isleap(year):
        day = 28
    return dt.date(year, month, day)
