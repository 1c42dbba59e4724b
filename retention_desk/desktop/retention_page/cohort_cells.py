"""The cohort grid of an analysis as cells: customers, shares or revenue, their average, and as a table."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.retention_page.cohort_words import cohort_heads, row_name
from retention_desk.desktop.widgets.cohort_paint import CohortCells
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.results import CohortGrid
from retention_desk.foundation.wording import Words, phrase

Measure = Literal["share", "customers", "revenue"]
Floats = npt.NDArray[np.float64]

_LOW_SHARE, _HIGH_SHARE = 0.05, 0.95
FEW = 30


@dataclass(frozen=True)
class CohortLook:
    """What the grid shows.

    Attributes
    ----------
    by : str or None
        Period of the cohorts: month, quarter or year; None as the analysis has them.
    measure : {"share", "customers", "revenue"}
        What a cell counts; revenue as a share of the cohort's first.
    later : bool
        Whether a customer counts in a period when seen in it or later.
    last : int or None
        How many of the last cohorts; None for all.
    average, hatch, mute : bool
        The row of averages; periods not over hatched; cohorts of fewer than 30 greyed.
    """

    by: str | None = None
    measure: Measure = "share"
    later: bool = False
    last: int | None = 13
    average: bool = True
    hatch: bool = True
    mute: bool = True


def cell_shares(grid: CohortGrid, look: CohortLook) -> Floats:
    """Return each cell's share of its cohort or of the first period's revenue, shape as the grid."""
    with np.errstate(invalid="ignore", divide="ignore"):
        if look.measure == "revenue":
            return np.asarray(grid.revenue / grid.revenue[:, :1])
        members = grid.active_or_later if look.later else grid.active
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


def averaged_cohorts(grid: CohortGrid, look: CohortLook, column: int) -> tuple[dt.date, ...]:
    """Return the first days of the cohorts that the average of a column is made of."""
    first = first_cohort(grid, look)
    known = np.isfinite(cell_shares(grid, look)[:, column]) & grid.mature[:, column] & (grid.size > 0)
    return tuple(grid.starts[place] for place in np.flatnonzero(known).tolist() if place >= first)


def first_cohort(grid: CohortGrid, look: CohortLook) -> int:
    """Return the place of the first cohort shown."""
    return 0 if look.last is None else max(0, len(grid.size) - look.last)


def cohort_cells(
    grid: CohortGrid, words: Words, look: CohortLook | None = None, *, orders: bool = True
) -> CohortCells:
    """Return the cells of the cohorts shown; `orders` tells purchases from use."""
    look = look or CohortLook()
    first = first_cohort(grid, look)
    chosen = slice(first, None)
    shares = cell_shares(grid, look)
    wide = len(grid.size) - first
    shown = shares[chosen, :wide]
    inner = shown[:, 1:][grid.mature[chosen, 1:wide] & np.isfinite(shown[:, 1:])]
    low, high = np.quantile(inner, (_LOW_SHARE, _HIGH_SHARE)) if len(inner) else (0.0, 1.0)
    figures, averages = None, None
    if look.measure == "customers":
        figures = (grid.active_or_later if look.later else grid.active)[chosen, :wide]
        averages = _mean_customers(figures, grid.mature[chosen, :wide])
    return CohortCells(
        labels=[
            row_name(day, grid.period, words, place == 0) for place, day in enumerate(grid.starts[first:])
        ],
        sizes=grid.size[chosen],
        shares=shown,
        mature=grid.mature[chosen, :wide],
        average=average_shares(shares, grid, chosen)[:wide],
        heads=cohort_heads(grid.period, orders=orders),
        low=float(low),
        high=float(high),
        show_average=look.average,
        hatch_immature=look.hatch,
        mute_small=FEW if look.mute else 0,
        figures=figures,
        average_figures=averages,
    )


def _mean_customers(figures: Floats, mature: npt.NDArray[np.bool_]) -> Floats:
    """Return the mean customers per cohort over the cells whose period is over, NaN where there is none."""
    known = np.isfinite(figures) & mature
    n = known.sum(axis=0)
    mean = np.full(figures.shape[1], np.nan)
    np.divide(np.where(known, figures, 0.0).sum(axis=0), n, out=mean, where=n > 0)
    return mean


# -- as a table ----------------------------------------------------------------------------------


def cohort_lines(cells: CohortCells, words: Words) -> list[list[str]]:
    """Return the grid as it is seen, line by line, heads first; the last column names periods not over."""
    first, n, zero, average = (say(text, words) for text in cells.heads)
    steps = [str(step) for step in range(1, cells.shares.shape[1])]
    lines = [[first, n, zero, *steps, words(phrase("Not over"))]]
    if cells.show_average:
        total = words.count(int(cells.sizes.sum()))
        lines.append([average, total, *_set(cells.written_average(), words), ""])
    for row, written in enumerate(cells.written()):
        size = words.count(int(cells.sizes[row]))
        lines.append([say(cells.labels[row], words), size, *_set(written, words), _not_over(cells, row)])
    return lines


def cohort_csv(cells: CohortCells, starts: tuple[dt.date, ...], period: str, words: Words) -> str:
    """Return the grid as CSV: shares of 0–1 in full, customers as they are, cohorts by their whole name."""
    first, n, zero, average = (say(text, words) for text in cells.heads)
    steps = [str(step) for step in range(1, cells.shares.shape[1])]
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\r\n")
    table.writerow([first, n, zero, *steps, words(phrase("Not over"))])
    if cells.show_average:
        exact = cells.average if cells.average_figures is None else cells.average_figures
        table.writerow([average, int(cells.sizes.sum()), *_plain(exact), ""])
    numbers = cells.shares if cells.figures is None else cells.figures
    for row, start in enumerate(starts):
        name = words.period(start, period)
        table.writerow([name, int(cells.sizes[row]), *_plain(numbers[row]), _not_over(cells, row)])
    return stream.getvalue()


def _set(numbers: Floats, words: Words) -> list[str]:
    return [words.count(number) if np.isfinite(number) else "" for number in numbers.tolist()]


def _plain(numbers: Floats) -> list[str]:
    return [f"{number:.6g}" if np.isfinite(number) else "" for number in numbers.tolist()]


def _not_over(cells: CohortCells, row: int) -> str:
    return " ".join(
        str(step) for step in np.flatnonzero(np.isfinite(cells.shares[row]) & ~cells.mature[row]).tolist()
    )
