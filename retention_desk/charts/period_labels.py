"""Names of periods beside an axis."""

from __future__ import annotations

import datetime as dt
from typing import Final

from retention_desk.foundation.wording import Words

MONTH_DAYS: Final = 365.25 / 12


def axis_names(starts: list[dt.date], period: str, words: Words) -> list[str]:
    """Return the names of consecutive periods; the year is said once, at its first period."""
    names = []
    for place, start in enumerate(starts):
        with_year = place == 0 or start.year != starts[place - 1].year
        names.append(words.period(start, period, with_year=with_year))
    return names


def in_months(days: float) -> float:
    """Return days as months of 30.44 days."""
    return days / MONTH_DAYS
