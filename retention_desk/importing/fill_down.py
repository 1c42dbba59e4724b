"""Values printed once for several rows: merged cells, and groups named in their first row only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from retention_desk.foundation.columns import TABLES
from retention_desk.importing.find_header import is_text
from retention_desk.importing.find_tables import Bools
from retention_desk.importing.header_text import compact, synonyms_of
from retention_desk.importing.total_labels import may_name_total, names_total

Codes = npt.NDArray[np.int32]

_LEAST_ROWS: Final = 6
_LEAST_HEADS: Final = 3


def filled_down(
    cells: pd.DataFrame,
    filled: Bools,
    bottom: int,
    headers: Sequence[str],
    merged: Sequence[tuple[int, int, int, int]],
) -> dict[int, Codes]:
    """Return, for each column that changes, its codes with the values that hold for further rows put in.

    Parameters
    ----------
    cells : DataFrame
        As in `foundation.dataset.RawTable.cells`.
    filled : ndarray of bool, shape (n_rows, n_columns)
    bottom : int
        Position of the last header row.
    headers : sequence of str
    merged : sequence of (first row, first column, last row, last column)

    Notes
    -----
    Amounts and other quantities are never put in twice: a total merged over its lines stays one total.
    Without merged cells a group is taken for one only when its first row is unmistakable: the leading
    columns are filled or empty together, the rows without them carry data but neither an order number
    nor a date of their own, and no group repeats the one before it.
    """
    changed: dict[int, Codes] = {}
    for column, first, last in _by_column(merged, bottom, cells.shape):
        codes = cells.iloc[:, column].cat.codes.to_numpy()
        starts = first[codes[first] >= 0]
        if len(starts) and _may_hold_for_several(cells.iloc[:, column], headers[column], codes[starts]):
            lengths = (last - first + 1)[codes[first] >= 0]
            offsets = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
            filled_codes = codes.astype(np.int32, copy=True)
            filled_codes[np.repeat(starts, lengths) + offsets] = np.repeat(codes[starts], lengths)
            changed[column] = filled_codes
    return changed or _groups(cells, filled, bottom, headers)


def _by_column(
    merged: Sequence[tuple[int, int, int, int]], bottom: int, shape: tuple[int, int]
) -> list[tuple[int, npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Return the first and last rows of the merged ranges below the header, column by column."""
    areas = np.array(merged, dtype=np.int64).reshape(-1, 4)
    tall = (
        (areas[:, 2] > areas[:, 0]) & (areas[:, 0] > bottom) & (areas[:, 1] < shape[1]) & (areas[:, 1] >= 0)
    )
    areas = areas[tall & (areas[:, 0] < shape[0])]
    last = np.minimum(areas[:, 2], shape[0] - 1)
    return [
        (int(column), areas[areas[:, 1] == column, 0], last[areas[:, 1] == column])
        for column in np.unique(areas[:, 1])
    ]


@cache
def _types_by_name() -> Mapping[str, frozenset[str]]:
    """Return the types of column that a header (in compact form) can name."""
    types: dict[str, set[str]] = {}
    for kind, table in TABLES.items():
        for column in table.columns:
            for form, _ in synonyms_of(kind)[column.key]:
                types.setdefault(form, set()).add(column.type)
    return {form: frozenset(found) for form, found in types.items()}


def _may_hold_for_several(column: pd.Series[Any], header: str, codes: npt.NDArray[Any]) -> bool:
    """Whether the values of a column say what a row is about, and are no quantities."""
    types = _types_by_name().get(compact(header), frozenset())
    if types and types <= {"money", "number"}:
        return False
    values = [column.cat.categories[code] for code in np.unique(codes)[:200].tolist()]
    quantities = sum(
        isinstance(value, (int, float)) or (isinstance(value, str) and not is_text(value)) for value in values
    )
    return quantities <= 0.5 * len(values) or bool(types & {"id", "date"})


