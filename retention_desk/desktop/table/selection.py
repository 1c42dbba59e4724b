"""Selected rows of a table: what they come to, and the same rows again after a new order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QItemSelection

from retention_desk.desktop.table.columns import NUMERIC, SUMMABLE, ColumnSpec, set_value
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.wording import Phrase, Words, phrase

_MOST_RANGES: Final = 5_000


@dataclass(frozen=True, slots=True)
class SelectionSums:
    """What the selected rows come to in the column that has the focus.

    `total` is None for a column that is not summed (scores, shares); `mean` leaves out the unknown.
    """

    rows: int
    column: ColumnSpec | None = None
    total: float | None = None
    mean: float | None = None

    def said(self, words: Words) -> Phrase:
        """Return the line that the status bar shows."""
        if self.column is None or self.mean is None:
            return phrase("{n:count} rows selected", n=self.rows)
        named = say(self.column.title, words)
        mean = set_value(self.column, self.mean, words)
        if self.total is None:
            return phrase(
                "{n:count} rows selected · {column}: mean {mean}", n=self.rows, column=named, mean=mean
            )
        total = set_value(self.column, self.total, words)
        return phrase(
            "{n:count} rows selected · {column}: sum {total}, mean {mean}",
            n=self.rows,
            column=named,
            total=total,
            mean=mean,
        )


def sums_of(model: FrameModel, sources: NDArray[np.intp], column: int) -> SelectionSums:
    """Return what some source rows come to in a column (its place; −1 for none)."""
    if len(sources) < 2 or not 0 <= column < len(model.specs):
        return SelectionSums(len(sources))
    spec = model.specs[column]
    if spec.kind not in NUMERIC:
        return SelectionSums(len(sources))
    values = model.values(spec.key)[sources]
    known = values[~np.isnan(values)]
    if not len(known):
        return SelectionSums(len(sources), spec)
    total = float(known.sum()) if spec.kind in SUMMABLE else None
    return SelectionSums(len(sources), spec, total, float(known.mean()))


def lines_in(selection: QItemSelection) -> NDArray[np.intp]:
    """Return the lines of a selection in ascending order, each once."""
    parts = [np.arange(part.top(), part.bottom() + 1) for part in selection.toList()]
    return np.unique(np.concatenate(parts)) if parts else np.empty(0, dtype=np.intp)


def selection_of(model: FrameModel, sources: NDArray[np.intp]) -> QItemSelection:
    """Return the selection of those source rows that are shown, neighbours as one range.

    Nothing is selected where they lie scattered over thousands of ranges, which Qt cannot hold at ease.
    """
    selection = QItemSelection()
    lines = np.sort(model.lines_of(sources[sources < model.total]))
    lines = lines[lines >= 0]
    if not len(lines):
        return selection
    breaks = np.flatnonzero(np.diff(lines) > 1)
    firsts, lasts = lines[np.concatenate(([0], breaks + 1))], lines[np.append(breaks, len(lines) - 1)]
    if len(firsts) > _MOST_RANGES:
        return selection
    right = len(model.specs) - 1
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        selection.select(model.index(first, 0), model.index(last, right))
    return selection
