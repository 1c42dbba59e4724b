"""Cohorts by month of first purchase: which share of them buys in each later month."""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType

import numpy as np
import pandas as pd

from retention_desk.charts.canvas import SEMIBOLD, Chart
from retention_desk.charts.cohort_colours import CellColours, cell_colours
from retention_desk.charts.cohort_table import SMALL_COHORT, cohort_table
from retention_desk.charts.members import bought_between, first_bought_between, period_of
from retention_desk.charts.period_labels import axis_names
from retention_desk.charts.recipe import Chosen, FigureRecipe, attribute
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

FEWEST_PERIODS = 2


def _tabulate(analysis: Analysis, _previous: Analysis | None = None) -> pd.DataFrame:
    return cohort_table(analysis.metrics.cohorts)


def _title(table: pd.DataFrame, words: Words) -> str:
    average = attribute(table, "average")
    later = average[1:][np.isfinite(average[1:])]
    if not len(later):
        return words("No cohort has a second period yet")
    typical = float(np.median(later))
    period = words(PERIODS[attribute(table, "period")])
    share = share_in_words(typical, words)
    measure = attribute(table, "measure")
    if measure == "active_or_later":
        return words("{share} of new buyers come back later on", share=share).strip()
    if measure == "revenue":
        return words(
            "A later {period} brings {share:share0} of the first one’s revenue", period=period, share=typical
        )
    said = words("{share} of new buyers order again in a typical later {period}", share=share, period=period)
    return said.strip()


def _subtitle(table: pd.DataFrame, words: Words) -> str:
    said = {"period": PERIODS[attribute(table, "period")], "n": attribute(table, "n")}
    measure = attribute(table, "measure")
    if measure == "active_or_later":
        return words(
            "Share of each cohort with an order in that {period} or later, % · n = {n:count}", **said
        )
    if measure == "revenue":
        return words("Revenue of each cohort against its first {period}, % · n = {n:count}", **said)
    return words("Share of each cohort with an order in that {period}, % · n = {n:count}", **said)


def _height(table: pd.DataFrame) -> int:
    from retention_desk.charts.style import Look as AnyLook

    look = AnyLook()
    row = look.size("cohort_row")
    return row * (len(table) + 3) + look.space("s") + look.space("m")


class _Grid:
    """Where the columns and rows of a cohort grid are, in pixels."""

    def __init__(self, chart: Chart, table: pd.DataFrame, words: Words) -> None:
        look = chart.look
        self.row = look.size("cohort_row")
        names = axis_names(list(table["start"]), attribute(table, "period"), words)
        self.names = names
        self.header = words("First order")
        heading = max(look.text_width(t) for t in [*names, self.header, words("Average")]) + look.space("l")
        counts = max(look.text_width(words.count(n)) for n in [*table["size"], attribute(table, "n")])
        self.count_right = chart.left + heading + counts
        self.zero = words("{period} 0", period=words(PERIODS[attribute(table, "period")]))
        zero_width = look.text_width(self.zero) + look.space("l")
        self.zero_right = self.count_right + zero_width
        self.zero_left = self.zero_right - look.text_width(self.zero)
        self.cells = max(len(_steps(table)) - 1, 1)
        self.cell_left = self.zero_right + look.space("s")
        self.cell_width = (chart.right - self.cell_left) / self.cells
        self.top = chart.top
        self.first_row = self.top + 2 * self.row + look.space("s")

    def zero_box(self, y: float) -> tuple[float, float, float, float]:
        """Return the box of the period of the first purchase in the row that begins at `y`."""
        return (self.zero_left, y + 0.5, self.cell_left - 0.5, y + self.row - 0.5)

    def box(self, y: float, k: int) -> tuple[float, float, float, float]:
        """Return the box of the k-th later period in the row that begins at `y`, with gaps of one pixel."""
        x = self.cell_left + (k - 1) * self.cell_width
        return (x + 0.5, y + 0.5, x + self.cell_width - 0.5, y + self.row - 0.5)