def _groups(cells: pd.DataFrame, filled: Bools, bottom: int, headers: Sequence[str]) -> dict[int, Codes]:
    """Return the filled codes of the leading columns of a table printed in groups; none when in doubt."""
    body = filled[bottom + 1 :]
    used = np.flatnonzero(body.any(axis=0))
    if len(used) < 3 or not 0.02 < body[:, used[0]].mean() < 0.95:
        return {}
    rows = np.flatnonzero(_carries_data(cells, body, bottom, used))
    if len(rows) < _LEAST_ROWS or not body[rows[0], used[0]]:
        return {}
    inner = body[rows]
    head = inner[:, used[0]]
    if head.sum() < _LEAST_HEADS or (~head).mean() < 0.1:
        return {}
    leading = _leading_columns(inner, used, head)
    carried = [int(j) for j in used if j not in leading and inner[~head, j].mean() >= 0.8]
    if len(carried) < 2:
        return {}
    if not _is_unmistakable(cells, bottom, headers, leading, rows[head], float((~head).mean())):
        return {}
    named = {int(j) for j in used if inner[head, j].mean() >= 0.9}.union(carried).difference(leading)
    texts = [j for j in sorted(named) if _is_mostly_text(cells.iloc[bottom + 1 :, j])]
    lines = head | (inner[:, texts].any(axis=1) if texts else True)  # numbers alone are a subtotal
    rows, head = rows[lines], head[lines]
    source = np.maximum.accumulate(np.where(head, np.arange(len(rows)), 0))
    changed = {}
    for column in leading:
        codes = cells.iloc[:, column].cat.codes.to_numpy().astype(np.int32, copy=True)
        if _may_hold_for_several(cells.iloc[:, column], headers[column], codes[bottom + 1 + rows[head]]):
            codes[bottom + 1 + rows] = codes[bottom + 1 + rows[source]]
            changed[column] = codes
    return changed


def _is_mostly_text(column: pd.Series[Any]) -> bool:
    values = [column.cat.categories[code] for code in column.cat.codes.to_numpy()[:200].tolist() if code >= 0]
    return sum(is_text(value) for value in values) > 0.5 * len(values)


def _carries_data(cells: pd.DataFrame, body: Bools, bottom: int, used: npt.NDArray[np.intp]) -> Bools:
    """Return the rows that are lines of a group or begin one: at least two cells, and no total."""
    n_filled = body.sum(axis=1)
    carries: Bools = n_filled >= 2
    sparse = n_filled <= 0.5 * len(used)
    for j in used:
        column = cells.iloc[bottom + 1 :, j].cat
        if j == used[0]:
            own = [i for i, value in enumerate(column.categories) if may_name_total(value)]
            carries &= ~(sparse & np.isin(column.codes.to_numpy(), own))
        labels = [i for i, value in enumerate(column.categories) if names_total(value)]
        if labels:
            carries &= ~np.isin(column.codes.to_numpy(), labels)
    return carries


def _leading_columns(inner: Bools, used: npt.NDArray[np.intp], head: Bools) -> list[int]:
    """Return the first columns that are empty in all rows that do not begin a group."""
    leading = []
    for j in used.tolist():
        if inner[~head, j].mean() > 0.01 or inner[head, j].mean() < 0.9:
            break
        leading.append(j)
    return leading


def _names_of(kind: str, key: str) -> frozenset[str]:
    """Return the names of a canonical column, in compact form."""
    return frozenset(form for form, _ in synonyms_of(kind)[key])


def _is_unmistakable(
    cells: pd.DataFrame,
    bottom: int,
    headers: Sequence[str],
    leading: Sequence[int],
    heads: npt.NDArray[np.intp],
    further_share: float,
) -> bool:
    """Whether rows that lack the leading columns cannot stand for themselves."""
    codes = np.column_stack([cells.iloc[:, j].cat.codes.to_numpy()[bottom + 1 + heads] for j in leading])
    _, keys = np.unique(codes, axis=0, return_inverse=True)
    keys = keys.ravel()
    if (keys[1:] == keys[:-1]).any():
        return False
    names = {compact(headers[j]) for j in leading}
    says_who = bool(names & (_names_of("orders", "customer_id") | _names_of("customers", "name")))
    dated, numbered = names & _names_of("orders", "ordered_on"), names & _names_of("orders", "order_id")
    distinct_share = len(np.unique(keys)) / len(keys)
    if dated or (numbered and says_who):
        return distinct_share >= 0.9
    if not says_who:
        return False
    values = [str(cells.iloc[bottom + 1 + row, leading[0]]) for row in heads[:500].tolist()]
    return distinct_share == 1.0 and further_share >= 0.3 and values == sorted(values)
