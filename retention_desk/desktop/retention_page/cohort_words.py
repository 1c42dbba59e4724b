"""What the cohort grid says: the names of cohorts, the answer above the grid, the sentence of a cell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import numpy as np

from retention_desk.foundation.results import CohortGrid
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Money, Phrase, Words, phrase, phrase_n

if TYPE_CHECKING:
    from retention_desk.desktop.retention_page.cohort_cells import CohortLook
    from retention_desk.desktop.widgets.cohort_paint import CohortCells


def cohort_heads(period: str, *, orders: bool) -> tuple[Phrase, str, Phrase, Phrase]:
    """Return the heads of names, sizes and the first period, and the name of the row of averages."""
    first = phrase("First order") if orders else phrase("First use")
    return first, "n", phrase("{period} 0", period=PERIODS[period]), phrase("Average")


def row_name(day: dt.date, period: str, words: Words, is_first: bool) -> str:
    """Return a cohort's name in the grid: months say their year once."""
    if period == "month":
        return words.month(day, with_year=is_first or day.month == 1)
    return words.period(day, period)


def period_after(day: dt.date, period: str, steps: int) -> dt.date:
    """Return the first day of the period that lies `steps` periods after the one `day` begins."""
    months = {"month": 1, "quarter": 3, "year": 12}[period] * steps + day.month - 1
    return dt.date(day.year + months // 12, months % 12 + 1, 1)


def grid_titles(
    grid: CohortGrid, cells: CohortCells, look: CohortLook, words: Words, *, orders: bool
) -> tuple[Phrase, Phrase]:
    """Return the answer the grid gives, and what it counts."""
    period, n = PERIODS[grid.period], int(cells.sizes.sum())
    share = cells.pooled_share()
    if share is None:
        return phrase("Too few periods yet to compare cohorts"), phrase("n = {n:count}", n=n)
    return _answer(cells, look, words, share, period, orders=orders), _counted(look, period, n, orders=orders)


def _answer(
    cells: CohortCells, look: CohortLook, words: Words, share: float, period: Phrase, *, orders: bool
) -> Phrase:
    from retention_desk.charts.share_words import share_in_words

    if look.measure == "revenue":
        return phrase(
            "A later {period} brings {share:share0} of a cohort's first on average",
            period=period, share=share,
        )  # fmt: skip
    if look.later:
        said = share_in_words(float(cells.average[1]), words)
        if orders:
            return phrase("{share} of new buyers still order a {period} later", period=period, share=said)
        return phrase("{share} are still active a {period} after their first use", period=period, share=said)
    said = share_in_words(share, words)
    if orders:
        return phrase("{share} of new buyers order again in any later {period}", period=period, share=said)
    return phrase("{share} are active in any later {period}", period=period, share=said)


def _counted(look: CohortLook, period: Phrase, n: int, *, orders: bool) -> Phrase:
    """Return what a cell counts, and n."""
    said = {"period": period, "n": n}
    if look.measure == "revenue":
        return phrase("Revenue of each cohort ÷ its first {period}'s, % · n = {n:count}", **said)
    if look.measure == "customers":
        if look.later:
            return phrase("Customers of each cohort seen in that {period} or later · n = {n:count}", **said)
        return phrase("Customers of each cohort seen in that {period} · n = {n:count}", **said)
    if orders and look.later:
        return phrase(
            "Share of each cohort with an order in that {period} or later, % · n = {n:count}", **said
        )
    if orders:
        return phrase("Share of each cohort with an order in that {period}, % · n = {n:count}", **said)
    if look.later:
        return phrase("Share of each cohort active in that {period} or later, % · n = {n:count}", **said)
    return phrase("Share of each cohort active in that {period}, % · n = {n:count}", **said)


def cell_sentence(
    grid: CohortGrid,
    words: Words,
    look: CohortLook,
    row: int,
    column: int,
    *,
    orders: bool = True,
    currency: str | None = None,
) -> Phrase:
    """Return the sentence that reads a cell (`row` counted over all cohorts)."""
    start = grid.starts[row]
    said = {
        "size": int(grid.size[row]),
        "cohort": words.period(start, grid.period),
        "later": words.period(period_after(start, grid.period, column), grid.period),
    }
    if look.measure == "revenue":
        amount = float(grid.revenue[row, column])
        read = phrase(
            "The {size:count} who first bought in {cohort} brought {amount} in {later}, **{share:share0}** "
            "of their first {period}'s revenue.",
            amount=Money(amount, currency), share=amount / float(grid.revenue[row, 0]),
            period=PERIODS[grid.period], **said,
        )  # fmt: skip
        return read if grid.mature[row, column] else phrase("{said} The period is not over.", said=read)
    members = grid.active_or_later if look.later else grid.active
    k = int(members[row, column])
    low, high = wilson(k, int(grid.size[row]))
    read = phrase(_SENTENCES[orders, look.later].text, k=k, share=k / max(int(grid.size[row]), 1), **said)
    if not grid.mature[row, column]:
        return phrase("{said} The period is not over.", said=read)
    return phrase("{said} 95 % interval {low:share} to {high:share}.", said=read, low=low, high=high)


def average_sentence(grid: CohortGrid, cells: CohortCells, column: int, n_cohorts: int) -> Phrase:
    """Return the sentence that reads a cell of the row of averages."""
    return phrase_n(
        "{period} {steps:count}: **{share:share}** on average over {n:count} cohort whose period is over, "
        "weighted by its customers.",
        "{period} {steps:count}: **{share:share}** on average over {n:count} cohorts whose period is over, "
        "weighted by their customers.",
        n_cohorts, period=PERIODS[grid.period], steps=column, share=float(cells.average[column]),
    )  # fmt: skip


_SENTENCES: Final = {
    (True, False): phrase(
        "Of {size:count} who first bought in {cohort}, **{k:count} ({share:share})** bought in {later}."
    ),
    (True, True): phrase(
        "Of {size:count} who first bought in {cohort}, **{k:count} ({share:share})** bought in "
        "{later} or later."
    ),
    (False, False): phrase(
        "Of {size:count} first active in {cohort}, **{k:count} ({share:share})** were active in {later}."
    ),
    (False, True): phrase(
        "Of {size:count} first active in {cohort}, **{k:count} ({share:share})** were active in "
        "{later} or later."
    ),
}
"""By whether the grid counts orders, and whether later periods count too."""


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
