"""Small sheets written down as rows, and the raw tables found in them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from retention_desk.foundation.dataset import RawTable
from retention_desk.importing.sheet_cells import SheetCells, column_of, frame_of
from retention_desk.importing.table_layout import raw_tables

Merged = tuple[tuple[int, int, int, int], ...]


def grid(rows: Sequence[Sequence[Any]]) -> pd.DataFrame:
    """Return the cells of a sheet; rows may be of different length, numbers are floats as in workbooks."""
    width = max(map(len, rows))
    full = [[*map(_cell, row), *[None] * (width - len(row))] for row in rows]
    return frame_of([column_of(column, len(rows)) for column in zip(*full, strict=True)], len(rows))


def _cell(value: Any) -> Any:
    return float(value) if type(value) is int else value


def tables_in(rows: Sequence[Sequence[Any]], merged: Merged = (), name: str = "Sheet1") -> list[RawTable]:
    """Return the raw tables of a sheet that begins in cell A1."""
    return raw_tables(Path("book.xlsx"), [SheetCells(name, grid(rows), merged=merged)], "")


def rows_below(raw: RawTable) -> list[list[Any]]:
    """Return the rows below the header, None where empty."""
    body = raw.body.astype(object)
    return body.where(body.notna(), None).to_numpy().tolist()