def _draw(table: pd.DataFrame, words: Words, look: Look) -> Chart:
    chart = Chart(look)
    chart.titled(_title(table, words), _subtitle(table, words))
    table = _fitting(chart, table, words)
    grid = _Grid(chart, table, words)
    shares = table[_steps(table)].to_numpy(dtype=np.float64)
    mature = attribute(table, "mature")[-len(table) :, : shares.shape[1]]
    later = np.where(mature, shares, np.nan)[:, 1:]
    colours = cell_colours(later.ravel(), look)
    _header(chart, grid)
    _average(chart, grid, table, colours, words)
    hatched, filled, fills = [], [], []
    for i, name in enumerate(grid.names):
        y = grid.first_row + i * grid.row
        middle = y + grid.row / 2
        small = table["size"].iloc[i] < SMALL_COHORT
        chart.label(chart.left, middle, name)
        chart.label(
            grid.count_right, middle, words.count(table["size"].iloc[i]), colour="muted", align="right"
        )
        chart.label(grid.zero_right, middle, _whole(shares[i, 0], words), colour="muted", align="right")
        if not mature[i, 0] and np.isfinite(shares[i, 0]):
            hatched.append(grid.zero_box(y))
        for k in range(1, shares.shape[1]):
            if not np.isfinite(shares[i, k]):
                continue
            box = grid.box(y, k)
            colour = "muted"
            if not mature[i, k]:
                hatched.append(box)
            elif not small:
                fill = colours.fill(shares[i, k])
                colour = colours.figure(fill)
                filled.append(box)
                fills.append(fill)
            chart.label(
                (box[0] + box[2]) / 2, middle, _whole(shares[i, k], words), colour=colour, align="center"
            )
            chart.hit(
                *box, f"{table['start'].iloc[i]}:{k}", _sentence(table, i, k, shares[i, k], mature[i, k])
            )
    if filled:
        chart.boxes(filled, fills)
    chart.hatch(hatched)
    _legend(
        chart, grid.first_row + len(table) * grid.row, colours, words, PERIODS[attribute(table, "period")]
    )
    return chart


