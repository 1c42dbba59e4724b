"""Where the tables of a sheet lie: one as a rule, or several beside or below each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.importing.find_header import cell_text, header_position, is_text, row_objects
from retention_desk.importing.header_text import compact, known_headers, synonyms_of

_MOST_TABLES: Final = 50
_MOST_STARTS: Final = 500
_TITLE_ROWS: Final = 4
_BELOW_ROWS: Final = 12
_LEAST_KNOWN: Final = 2
_ENDS_APART_ROWS: Final = 3

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Region:
    """A rectangle of cells as positions, the ends not included."""

    top: int
    bottom: int
    left: int
    right: int


def filled_cells(cells: pd.DataFrame) -> Bools:
    """Return which cells hold more than spaces; shape (n_rows, n_columns)."""
    filled = np.zeros(cells.shape, dtype=bool, order="F")
    for j, (_, series) in enumerate(cells.items()):
        column = series.array
        codes = column.codes
        blank = [
            i for i, value in enumerate(column.categories) if isinstance(value, str) and not value.strip()
        ]
        filled[:, j] = (codes >= 0) & ~np.isin(codes, blank) if blank else codes >= 0
    return filled


def find_tables(cells: pd.DataFrame, filled: Bools) -> tuple[Region, ...]:
    """Return the region of each table of a sheet, from left to right and top to bottom.

    Parameters
    ----------
    cells : DataFrame
        As in `foundation.dataset.RawTable.cells`.
    filled : ndarray of bool, shape (n_rows, n_columns)
        See `filled_cells`.

    Notes
    -----
    Blank rows and columns inside a table do not divide it. What follows blank rows is a table of its own
    when it begins (after a title) with another header than the table above; what stands beyond blank
    columns is one when it has a header and either repeats names of the left one (or names the customer
    too) or ends elsewhere.
    """
    whole = Region(0, cells.shape[0], 0, cells.shape[1])
    found = _divided(cells, filled, whole, 0)
    return tuple(found) if 1 < len(found) <= _MOST_TABLES else (whole,)


def _divided(cells: pd.DataFrame, filled: Bools, region: Region, depth: int) -> list[Region]:
    if depth > 3:
        return [region]
    for parts in (_beside(cells, filled, region), _below(cells, filled, region)):
        if len(parts) > 1:
            return [piece for part in parts for piece in _divided(cells, filled, part, depth + 1)]
    return [region]


def _beside(cells: pd.DataFrame, filled: Bools, region: Region) -> list[Region]:
    """Return the parts of a region that blank columns divide."""
    inside = filled[region.top : region.bottom, region.left : region.right]
    runs = _runs(inside.any(axis=0))
    parts: list[Region] = []
    start = region.left
    for (_, end), (begin, stop) in pairwise(runs):
        here = Region(region.top, region.bottom, start, region.left + end)
        there = Region(region.top, region.bottom, region.left + begin, region.left + stop)
        if _stand_apart(cells, filled, here, there):
            parts.append(here)
            start = there.left
    return [*parts, Region(region.top, region.bottom, start, region.right)]


def _runs(used: npt.NDArray[np.bool_] | np.bool_) -> list[tuple[int, int]]:
    """Return the stretches of True as (start, stop)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], np.atleast_1d(used), [False]]).astype(np.int8)))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


@cache
def _customer_names() -> frozenset[str]:
    """Return the names of a customer's key, in compact form."""
    return frozenset(form for form, _ in synonyms_of("customers")["customer_id"])


