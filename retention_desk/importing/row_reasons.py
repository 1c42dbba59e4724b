"""Which rows of a table are no data: notes, totals, repeated headers, rows with another number of fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.columns import EVENT_DATES
from retention_desk.foundation.dataset import ColumnMapping, RawTable
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.find_header import is_text, row_objects
from retention_desk.importing.header_block import is_units_row
from retention_desk.importing.note_rows import note_rows
from retention_desk.importing.number_writing import number_writing
from retention_desk.importing.total_labels import TotalLabels, total_labels
from retention_desk.importing.typing_columns import Cells

REASONS: Final = (
    "used", "repeated_header", "ragged_row", "total_row", "note_row", "missing_customer_id", "missing_date",
    "bad_date", "missing_amount", "bad_amount", "missing_value", "bad_value", "other_currency",
    "duplicate_customer", "older_version", "counted_elsewhere", "units_row", "earlier_leaving",
)  # fmt: skip
"""Codes of set-aside rows; a row's reason is a position in this tuple, 0 = used."""

CODE: Final = {name: i for i, name in enumerate(REASONS)}
_USUAL_SHARE: Final = 0.7
_SAMPLE: Final = 200
_COLUMNS_PER_STEP: Final = 1000

Bools = npt.NDArray[np.bool_]


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
    labels : TotalLabels
        Which rows bear a word for a total, data or not.
    """

    cells: dict[str, Cells]
    source_row: npt.NDArray[np.int32]
    is_read: Bools
    reason: npt.NDArray[np.int8]
    labels: TotalLabels

    def set_aside(self, rows: Bools, code: str) -> None:
        """Give `rows` a reason, where they have none yet."""
        self.reason[rows & (self.reason == 0) & self.is_read] = CODE[code]


def rows_of(raw: RawTable, mapping: ColumnMapping, progress: Progress = SILENT) -> TableRows:
    """Return the rows below the header, those that are no data already set aside.

    Notes
    -----
    A word for a total makes a row one only where the row lacks what the others have: a product called
    ``Total Care``, a customer called ``Summe GmbH`` and a customer without a name stay data.
    """
    body = raw.body
    cells: dict[str, Cells] = {}
    for header in raw.headers:
        progress.step(0.6 * len(cells) / len(raw.headers))
        cells[header] = Cells.of(body[header])
    n_rows = len(body)
    header_row = raw.header_row or 0
    filled: dict[str, Bools] = {}
    n_filled = np.zeros(n_rows, dtype=np.int32)
    for header, column in cells.items():
        progress.step(0.6 + 0.2 * len(filled) / len(cells))
        filled[header] = _is_filled(column)
        n_filled += filled[header]
    rows = TableRows(
        cells=cells,
        source_row=np.arange(header_row + 1, header_row + 1 + n_rows, dtype=np.int32),
        is_read=n_filled > 0,
        reason=np.zeros(n_rows, dtype=np.int8),
        labels=total_labels(cells),
    )
    progress.step(0.8)
    rows.set_aside(_units(raw, rows.is_read, mapping.columns["customer_id"]), "units_row")
    repeats = rows_like_header(raw, progress.part(0.8, 0.9))
    progress.step(0.9)
    rows.set_aside(repeats, "repeated_header")
    rows.set_aside(_titles_of_pages(n_filled, repeats), "note_row")
    ragged = np.zeros(n_rows, dtype=bool)
    if raw.ragged:
        places = np.array(raw.ragged) - (header_row - raw.first_row + 1)
        ragged[places[(places >= 0) & (places < n_rows)]] = True
    customer = mapping.columns["customer_id"]
    if rows.labels.any:
        rows.set_aside(_are_totals(rows, mapping, filled, n_filled), "total_row")
    progress.step(0.95)
    rows.set_aside(note_rows(cells, filled, n_filled, customer, ragged), "note_row")
    rows.set_aside(ragged, "ragged_row")
    return rows


def _is_filled(column: Cells) -> Bools:
    blank = np.array([isinstance(v, str) and not v.strip() for v in column.values], dtype=bool)
    if not blank.any():
        return column.codes >= 0
    filled: Bools = column.spread(~blank, False)
    return filled


def _units(raw: RawTable, is_read: Bools, customer: str) -> Bools:
    """Return the row of units below the header, if there is one: it names no customer."""
    units = np.zeros(len(is_read), dtype=bool)
    if is_read.any():
        first = int(is_read.argmax())
        start = len(raw.cells) - len(is_read) + first
        row = row_objects(raw.cells, start, start + 1)[0]
        who = row[raw.headers.index(customer)]
        units[first] = is_units_row(row) and (who is None or str(who).startswith(("(", "（", "[", "【")))
    return units


def rows_like_header(raw: RawTable, progress: Progress = SILENT) -> Bools:
    """Return the rows below the header most of whose cells are those of a header row; shape (n_rows,)."""
    n_rows = len(raw.body)
    bottom = len(raw.cells) - n_rows - 1
    repeats = np.zeros(n_rows, dtype=bool)
    if raw.header_row is None or not n_rows:
        return repeats
    same = np.zeros((raw.header_depth, n_rows), dtype=np.int16)
    for place, (_, column) in enumerate(raw.cells.items()):
        if place % _COLUMNS_PER_STEP == 0:
            progress.step(place / raw.cells.shape[1])
        codes = column.array.codes
        for i, code in enumerate(codes[bottom - raw.header_depth + 1 : bottom + 1].tolist()):
            if code >= 0:
                same[i] += codes[bottom + 1 :] == code
    n_same = same.max(axis=0)
    likely = np.flatnonzero(n_same >= 2)
    if len(likely):
        n_filled = raw.cells.iloc[bottom + 1 + likely].notna().sum(axis=1).to_numpy()
        repeats[likely] = n_same[likely] > 0.6 * n_filled
    return repeats


def _titles_of_pages(n_filled: npt.NDArray[np.int32], repeats: Bools) -> Bools:
    """Return rows of a single cell directly above a header that is printed again."""
    titles = np.zeros(len(n_filled), dtype=bool)
    read = np.flatnonzero(n_filled > 0)
    above = read[:-1][repeats[read[1:]]] if len(read) > 1 else read[:0]
    titles[above[n_filled[above] == 1]] = True
    return titles


def _are_totals(
    rows: TableRows,
    mapping: ColumnMapping,
    filled: Mapping[str, Bools],
    n_filled: npt.NDArray[np.int32],
) -> Bools:
    """Return the labelled rows that lack what data rows have."""
    labels, headers = rows.labels, list(rows.cells)
    customer = mapping.columns["customer_id"]
    date = mapping.columns.get(EVENT_DATES.get(mapping.kind, ""), "")
    plain: Bools = (n_filled > 1) & (labels.column < 0) & (rows.reason == 0)
    if not plain.any():
        return labels.strict & plain
    usual = [
        header for header in headers
        if filled[header][plain].mean() >= _USUAL_SHARE
        and (header in {customer, date} or _says_more_than_numbers(rows.cells[header]))
    ]  # fmt: skip
    own = np.array([header in usual for header in headers])
    n_usual = np.sum([filled[header] for header in usual], axis=0, dtype=np.int32) if usual else 0
    on_usual = (labels.column >= 0) & own[labels.column]
    others = len(usual) - on_usual
    n_others = n_usual - on_usual
    named = filled[customer] & (labels.column != headers.index(customer))
    dated = filled[date] if date else np.zeros(len(named), dtype=bool)
    bare = (n_others <= 0.5 * others) & (others > 0) & ~(named & dated)
    if mapping.kind == "customers":
        bare &= ~named
    quite_bare = bare & (n_others == 0) & ((others >= 2) | bool(date))
    totals: Bools = (labels.strict & bare) | (labels.loose & quite_bare)
    if date:
        begun_usual = (labels.begun_in >= 0) & own[labels.begun_in]
        alone = (labels.begun_in >= 0) & (n_usual - begun_usual == 0)
        totals |= alone & ~filled[customer] & ~dated
    return totals


def _says_more_than_numbers(column: Cells) -> bool:
    """Whether most values of a column are no plain numbers."""
    values: list[Any] = column.values[:_SAMPLE]
    says = sum(
        (is_text(value) and not number_writing(value).is_number) or not isinstance(value, (str, float))
        for value in values
    )
    return says > 0.5 * len(values)