def _fitting(chart: Chart, table: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Return the last cohorts, as many as find room with their figures readable."""
    least = chart.look.text_width("100") + chart.look.space("xs")
    shown = table
    while len(_steps(shown)) > FEWEST_PERIODS and _Grid(chart, shown, words).cell_width < least:
        shown = shown.drop(columns=_steps(shown)[-1]).tail(len(_steps(shown)) - 1)
    return shown


def _steps(table: pd.DataFrame) -> list[str]:
    """Return the columns with shares."""
    return [name for name in table.columns if name.isdigit()]


def _whole(share: float, words: Words) -> str:
    return words.number(share * 100, 0)


def _header(chart: Chart, grid: _Grid) -> None:
    y = grid.top + grid.row / 2
    chart.label(chart.left, y, grid.header, colour="muted")
    chart.label(grid.count_right, y, "n", colour="muted", align="right")
    chart.label(grid.zero_right, y, grid.zero, colour="muted", align="right")
    for k in range(1, grid.cells + 1):
        x0, _, x1, _ = grid.box(0, k)
        chart.label((x0 + x1) / 2, y, str(k), colour="muted", align="center")


def _average(chart: Chart, grid: _Grid, table: pd.DataFrame, colours: CellColours, words: Words) -> None:
    y = grid.top + grid.row
    middle = y + grid.row / 2
    average = attribute(table, "average")
    chart.label(chart.left, middle, words("Average"), weight=SEMIBOLD)
    chart.label(grid.count_right, middle, words.count(attribute(table, "n")), colour="muted", align="right")
    if np.isfinite(average[0]):
        chart.label(grid.zero_right, middle, _whole(average[0], words), colour="muted", align="right")
    for k in range(1, grid.cells + 1):
        if k >= len(average) or not np.isfinite(average[k]):
            continue
        box, fill = grid.box(y, k), colours.fill(average[k])
        chart.boxes([box], fill)
        chart.label((box[0] + box[2]) / 2, middle, _whole(average[k], words),
                    colour=colours.figure(fill), weight=SEMIBOLD, align="center")  # fmt: skip
        chart.hit(
            *box, f"average:{k}", phrase("On average {share:share} after {k} periods", share=average[k], k=k)
        )
    rule = y + grid.row + chart.look.space("s") / 2
    chart.rules(
        [(chart.left, rule, chart.right, rule)], chart.look.chart("grid"), chart.look.measure("grid_width")
    )


def _legend(chart: Chart, y: float, colours: CellColours, words: Words, period: Phrase) -> None:
    """Draw the ramp with its ends and the meaning of the hatch, at the right below the grid."""
    look = chart.look
    middle = y + look.space("s") + look.line_height("caption") / 2
    high, edge = look.space("m"), look.space("s")
    hatch_text = words("{period} not over", period=period)
    x = chart.right - look.text_width(hatch_text)
    chart.label(x, middle, hatch_text, colour="muted")
    x -= edge * 3
    chart.hatch([(x, middle - high / 2, x + edge * 2, middle + high / 2)])
    ends = words("{low} to {high:share0}", low=words.number(colours.low * 100, 0), high=colours.high)
    x -= look.text_width(ends) + look.space("l")
    if x < chart.left + len(colours.ramp) * edge + edge:
        return
    chart.label(x, middle, ends, colour="muted")
    n = len(colours.ramp)
    start = x - edge - n * edge
    boxes = [
        (start + i * edge, middle - high / 2, start + (i + 1) * edge, middle + high / 2) for i in range(n)
    ]
    chart.boxes(boxes, list(colours.ramp))


def _sentence(table: pd.DataFrame, i: int, k: int, share: float, mature: bool) -> Phrase:
    size, period = int(table["size"].iloc[i]), attribute(table, "period")
    said = {
        "size": size,
        "start": table["start"].iloc[i],
        "k": k,
        "period": PERIODS[period],
        "share": share,
        "n": round(share * size),
    }
    if attribute(table, "measure") == "revenue":
        return phrase("Cohort of {start:date}: {share:share} of its first revenue, {period} {k}", **said)
    if not mature:
        return phrase(
            "Of {size:count} who first bought from {start:date} on, {n:count} ({share:share}) bought so far "
            "in {period} {k}, which is not over",
            **said,
        )
    return phrase(
        "Of {size:count} who first bought from {start:date} on, {n:count} ({share:share}) "
        "bought in {period} {k}",
        **said,
    )


def _members(analysis: Analysis, key: str) -> Chosen | None:
    """Return who first bought in a cohort's period and again in the k-th after; `key` is ``start:k``."""
    start_text, _, step = key.rpartition(":")
    grid = analysis.metrics.cohorts
    if grid is None or start_text == "average":
        return None
    start, k = dt.date.fromisoformat(start_text), int(step)
    cohort = first_bought_between(analysis, *period_of(start, grid.period))
    again = bought_between(analysis, *period_of(start, grid.period, k))
    text = phrase(
        "first order from {start:date}, again in {period} {k}", start=start, period=PERIODS[grid.period], k=k
    )
    return Chosen("cohort", key, text, np.intersect1d(cohort, again))


ENTRY = FigureRecipe(
    key="cohort_grid",
    name=phrase("Cohort grid"),
    tabulate=_tabulate,
    title=_title,
    subtitle=_subtitle,
    draw=_draw,
    columns=MappingProxyType(
        {"start": (phrase("First order"), "date"), "size": (phrase("Customers"), "count")}
    ),
    empty=lambda table: (
        phrase("Needs purchases in two months or more.") if len(_steps(table)) < FEWEST_PERIODS else None
    ),
    height=_height,
    order=30,
    members=_members,
)
