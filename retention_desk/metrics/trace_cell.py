"""The source rows behind a cell of the cohort grid."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import Days, Floats, Positions, day_number
from retention_desk.foundation.results import FigureText, Flags, Metric
from retention_desk.foundation.trace_results import CellOf, Members, RowSet, Trace
from retention_desk.foundation.trace_rows import rows_table, sheet_counts
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.metrics.cohorts import GRID_PERIOD, grid_of_context
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import ratio_metric, share_metric
from retention_desk.metrics.periods import Period, day_of, period_at, period_index
from retention_desk.metrics.trace_figure import context_of_rows

KEY: Final = "cohort_cell"
_NEVER: Final = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Cell:
    """A cell with the events cohorts are made of: purchases, or activity without orders.

    `row`, `customer`, `day`, `amount`, `inside` (in the cell), `own` (of its cohort) and `begins` (in the
    cohort's own period) have shape (n_events,); `first_day` and `cohort` (who is of it) (n_customers,).
    """

    count: str
    kind: str
    row: npt.NDArray[np.int64]
    customer: Positions
    day: Days
    amount: Floats
    inside: Flags
    own: Flags
    begins: Flags
    first_day: Days
    cohort: Flags
    then: Period


def trace_cell(asked: CellOf, context: MetricContext) -> Trace:
    """Return the source rows behind a cell: those of its period, and those that made its cohort.

    Raises
    ------
    UserFacingError
        ``unknown_cell``: no such cohort, or the later period has not begun.
    """
    period = asked.period or GRID_PERIOD[context.settings.general.period]
    cell = cell_of(asked, context, period)
    if cell is None:
        raise no_cell(asked.cohort, asked.steps)
    members = members_of_cell(cell)

    def rows() -> tuple[RowSet, ...]:
        return rows_of_cell(cell)

    def again() -> float | None:
        return _value_again(asked, context_of_rows(context, rows()), period)

    first, last = cell.then.dates
    return Trace(
        metric=_metric(cell, members, context),
        text=FigureText(KEY, _name(asked, period), _definition(asked, period)),
        customer=None,
        filters=(
            phrase("as of {day:date}", day=context.data.as_of),
            phrase("from {first:date} to {last:date}", first=first, last=last),
        ),
        sheets=sheet_counts(context.data, rows()),
        list_rows=lambda: rows_table(context.data, rows(), members),
        compute_again=again,
        members=members,
    )


def cell_of(asked: CellOf, context: MetricContext, period: str) -> Cell | None:
    """Return a cell of the grid, or None where there is no such cohort or the later period has not begun."""
    events = _events(context)
    if events is None or context.as_of_day is None or asked.steps < 0:
        return None
    kind, row, customer, day, amount = events
    number = int(period_index(np.array([day_of(asked.cohort)]), period)[0])
    then = period_at(number + asked.steps, period)
    first = np.full(context.n_customers, _NEVER, dtype=np.int32)
    np.minimum.at(first, customer, day)
    start, end = period_at(number, period).start, period_at(number, period).end
    cohort = (first >= start) & (first <= end)
    if then.start > context.as_of_day or not cohort.any() or start != day_of(asked.cohort):
        return None
    own: Flags = cohort[customer]
    inside = own & (day >= then.start)
    if asked.count != "later":
        inside &= day <= then.end
    begins = own & (day <= end)
    return Cell(asked.count, kind, row, customer, day, amount, inside, own, begins, first, cohort, then)


def _events(
    context: MetricContext,
) -> tuple[str, npt.NDArray[np.int64], Positions, Days, Floats] | None:
    if context.book is not None:
        lines = context.counted_lines.at(np.flatnonzero(context.counted_lines.purchase))
        return "orders", lines.row, lines.customer, lines.day, lines.amount
    if "activity" not in context.data.events:
        return None
    table = context.data.events["activity"]
    customer, day = table["customer"].to_numpy(dtype=np.int32), day_number(table["happened_on"])
    return "activity", np.arange(len(day), dtype=np.int64), customer, day, np.full(len(day), np.nan)


def rows_of_cell(cell: Cell) -> tuple[RowSet, ...]:
    """Return the rows of a cell's period, and those that made its cohort."""
    counted = RowSet(cell.kind, "counted", cell.row[cell.inside])
    if cell.count == "revenue":
        return counted, RowSet(cell.kind, "base", cell.row[cell.begins])
    begun = cell.own & (cell.day == cell.first_day[cell.customer])
    return counted, RowSet(cell.kind, "first", cell.row[begun])


def members_of_cell(cell: Cell) -> Members:
    """Return who of the cohort was there in the cell, and the whole cohort."""
    there = np.zeros(len(cell.cohort), dtype=bool)
    there[cell.customer[cell.inside]] = True
    return Members(np.flatnonzero(there), np.flatnonzero(cell.cohort))


def _metric(cell: Cell, members: Members, context: MetricContext) -> Metric:
    size = len(members.denominator)
    if cell.count != "revenue":
        return share_metric(KEY, len(members.numerator), size, period=cell.then.dates)
    now, base = float(cell.amount[cell.inside].sum()), float(cell.amount[cell.begins].sum())
    formula = phrase("{now} ÷ {base}", now=context.money(now), base=context.money(base))
    return ratio_metric(KEY, "share", now, base, formula=formula, period=cell.then.dates, n=size)


def _value_again(asked: CellOf, alone: MetricContext, period: str) -> float | None:
    """Return the cell of the grid that some rows alone make."""
    grid = grid_of_context(alone, period)
    if grid is None or asked.cohort not in grid.starts:
        return None
    row = grid.starts.index(asked.cohort)
    if asked.count == "revenue":
        return float(grid.revenue[row, asked.steps] / grid.revenue[row, 0])
    counted = grid.active if asked.count == "exact" else grid.active_or_later
    return float(counted[row, asked.steps] / grid.size[row])


def _name(asked: CellOf, period: str) -> Phrase:
    return phrase(
        "Cohort of {cohort:date}, {period} {steps:count}",
        cohort=asked.cohort,
        period=PERIODS[period],
        steps=asked.steps,
    )


def _definition(asked: CellOf, period: str) -> Phrase:
    name = PERIODS[period]
    if asked.count == "revenue":
        return phrase(
            "What customers first seen in the cohort's {period} brought in this later one ÷ what they "
            "brought in their first.",
            period=name,
        )
    if asked.count == "later":
        return phrase(
            "Customers first seen in the cohort's {period} who were there in this later one or after it ÷ "
            "all customers of the cohort.",
            period=name,
        )
    return phrase(
        "Customers first seen in the cohort's {period} who were there in this later one ÷ all customers of "
        "the cohort.",
        period=name,
    )


def no_cell(cohort: dt.date, steps: int) -> UserFacingError:
    """Return the error for a cell that the grid has not (code ``unknown_cell``)."""
    return UserFacingError(
        "unknown_cell",
        phrase("No cohort begins on {day:date}, or the later period has not begun.", day=cohort),
        f"{cohort},{steps}",
        phrase("Name a cohort by the first day of its period, and how many periods later."),
    )
