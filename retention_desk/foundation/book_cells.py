"""A workbook as it stands, cell by cell, with what it tells about itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

Place = tuple[int, int]
UNREADABLE: Final = "#REF!"
"""What a cell says whose content was lost where a file broke off."""


def _none() -> frozenset[Place]:
    return frozenset()


@dataclass(frozen=True, eq=False)
class BookSheet:
    """One sheet.

    Attributes
    ----------
    name : str
        Empty for a text file.
    hidden : bool
    first_row, first_column : int
        Numbers in the file (from 1) of the first row and column of `cells`.
    cells : DataFrame
        As `dataset.RawTable.cells`: text, float, datetime, date; truth as ``TRUE``; missing where empty.
    without_value : callable
        Gives the places (row, column in the file, from 1) of formulas that were saved without their value.
    """

    name: str
    hidden: bool
    first_row: int
    first_column: int
    cells: pd.DataFrame
    without_value: Callable[[], frozenset[Place]] = _none

    @property
    def n_rows(self) -> int:
        """Rows of `cells`."""
        return len(self.cells)

    def column(self, number: int) -> npt.NDArray[np.object_]:
        """Return the cells of a column by its number in the file; None where empty."""
        place = number - self.first_column
        if not 0 <= place < self.cells.shape[1]:
            return np.full(self.n_rows, None, dtype=object)
        cells = self.cells.iloc[:, place].astype(object)
        return cells.where(cells.notna(), None).to_numpy(dtype=object)

    def row(self, number: int) -> dict[int, object]:
        """Return the filled cells of a row of the file by column number."""
        place = number - self.first_row
        if not 0 <= place < self.n_rows:
            return {}
        row = self.cells.iloc[place].tolist()
        return {j + self.first_column: cell for j, cell in enumerate(row) if _is_filled(cell)}


@dataclass(frozen=True, slots=True)
class CellComment:
    """A comment that hangs on a cell."""

    sheet: str
    row: int
    column: int
    who: str
    text: str


@dataclass(frozen=True, eq=False)
class BookCells:
    """All sheets of a workbook.

    Attributes
    ----------
    file, file_hash : str
        Its name, and the SHA-256 of its bytes.
    sheets : tuple of BookSheet
    last_saved_by : str
        As its properties say; empty when they do not.
    saved_at : datetime or None
        UTC.
    keywords : str
        Of its properties.
    comments : tuple of CellComment
    is_part : bool
        The file broke off: sheets and rows are missing, and cells whose text was lost say `UNREADABLE`.
    """

    file: str
    file_hash: str
    sheets: tuple[BookSheet, ...]
    last_saved_by: str = ""
    saved_at: dt.datetime | None = None
    keywords: str = ""
    comments: tuple[CellComment, ...] = ()
    is_part: bool = False

    def sheet(self, name: str) -> BookSheet | None:
        """Return a sheet by name."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)


def _is_filled(cell: object) -> bool:
    return cell is not None and cell == cell  # a missing one differs from itself
