"""Which cells of a returned sheet are not what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from retention_desk.foundation.merge_results import ReturnedSheet
from retention_desk.foundation.project_results import CellValue
from retention_desk.foundation.returned_cells import same_cell

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A cell, what it was handed out as, and what it is; `row` is its place among the rows of the sheet."""

    customer_id: str
    column: str
    before: CellValue
    value: CellValue
    row: int


def changed_cells(sheet: ReturnedSheet, handed_out: pd.DataFrame) -> list[ChangedCell]:
    """Return the cells of a sheet that differ from what was handed out.

    Parameters
    ----------
    sheet : ReturnedSheet
    handed_out : DataFrame
        ``customer_id`` and the cells handed out, one row per customer.

    Notes
    -----
    In a row that was added by hand for a customer of the list only filled cells count: an empty one was
    never handed out.
    """
    import pandas as pd

    place = pd.Index(handed_out["customer_id"]).get_indexer(pd.Index(sheet.rows["customer_id"], dtype=object))
    known = np.flatnonzero(place >= 0)
    customers, keyed = sheet.rows["customer_id"].to_numpy(), sheet.rows["is_keyed"].to_numpy()
    changed = []
    for column in sheet.columns:
        values = sheet.rows[column].to_numpy(dtype=object)
        sent = _sent(handed_out, column)[place[known]]
        # Elementwise in C first: most cells are as they were. Truth and numbers, equal there, are told apart.
        differ = np.asarray(values[known] != sent, dtype=bool) | _is_truth(values[known])
        for at in np.flatnonzero(differ).tolist():
            row, before = int(known[at]), sent[at]
            value = values[row]
            if same_cell(value, before) or (value is None and not keyed[row]):
                continue
            changed.append(ChangedCell(customers[row], column, before, value, row))
    return changed


def _is_truth(cells: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    return np.fromiter((cell is True or cell is False for cell in cells), dtype=bool, count=len(cells))


def _sent(handed_out: pd.DataFrame, column: str) -> np.ndarray[Any, Any]:
    if column not in handed_out:
        return np.full(len(handed_out), None, dtype=object)
    cells = handed_out[column].to_numpy(dtype=object)
    return np.array([cell.strip() if isinstance(cell, str) else cell for cell in cells], dtype=object)