def _stand_apart(cells: pd.DataFrame, filled: Bools, here: Region, there: Region) -> bool:
    """Whether two regions divided by blank columns are two tables."""
    sides = []
    for side in (here, there):
        block = filled[side.top : side.bottom, side.left : side.right]
        width = block.shape[1]
        if width < 2:
            return False
        rows = np.flatnonzero(block.sum(axis=1) > 0.5 * width)
        if len(rows) < 2 or len(rows) < 0.9 * (rows[-1] - rows[0] + 1):
            return False
        sides.append((side, int(rows[0]), int(rows[-1])))
    names = []
    for side, _, _ in sides:
        part = cells.iloc[side.top : side.bottom, side.left : side.right]
        position = header_position(part)
        if position is None:
            return False
        texts = [compact(cell_text(cell)) for cell in row_objects(part, position, position + 1)[0]]
        names.append({text for text in texts if text})
    if names[0] & names[1] or all(side & _customer_names() for side in names):
        return True
    (_, first, last), (_, other_first, other_last) = sides
    longest = max(last - first, other_last - other_first)
    apart = abs(last - other_last) > max(_ENDS_APART_ROWS, 0.05 * longest)
    return apart or abs(first - other_first) > 1


def _below(cells: pd.DataFrame, filled: Bools, region: Region) -> list[Region]:
    """Return the parts of a region that begin with another header after blank rows."""
    inside = filled[region.top : region.bottom, region.left : region.right]
    runs = _runs(inside.any(axis=1))
    if len(runs) < 2:
        return [region]
    part = cells.iloc[region.top : region.bottom, region.left : region.right]
    cuts: list[int] = []
    seen: list[dict[int, str]] = []
    for place, (start, stop) in enumerate(runs[:_MOST_STARTS]):
        header = _header_of(part, start, stop)
        if header is None or any(_is_the_same(header, earlier) for earlier in seen):
            continue
        if seen:
            title = runs[place - 1]
            is_title = title[1] - title[0] == 1 and _width_of_row(filled, region, title[0]) == 1
            cuts.append(region.top + (title[0] if is_title and start - title[1] <= 2 else start))
        seen.append(header)
    bounds = [region.top, *cuts, region.bottom]
    return [Region(a, b, region.left, region.right) for a, b in pairwise(bounds)]


def _width_of_row(filled: Bools, region: Region, row: int) -> int:
    """Return how many cells of a row of a region are filled."""
    return int(filled[region.top + row, region.left : region.right].sum())


def _header_of(part: pd.DataFrame, start: int, stop: int) -> dict[int, str] | None:
    """Return the names by column of the header that a stretch of rows begins with, or None."""
    if stop - start < 2:
        return None
    rows = row_objects(part, start, min(stop, start + _TITLE_ROWS + _BELOW_ROWS))
    for place, row in enumerate(rows[: min(_TITLE_ROWS, len(rows) - 1)]):
        if _names_columns(row, rows[place + 1 :]):
            return {j: compact(cell_text(cell)) for j, cell in enumerate(row) if cell is not None}
        if sum(cell is not None for cell in row) > 2:
            return None
    return None


def _names_columns(row: Sequence[Any], below: Sequence[Sequence[Any]]) -> bool:
    names = [(j, cell) for j, cell in enumerate(row) if cell is not None]
    if len(names) < 2 or not all(is_text(cell) for _, cell in names):
        return False
    forms = [compact(cell_text(cell)) for _, cell in names]
    if len(set(forms)) < 0.6 * len(forms) or any(len(form) > 40 for form in forms):
        return False
    widths = sorted(sum(cell is not None for cell in other) for other in below)
    if not 0.5 * len(names) <= widths[len(widths) // 2] <= len(names) + 1:
        return False
    if any(other[j] == cell for j, cell in names for other in below):
        return False
    known = sum(form in known_headers() for form in forms)
    typed = sum(
        sum(other[j] is not None and not is_text(other[j]) for other in below) > 0.5 * len(below)
        for j, _ in names
    )
    return (known >= _LEAST_KNOWN and known >= 0.4 * len(names)) or (
        len(names) >= 3 and typed * 3 >= len(names)
    )


def _is_the_same(header: dict[int, str], earlier: dict[int, str]) -> bool:
    """Whether a header repeats an earlier one: the same names over the same columns."""
    same = sum(earlier.get(j) == name for j, name in header.items())
    return same > 0.6 * max(len(header), len(earlier))
