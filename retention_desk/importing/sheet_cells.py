"""The cells of one sheet as a dialect reads them, column by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd


@dataclass(frozen=True, eq=False)
class SheetCells:
    """A sheet before its table was looked for.

    Parameters
    ----------
    name : str
        Sheet name; empty for text files.
    cells : DataFrame
        As in `foundation.dataset.RawTable.cells`.
    first_row : int
        Row number in the file of the first row of `cells`.
    encoding, delimiter : str or None
        Of text files.
    hidden : bool
        Hidden in the workbook.
    field_counts : ndarray of int or None, shape (n_rows,)
        Number of fields of each row of a text file.
    first_column, merged
        As in `foundation.dataset.RawTable`.
    """

    name: str
    cells: pd.DataFrame
    first_row: int = 1
    encoding: str | None = None
    delimiter: str | None = None
    hidden: bool = False
    field_counts: npt.NDArray[np.int32] | None = None
    first_column: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()


def coded(codes: npt.NDArray[Any], values: Sequence[Any] | npt.NDArray[np.object_]) -> pd.Series[Any]:
    """Return a column of cells from positions in its distinct values (−1 = empty).

    Parameters
    ----------
    codes : ndarray of int, shape (n_rows,)
    values : sequence of object
        Distinct cells; they keep their Python types.
    """
    categories = pd.Index(np.fromiter(values, dtype=object, count=len(values)), dtype=object)
    return pd.Series(
        pd.Categorical.from_codes(codes.astype(np.int32, copy=False), categories, validate=False)
    )


def without_empty(codes: npt.NDArray[Any], values: npt.NDArray[np.object_]) -> pd.Series[Any]:
    """Return a column of cells from factorised ones, ``""`` being empty."""
    gone = next((i for i, value in enumerate(values.tolist()) if value == ""), -1)
    if gone >= 0:
        values = np.delete(values, gone)
        codes = np.where(codes == gone, -1, codes - (codes > gone))
    return coded(codes, values)


def column_of(cells: Iterable[Any], n_rows: int) -> pd.Series[Any]:
    """Return a column of cells from one Python value per row; ``""`` and None are empty."""
    column: npt.NDArray[np.object_] = np.fromiter(cells, dtype=object, count=n_rows)
    types = set(map(type, column.tolist()))
    if bool in types:
        column = np.array([_truth_as_text(cell) for cell in column], dtype=object)
    if float in types and dt.time in types:
        column = np.array([str(cell) if isinstance(cell, dt.time) else cell for cell in column], dtype=object)
    codes, values = pd.factorize(column)
    return without_empty(codes, values)


def _truth_as_text(cell: object) -> object:
    return ("TRUE" if cell else "FALSE") if isinstance(cell, bool) else cell


def frame_of(columns: Sequence[pd.Series[Any]], n_rows: int) -> pd.DataFrame:
    """Return columns of cells side by side, numbered from 0."""
    return pd.DataFrame(dict(enumerate(columns)), index=pd.RangeIndex(n_rows), copy=False)
