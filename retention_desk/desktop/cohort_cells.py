"""The cohort grid of an analysis as cells: shares by one of three counts, average, sentences."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.widgets.cohort_view import CohortCells
from retention_desk.foundation.results import CohortGrid
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

CellCount = Literal["exact", "later", "revenue"]
Floats = npt.NDArray[np.float64]


_LOW_SHARE, _HIGH_SHARE = 0.05, 0.95


def cell_shares(grid: CohortGrid, count: CellCount) -> Floats:
    """Return each cell's share of its cohort or of the first period's revenue, shape as the grid."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if count == "revenue":
            return np.asarray(grid.revenue / grid.revenue[:, :1])
        members = grid.active if count == "exact" else grid.active_or_later
        return np.asarray(members / grid.size[:, None])


def average_shares(shares: Floats, grid: CohortGrid, chosen: slice) -> Floats:
    """Return the mean of the mature cells weighted by cohort size, NaN where there is none."""
    known = np.isfinite(shares) & grid.mature
    weight = np.where(known, grid.size[:, None], 0)[chosen].astype(np.float64)
    total = weight.sum(axis=0)
    with np.errstate(invalid="ignore"):
        average = (np.where(known, shares, 0.0)[chosen] * weight).sum(axis=0) / total
    average[total == 0] = np.nan
    return np.asarray(average)


def cohort_cells(
    grid: CohortGrid,
    words: Words,
    count: CellCount = "exact",
    *,
    last: int | None = 13,
    average: bool = True,
    hatch: bool = True,
    mute: bool = True,
) -> CohortCells:
    """Return the cells of the last cohorts."""
    first = 0 if last is None else max(0, len(grid.size) - last)
    chosen = slice(first, None)
    shares = cell_shares(grid, count)
    wide = len(grid.size) - first
    shown = shares[chosen, :wide]
    mean = average_shares(shares, grid, chosen)[:wide]
    inner = shown[:, 1:][grid.mature[chosen, 1:wide] & np.isfinite(shown[:, 1:])]
    low, high = np.quantile(inner, (_LOW_SHARE, _HIGH_SHARE)) if len(inner) else (0.0, 1.0)
    return CohortCells(
        labels=[
            _row_name(day, grid.period, words, place == 0) for place, day in enumerate(grid.starts[first:])
        ],
        sizes=grid.size[chosen],
        shares=shown,
        mature=grid.mature[chosen, :wide],
        average=mean,
        heads=(
            phrase("First order"),
            "n",
            phrase("{period} 0", period=PERIODS[grid.period]),
            phrase("Average"),
        ),
        low=float(low),
        high=float(high),
        show_average=average,
        hatch_immature=hatch,
        mute_small=30 if mute else 0,
    )


def cohort_name(day: dt.date, period: str, words: Words) -> str:
    """Return what a cohort is called: ``Dec 2010``, ``2010-Q4``, ``2010``."""
    if period == "year":
        return str(day.year)
    if period == "quarter":
        return f"{day.year}-Q{(day.month - 1) // 3 + 1}"
    return words.month(day)


def _row_name(day: dt.date, period: str, words: Words, is_first: bool) -> str:
    """Return a cohort's name in the grid: months say their year once."""
    if period == "month":
        return words.month(day, with_year=is_first or day.month == 1)
    return cohort_name(day, period, words)


def period_after(day: dt.date, period: str, steps: int) -> dt.date:
    """Return the first day of the period that lies `steps` periods after the one `day` begins."""
    months = {"month": 1, "quarter": 3, "year": 12}[period] * steps + day.month - 1
    return dt.date(day.year + months // 12, months % 12 + 1, 1)


def cell_sentence(grid: CohortGrid, words: Words, count: CellCount, row: int, column: int) -> Phrase:
    """Return the sentence that reads a cell (`row` counted over all cohorts)."""
    start = grid.starts[row]
    cohort = cohort_name(start, grid.period, words)
    later = cohort_name(period_after(start, grid.period, column), grid.period, words)
    size = int(grid.size[row])
    if count == "revenue":
        share = float(cell_shares(grid, count)[row, column])
        return phrase(
            "The {size:count} who first bought in {cohort} brought in {later} **{share:share0}** of "
                "their first "
            "{period}'s revenue.",
            size=size, cohort=cohort, later=later, share=share, period=PERIODS[grid.period],
        )  # fmt: skip
    members = grid.active if count == "exact" else grid.active_or_later
    k = int(members[row, column])
    low, high = wilson(k, size)
    said = phrase(
        "Of {size:count} who first bought in {cohort}, **{k:count} ({share:share})** bought in {later}.",
        size=size, cohort=cohort, later=later, k=k, share=k / max(size, 1),
    )  # fmt: skip
    if count == "later":
        said = phrase(
            "Of {size:count} who first bought in {cohort}, **{k:count} ({share:share})** bought in "
            "{later} or later.",
            **said.values,
        )
    if not grid.mature[row, column]:
        return phrase("{said} The period is not over.", said=said)
    return phrase("{said} 95 % interval {low:share} to {high:share}.", said=said, low=low, high=high)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    References
    ----------
    Wilson (1927), score interval.
    """
    if n == 0:
        return 0.0, 1.0
    z, share = 1.959964, k / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    return max(middle - half, 0.0), min(middle + half, 1.0)
