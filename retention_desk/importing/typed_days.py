"""Days that people typed into a column of days, as one person writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from retention_desk.importing.dates import read_dates

Days = npt.NDArray[np.datetime64]

_EARLIEST, _LATEST = 1990, 2200


def typed_days(
    cells: Sequence[object],
    near: tuple[dt.date, dt.date] | None = None,
    *,
    day_first: bool | None = None,
    from_1904: bool = False,
) -> list[dt.date | None]:
    """Return the day of each cell: dates, day numbers of a spreadsheet, texts in any usual writing.

    Parameters
    ----------
    cells : sequence of object
        Of one column and one person: the order of day and month is decided over all of them.
    near : (date, date), optional
        Where the days most likely lie; decides an order that the cells leave open.
    day_first : bool, optional
        The order, where it is known.
    from_1904 : bool
        Numbers count days from 1904.

    Returns
    -------
    list of date or None
        None for what is no day of the years 1990 to 2200, and for a day that can be read two ways.
    """
    if not cells:
        return []
    reading = read_dates(list(cells), day_first=day_first, from_1904=from_1904)
    days = reading.days.astype("datetime64[D]")
    if reading.order == "ambiguous":
        other = read_dates(list(cells), day_first=not reading.day_first, from_1904=from_1904)
        days = _settled(days, other.days.astype("datetime64[D]"), near)
    return [
        day if isinstance(day, dt.date) and _EARLIEST <= day.year <= _LATEST else None
        for day in days.astype(object).tolist()
    ]


def _settled(one: Days, other: Days, near: tuple[dt.date, dt.date] | None) -> Days:
    """Return the reading under which all open days lie near; none of them where both do, or neither."""
    differ = one != other
    inside = [False, False]
    if near is not None:
        first, last = np.datetime64(near[0], "D"), np.datetime64(near[1], "D")
        inside = [bool(((days >= first) & (days <= last))[differ].all()) for days in (one, other)]
    if inside[0] == inside[1]:
        return np.where(differ, np.datetime64("NaT"), one)
    return one if inside[0] else other
