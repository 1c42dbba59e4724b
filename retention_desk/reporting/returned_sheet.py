"""The rows of one sheet of a returned workbook: whose they are, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from retention_desk.foundation.book_cells import BookSheet
from retention_desk.foundation.merge_results import (
    FILL_IN,
    OWN_COLUMN,
    AddedRow,
    CellNotRead,
    ReturnedSheet,
)
from retention_desk.reporting.column_titles import KEY_COLUMN
from retention_desk.reporting.find_columns import ListColumns
from retention_desk.reporting.reading_sheet import ReadingSheet
from retention_desk.reporting.typed_cells import typed_text
from retention_desk.reporting.typed_columns import Cells, HowToRead, typed_column

if TYPE_CHECKING:
    import pandas as pd

SHOWN: Final = ("play", "channel")
"""Columns that are not to be filled in, and are told when somebody changed them."""
_LIVE: Final = "health_score"


@dataclass(frozen=True, eq=False)
class SheetRead:
    """What a sheet gives.

    Attributes
    ----------
    sheet : ReturnedSheet
    columns : ListColumns
    added : list of AddedRow
    not_read : list of CellNotRead
    keys_gone : bool
        It has no column of row keys any more: rows are known by their customer.
    mistaken : int
        Rows whose key and customer do not belong together.
    twice : int
        Rows beyond the first of a customer.
    """

    sheet: ReturnedSheet
    columns: ListColumns
    added: list[AddedRow]
    not_read: list[CellNotRead]
    keys_gone: bool
    mistaken: int
    twice: int


def read_sheet(sheet: BookSheet, columns: ListColumns, reading: ReadingSheet, how: HowToRead) -> SheetRead:
    """Return the rows of a sheet that is an action list."""
    import pandas as pd

    body = _Body.of(sheet, columns)
    owners = _Owners.of(body, reading.sent)
    not_read: list[CellNotRead] = []
    found: dict[str, Any] = {
        "customer_id": owners.customer_id, "row": body.rows, "is_keyed": owners.is_keyed,
    }  # fmt: skip
    for column in _to_read(body, columns):
        typed = typed_column(column, body.cells(column), how)
        found[column] = pd.Series(typed.values, dtype=object)
        not_read += [
            CellNotRead(owners.customer_id[at], column, text, sheet.name, int(body.rows[at]), nearest)
            for at, (text, nearest) in typed.not_read.items()
        ]
    rows = pd.DataFrame(found)
    not_read += _without_value(sheet, body, owners.customer_id)
    not_read += _changed_elsewhere(sheet, body, owners, reading)
    listed = owners.is_listed
    added, strays = _added(sheet, body, rows, ~listed)
    customers = rows["customer_id"][listed]
    return SheetRead(
        ReturnedSheet(sheet.name, rows[listed].reset_index(drop=True), columns.list_mark.partition("/")[2]),
        columns,
        added,
        [cell for cell in not_read if cell.customer_id] + strays,
        KEY_COLUMN not in columns.places,
        owners.mistaken,
        int(customers.duplicated().sum()),
    )


@dataclass(frozen=True, eq=False)
class _Body:
    """The filled rows below the header."""

    sheet: BookSheet
    columns: ListColumns
    at: Any
    rows: Any

    @classmethod
    def of(cls, sheet: BookSheet, columns: ListColumns) -> _Body:
        """Return the rows in which any of the columns has something."""
        skipped = max(columns.header_row + 1 - sheet.first_row, 0)
        filled = sheet.cells.iloc[skipped:].notna().to_numpy().any(axis=1)
        at = np.flatnonzero(filled) + skipped
        return cls(sheet, columns, at, at + sheet.first_row)

    def cells(self, column: str) -> Cells:
        """Return the cells of a column; None throughout when it is gone."""
        number = self.columns.places.get(column)
        if number is None:
            return np.full(len(self.at), None, dtype=object)
        cells: Cells = self.sheet.column(number)[self.at]
        return cells


@dataclass(frozen=True, eq=False)
class _Owners:
    """Whose row each one is.

    Attributes
    ----------
    customer_id : list of str
        As listed, else as typed; empty when nobody is named.
    is_keyed, is_listed : ndarray of bool
        Found by the hidden key (or, where all keys are gone, by customer); a row of the list at all.
    mistaken : int
    """

    customer_id: list[str]
    is_keyed: Any
    is_listed: Any
    keys: list[int | None]
    mistaken: int = 0

    @classmethod
    def of(cls, body: _Body, sent: pd.DataFrame | None) -> _Owners:
        typed = [typed_text(cell) if cell is not None else "" for cell in body.cells("customer")]
        keys = [_key(cell) for cell in body.cells(KEY_COLUMN)]
        has_keys = KEY_COLUMN in body.columns.places and any(key is not None for key in keys)
        if sent is None:
            # Which customers are listed, only the project knows.
            keyed = np.array([key is not None or not has_keys for key in keys], dtype=bool)
            named = np.array([bool(text) for text in typed], dtype=bool)
            return cls(typed, keyed & named, named, keys)
        listed = _Listed.of(sent)
        by_key = [listed.by_key.get(key) if key is not None else None for key in keys]
        by_name = [listed.named(text) for text in typed]
        owner = [name or key for name, key in zip(by_name, by_key, strict=True)]
        mistaken = sum(
            key is not None and name is not None and key != name
            for name, key in zip(by_name, by_key, strict=True)
        )
        is_listed = np.array([who is not None for who in owner], dtype=bool)
        keyed = np.array([key is not None for key in by_key], dtype=bool) if has_keys else is_listed
        customers = [who or text for who, text in zip(owner, typed, strict=True)]
        return cls(customers, keyed, is_listed, keys, mistaken)


@dataclass(frozen=True, eq=False)
class _Listed:
    """The customers of the list by key, by ID, and by ID without leading zeros where that is unique."""

    by_key: Mapping[int, str]
    ids: frozenset[str]
    bare: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: pd.DataFrame) -> _Listed:
        by_key = {int(key): str(who) for key, who in zip(sent.index, sent["customer_id"], strict=True)}
        bare: dict[str, str | None] = {}
        for who in by_key.values():
            short = _bare(who)
            bare[short] = None if short in bare else who
        return cls(by_key, frozenset(by_key.values()), {k: v for k, v in bare.items() if v is not None})

    def named(self, text: str) -> str | None:
        """Return the customer that a text names; spreadsheets take leading zeros and spaces off."""
        if not text:
            return None
        return text if text in self.ids else self.bare.get(_bare(text))


def _bare(text: str) -> str:
    return text.strip().lstrip("0").casefold()


def _key(cell: object) -> int | None:
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    text = str(cell).strip() if isinstance(cell, str) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _to_read(body: _Body, columns: ListColumns) -> list[str]:
    """Return the columns to fill in that are there, and those people added that hold anything."""
    own = [
        key
        for key in columns.places
        if key.startswith(OWN_COLUMN) and any(cell is not None for cell in body.cells(key))
    ]
    return [key for key in FILL_IN if key in columns.places] + own


def _without_value(sheet: BookSheet, body: _Body, customers: list[str]) -> list[CellNotRead]:
    """Return formulas without a value in columns to fill in; looked for where ours have none either."""
    live = body.cells(_LIVE)
    if _LIVE in body.columns.places and len(live) and not all(cell is None for cell in live):
        return []
    places = sheet.without_value()
    if not places:
        return []
    found = []
    for column, number in body.columns.places.items():
        if column in FILL_IN or column.startswith(OWN_COLUMN):
            found += [
                CellNotRead(customers[at], column, "=", sheet.name, int(row))
                for at, row in enumerate(body.rows.tolist())
                if (row, number) in places
            ]
    return found


def _changed_elsewhere(
    sheet: BookSheet, body: _Body, owners: _Owners, reading: ReadingSheet
) -> list[CellNotRead]:
    """Return cells that are not to be filled in and no longer say what was handed out."""
    found = []
    for column in SHOWN:
        if column not in body.columns.places:
            continue
        for at, cell in enumerate(body.cells(column)):
            key = owners.keys[at]
            shown = reading.shown.get(key) if key is not None else None
            text = typed_text(cell) if cell is not None else ""
            if shown is not None and owners.is_listed[at] and text and text != (shown.get(column) or ""):
                row = int(body.rows[at])
                found.append(CellNotRead(owners.customer_id[at], column, text, sheet.name, row))
    return found


def _added(
    sheet: BookSheet, body: _Body, rows: pd.DataFrame, others: Any
) -> tuple[list[AddedRow], list[CellNotRead]]:
    """Return the rows that are not of the list: actions added by hand, and cells that belong to nothing."""
    added: list[AddedRow] = []
    strays: list[CellNotRead] = []
    texts = [key for key in body.columns.places if key not in rows and key not in (KEY_COLUMN, "customer")]
    for at in np.flatnonzero(others):
        customer_id, row = str(rows["customer_id"].iloc[at]), int(body.rows[at])
        filled = {key: rows[key].iloc[at] for key in rows.columns[3:] if rows[key].iloc[at] is not None}
        around = {key: cell for key in texts if (cell := body.cells(key)[at]) is not None}
        if customer_id or any(key in FILL_IN for key in filled):
            values = {**filled, **{key: typed_text(cell) for key, cell in around.items()}}
            added.append(AddedRow(customer_id, values, sheet.name, row))
        else:
            strays += [
                CellNotRead("", key, typed_text(cell), sheet.name, row)
                for key, cell in {**filled, **around}.items()
            ]
    return added, strays
