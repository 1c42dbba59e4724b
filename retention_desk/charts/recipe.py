"""What a figure is: the recipe in its catalogue file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from retention_desk.foundation.wording import Phrase, Words

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from retention_desk.charts.canvas import Chart
    from retention_desk.charts.style import Look
    from retention_desk.foundation.results import Analysis

Tabulate = Callable[["Analysis", "Analysis | None"], "pd.DataFrame"]


@dataclass(frozen=True, eq=False)
class Chosen:
    """The customers that a part of a figure stands for.

    Parameters
    ----------
    column : str
        What they are chosen by; another choice by the same takes the place of this one.
    value : str
        Key of the part.
    text : Phrase
        What the filter says: “region = North”.
    customers : ndarray of int
        Their positions.
    """

    column: str
    value: str
    text: Phrase
    customers: npt.NDArray[np.int64]


Members = Callable[[Any, str], "Chosen | None"]


@dataclass(frozen=True)
class FigureRecipe:
    """A figure: its numbers, the sentence it says, and how it is drawn.

    Parameters
    ----------
    key : str
        Name of its file.
    name : Phrase
        What it is called in lists and under "as table".
    tabulate : callable
        Takes the analysis and (where the figure compares) the analysis before; gives the table drawn. What
        belongs to the whole table (currency, n, cut points) is in its `facts`.
    title, subtitle : callable
        Take the table and the words; the title is the answer, the subtitle gives unit, definition and n.
    draw : callable
        Takes table, words and look; gives a `Chart` (a matplotlib Figure with ``hits``).
    columns : mapping of column to (Phrase, format)
        Heading and format (``count``, ``share``, ``money``, ``date``, ``number``, ``text``) of the
        table's columns.
    empty : callable, optional
        Takes the table, gives why there is nothing to draw, or None; by default a table without rows.
    height : callable, optional
        Takes the table, gives the height in pixels the figure needs without titles.
    order : int
        Place in lists.
    members : callable, optional
        Takes what was tabulated (an analysis or an answer) and the key of a part; gives the customers it
        stands for, or None. Without it no part can be clicked to filter.
    """

    key: str
    name: Phrase
    tabulate: Tabulate
    title: Callable[[pd.DataFrame, Words], str]
    subtitle: Callable[[pd.DataFrame, Words], str]
    draw: Callable[[pd.DataFrame, Words, Look], Chart]
    columns: Mapping[str, tuple[Phrase, str]] = field(default_factory=lambda: MappingProxyType({}))
    empty: Callable[[pd.DataFrame], Phrase | None] | None = None
    height: Callable[[pd.DataFrame], int] | None = None
    order: int = 0
    members: Members | None = None

    def why_empty(self, table: pd.DataFrame) -> Phrase | None:
        """Return why there is nothing to draw, or None."""
        from retention_desk.foundation.wording import phrase

        if self.empty is not None:
            return self.empty(table)
        return phrase("Nothing to show yet.") if not len(table) else None


class _Facts(dict[str, Any]):
    """Facts of a whole table; shared, never copied: pandas copies ``attrs`` at every step."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _Facts:
        return self


def facts(**values: Any) -> dict[Any, Any]:
    """Return ``attrs`` for a figure's table: what belongs to the whole of it."""
    return {"facts": _Facts(values)}


def attribute(table: pd.DataFrame, name: str) -> Any:
    """Return one of the `facts` of a figure's table; None when it has none of this name."""
    return table.attrs.get("facts", {}).get(name)


def rows(table: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a figure's table, columns as attributes."""
    return iter(table.itertuples())
