"""The last period beside the one before and the same one a year before: a decline, or the season."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Final

from retention_desk.foundation.history_results import Comparison
from retention_desk.foundation.metric_results import Series
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase

PERIODS_A_YEAR: Final = {"month": 12, "quarter": 4, "year": 1}


def comparisons(
    series: Mapping[str, Series], starts: tuple[dt.date, ...], period: str
) -> dict[str, Comparison]:
    """Return each figure's last complete period beside the period before and the same a year before.

    Parameters
    ----------
    series : mapping of key to Series
        Histories over consecutive periods.
    starts : tuple of date
        First day of each period of the histories.
    period : {"month", "quarter", "year"}
    """
    back = PERIODS_A_YEAR[period]
    return {key: _compared(one, starts, back) for key, one in series.items() if len(one.values)}


def _compared(series: Series, starts: tuple[dt.date, ...], back: int) -> Comparison:
    value, before, year_before = (_at(series, steps) for steps in (0, 1, back))
    return Comparison(
        series.key,
        starts[-1],
        series.ends[-1],
        value,
        before,
        year_before,
        _note(value, before, year_before) if back > 1 else NOTHING_SAID,
    )


def _at(series: Series, back: int) -> float | None:
    if back >= len(series.values):
        return None
    value = float(series.values[-1 - back])
    return value if math.isfinite(value) else None


def _note(value: float | None, before: float | None, year_before: float | None) -> Phrase:
    if value is None or before is None or year_before is None:
        return NOTHING_SAID
    if value < before and value >= year_before:
        return phrase("Lower than the period before, but not than the same period a year before: "
                      "it may be the season.")  # fmt: skip
    if value > before and value <= year_before:
        return phrase("Higher than the period before, but not than the same period a year before: "
                      "it may be the season.")  # fmt: skip
    return NOTHING_SAID
