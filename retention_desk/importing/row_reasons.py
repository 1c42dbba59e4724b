"""Which rows of a table are no data: notes, totals, repeated headers, rows with another number of fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import RawTable
from retention_desk.importing.typing_columns import Cells

REASONS: Final = (
    "used", "repeated_header", "ragged_row", "total_row", "note_row", "missing_customer_id", "missing_date",
    "bad_date",
    "missing_amount", "bad_amount", "missing_value", "bad_value", "other_currency", "duplicate_customer",
    "counted_elsewhere",
)  # fmt: skip
"""Codes of set-aside rows; a row's reason is a position in this tuple, 0 = used."""

CODE: Final = {name: i for i, name in enumerate(REASONS)}
_TOTAL: Final = re.compile(
    r"^\s*(?:grand\s+|sub[\s-]?)?totals?\b\s*:?.{0,20}$|^\s*(?:sum|summe|gesamt|gesamtsumme)\s*:?\s*$"
    r"|^\s*(?:总计|合计|小计|总和|汇总|本页合计|總計|合計|小計|總和|加總)\s*[:：]?.{0,8}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, eq=False)
class TableRows:
    """The rows of a table below its header.

    Attributes
    ----------
    cells : mapping of header to Cells
        Every column of the table.
    source_row : ndarray of int32, shape (n_rows,)
        Row numbers in the file.
    is_read : ndarray of bool, shape (n_rows,)
        Rows with at least one filled cell; blank rows are not counted as read.
    reason : ndarray of int8, shape (n_rows,)
        Position in `REASONS`; to be filled in further.
    """

    cells: dict[str, Cells]
    source_row: npt.NDArray[np.int32]
    is_read: npt.NDArray[np.bool_]
    reason: npt.NDArray[np.int8]

    def set_aside(self, rows: npt.NDArray[np.bool_], code: str) -> None:
        """Give `rows` a reason, where they have none yet."""
        self.reason[rows & (self.reason == 0) & self.is_read] = CODE[code]


def rows_of(raw: RawTable, customer_header: str) -> TableRows:
    """Return the rows below the header, those that are no data already set aside."""
    body = raw.body
    cells = {header: Cells.of(body[header]) for header in raw.headers}
    n_rows = len(body)
    header_row = raw.header_row or 0
    filled = np.zeros(n_rows, dtype=np.int32)
    for column in cells.values():
        blank = np.array([isinstance(v, str) and not v.strip() for v in column.values], dtype=bool)
        filled += column.spread(~blank, False)
    rows = TableRows(
        cells=cells,
        source_row=np.arange(header_row + 1, header_row + 1 + n_rows, dtype=np.int32),
        is_read=filled > 0,
        reason=np.zeros(n_rows, dtype=np.int8),
    )
    rows.set_aside(_repeats_header(cells, filled), "repeated_header")
    ragged = np.zeros(n_rows, dtype=bool)
    if raw.ragged:
        places = np.array(raw.ragged) - (header_row - raw.first_row + 1)
        ragged[places[(places >= 0) & (places < n_rows)]] = True
    no_customer = cells[customer_header].codes < 0
    totals = _has_total(cells)
    customer_is_total = _is_total(cells[customer_header])
    rows.set_aside(totals & (no_customer | customer_is_total), "total_row")
    width = sum(len(column.values) > 0 for column in cells.values())
    rows.set_aside(
        (filled == 1) & (width >= 3) & (no_customer | ragged | (filled <= 0.2 * width)), "note_row"
    )
    rows.set_aside(ragged, "ragged_row")
    return rows


def _repeats_header(cells: dict[str, Cells], filled: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Return rows most of whose cells are their column's header again."""
    same = np.zeros(len(filled), dtype=np.int32)
    for header, column in cells.items():
        if header in column.values:
            same += column.codes == column.values.index(header)
    result: npt.NDArray[np.bool_] = (same >= 2) & (same > 0.6 * filled)
    return result


def _is_total(column: Cells) -> npt.NDArray[np.bool_]:
    hits = np.fromiter(
        (_may_name_total(value) and bool(_TOTAL.match(value)) for value in column.values),
        dtype=bool,
        count=len(column.values),
    )
    spread: npt.NDArray[np.bool_] = column.spread(hits, False)
    return spread


def _may_name_total(value: object) -> bool:
    """Rule out at a glance what can be no name of a total: numbers, stamps, long texts."""
    return isinstance(value, str) and len(value) < 40 and not value[:1].isdigit()


def _has_total(cells: dict[str, Cells]) -> npt.NDArray[np.bool_]:
    """Return rows in which some cell names a total."""
    found = np.zeros(len(next(iter(cells.values())).codes), dtype=bool)
    for column in cells.values():
        found |= _is_total(column)
    return found
