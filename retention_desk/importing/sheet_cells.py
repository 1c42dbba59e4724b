"""The cells of one sheet as a dialect reads them, column by column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.findings import Finding


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
    first_column : int
        Column number in the file (1 = A) of the first column of `cells`.
    merged : tuple of (first row, first column, last row, last column)
        As in `foundation.dataset.RawTable.merged`.
    encoding_confidence : float
        0–1.
    findings : tuple of Finding
        What was noticed while reading.
    member : str
        Name of the file inside an archive; empty for a file of its own.
    file_hash : str
        SHA-256 of that member, hex.
    from_1904 : bool
        The days of its workbook count from 1904.
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
    encoding_confidence: float = 1.0
    findings: tuple[Finding, ...] = ()
    member: str = ""
    file_hash: str = ""
    from_1904: bool = False


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


def merged_within(
    ranges: Iterable[tuple[int, int, int, int]], shape: tuple[int, int], first: tuple[int, int]
) -> tuple[tuple[int, int, int, int], ...]:
    """Return merged ranges as positions in the cells, cut to them; what covers one cell or none is left out.

    Parameters
    ----------
    ranges : iterable of (first row, first column, last row, last column)
        In the file, from 0, both ends included.
    shape : (n_rows, n_columns)
        Of the cells.
    first : (row, column)
        Place of the first cell in the file, from 0.
    """
    kept = []
    for top, left, bottom, right in ranges:
        cut = (
            max(top - first[0], 0), max(left - first[1], 0),
            min(bottom - first[0], shape[0] - 1), min(right - first[1], shape[1] - 1),
        )  # fmt: skip
        if cut[0] <= cut[2] and cut[1] <= cut[3] and cut[:2] != cut[2:]:
            kept.append(cut)
    return tuple(kept)
