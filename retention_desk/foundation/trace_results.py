"""Results of a trace: the source rows behind a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

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
        "opening": phrase("makes a customer active at the beginning"),
        "closing": phrase("makes a customer active at the end"),
        "first": phrase("the first of a customer"),
        "listed": phrase("the customer is listed"),
        "complaint": phrase("a complaint"),
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


@dataclass(frozen=True, eq=False)
class Trace:
    """The rows behind a figure.

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
    table : DataFrame
        One row per source row and role: file, sheet, row (number in the file), kind, role, customer (ID),
        date, amount (missing where the table has none).
    recomputed : float or None
        The figure from these rows alone; equal to the figure's value. None for one customer.
    """

    metric: Metric
    text: FigureText
    customer: str | None
    filters: tuple[Phrase, ...]
    table: pd.DataFrame
    recomputed: float | None = None

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
