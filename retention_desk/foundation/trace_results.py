"""Results of a trace: the source rows behind a figure, a group, a cell or a score."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.metric_results import FigureText, Metric
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    import pandas as pd

Places = npt.NDArray[np.int64]

ROLES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "counted": phrase("counted"),
        "opening": phrase("active at start"),
        "closing": phrase("active at end"),
        "first": phrase("first seen"),
        "listed": phrase("customer listed"),
        "complaint": phrase("complaint"),
        "group": phrase("belongs to the group"),
        "base": phrase("in the first period"),
        "last": phrase("last seen"),
    }
)
"""What a row does for a figure, by key."""


@dataclass(frozen=True, eq=False)
class RowSet:
    """Rows of one table that do the same for a figure.

    Attributes
    ----------
    kind : str
        Table; ``customers`` for rows of the customer table.
    role : str
        Key of `ROLES`.
    places : ndarray of int
        Positions in the table (in `CustomerData.customer_ids` for ``customers``).
    """

    kind: str
    role: str
    places: Places


CellCount = Literal["exact", "later", "revenue"]


@dataclass(frozen=True)
class FigureOf:
    """A key figure to be traced, of everybody or of a part.

    Attributes
    ----------
    key : str
    customer : str or None
        ID of the one customer whose rows are wanted.
    column, group : str or None
        Key of a `SplitColumn` and of one of its groups (`Split.keys`): a bar of a split.
    period_end : date or None
        Last day of an earlier complete period: a point of a history.
    period : {"month", "quarter", "year", None}
        Length of the periods, where it is not that of the settings.
    """

    key: str
    customer: str | None = None
    column: str | None = None
    group: str | None = None
    period_end: dt.date | None = None
    period: str | None = None


@dataclass(frozen=True)
class CellOf:
    """A cell of the cohort grid to be traced.

    Attributes
    ----------
    cohort : date
        First day of the cohort's period.
    steps : int
        Periods after it.
    count : {"exact", "later", "revenue"}
    period : {"month", "quarter", "year", None}
        Of the grid; None for the one the metrics have.
    """

    cohort: dt.date
    steps: int
    count: CellCount = "exact"
    period: str | None = None


@dataclass(frozen=True)
class ScoreOf:
    """The health score of a customer to be traced, or one of the indicators that it is made of."""

    customer: str
    indicator: str | None = None


@dataclass(frozen=True)
class CustomersOf:
    """Some customers to be traced, under a name; positions in `CustomerData.customer_ids`."""

    name: Phrase
    customers: tuple[int, ...]


@dataclass(frozen=True)
class AverageOf:
    """A cell of the row of averages under the cohort grid to be traced.

    Attributes
    ----------
    cohorts : tuple of date or None
        First days of the periods of the cohorts averaged; None for all whose period is over.
    steps : int
    count : {"exact", "later", "revenue"}
    period : {"month", "quarter", "year", None}
    """

    cohorts: tuple[dt.date, ...] | None
    steps: int
    count: CellCount = "exact"
    period: str | None = None


@dataclass(frozen=True)
class StayOf:
    """A point of the Kaplan–Meier curve to be traced: the share still there so many days after the first."""

    days: float


Traced = FigureOf | CellOf | AverageOf | StayOf | ScoreOf | CustomersOf
"""What can be traced; `questions.trace` answers it."""


@dataclass(frozen=True, eq=False)
class Members:
    """The customers a figure counts: those above the line and those below it, as positions.

    Attributes
    ----------
    numerator, denominator : ndarray of int
        Positions in `CustomerData.customer_ids`, ascending; as many as the figure's numerator and
        denominator say.
    """

    numerator: Places
    denominator: Places


@dataclass(frozen=True)
class SheetCount:
    """How many different rows of a sheet are behind a figure."""

    file: str
    sheet: str
    kind: str
    rows: int


@dataclass(frozen=True, eq=False)
class Trace:
    """The rows behind a figure: counted at once, listed when they are asked for.

    Attributes
    ----------
    metric : Metric
        Its formula has the numbers put in.
    text : FigureText
        Name and definition.
    customer : str or None
        The one customer whose rows are shown.
    filters : tuple of Phrase
        What limits the rows: period, window, as-of date.
    sheets : tuple of SheetCount
        Different rows by sheet.
    list_rows : callable
        Gives the rows as a table: one line per source row and role with file, sheet, row (number in the
        file), kind, role, customer (ID), date, until (end of a subscription or case), amount (missing where
        the table has none) and counts (``numerator``, ``denominator``, ``both`` or nothing).
    compute_again : callable or None
        Gives the figure from these rows alone; None where there is no such figure.
    members : Members or None
        The customers counted, where the figure counts customers.
    """

    metric: Metric
    text: FigureText
    customer: str | None
    filters: tuple[Phrase, ...]
    sheets: tuple[SheetCount, ...]
    list_rows: Callable[[], pd.DataFrame]
    compute_again: Callable[[], float | None] | None = None
    members: Members | None = None

    @property
    def count(self) -> int:
        """How many different source rows there are."""
        return sum(sheet.rows for sheet in self.sheets)

    @cached_property
    def table(self) -> pd.DataFrame:
        """The rows, listed once and kept."""
        return self.list_rows()

    @cached_property
    def recomputed(self) -> float | None:
        """The figure from these rows alone; equal to the figure's value. None for one customer."""
        return None if self.compute_again is None else self.compute_again()

    def by_source(self) -> tuple[SourceRows, ...]:
        """Return the rows gathered by file, sheet and role."""
        found = []
        keys = ["file", "sheet", "kind", "role"]
        for (file, sheet, kind, role), rows in self.table.groupby(keys, sort=False, observed=True):
            found.append(SourceRows(str(file), str(sheet), str(kind), str(role), rows["row"].to_numpy()))
        return tuple(found)


@dataclass(frozen=True, eq=False)
class SourceRows:
    """Row numbers of one sheet that do the same for a figure."""

    file: str
    sheet: str
    kind: str
    role: str
    rows: npt.NDArray[Any]

    def ranges(self, most: int) -> tuple[str, int]:
        """Return the first `most` runs of row numbers as text (``6–412, 415``), and how many are left out.

        Examples
        --------
        >>> SourceRows("a.csv", "", "orders", "counted", np.array([3, 2, 4, 9])).ranges(5)
        ('2–4, 9', 0)
        """
        numbers = np.unique(self.rows)
        if not len(numbers):
            return "", 0
        starts = np.flatnonzero(np.r_[True, np.diff(numbers) > 1])
        ends = np.r_[starts[1:], len(numbers)] - 1
        runs = [
            f"{numbers[a]}" if a == b else f"{numbers[a]}–{numbers[b]}"
            for a, b in zip(starts[:most], ends[:most], strict=True)
        ]
        return ", ".join(runs), max(len(starts) - most, 0)


@dataclass(frozen=True)
class FigureSources:
    """Where the rows behind one figure stand, sheet by sheet."""

    metric: Metric
    text: FigureText
    sources: tuple[SourceRows, ...]
