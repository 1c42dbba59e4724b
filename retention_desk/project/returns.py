"""Returned workbooks, rows added by hand and settled conflicts, in and out of a project file."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, get_args

from retention_desk.foundation.merge_results import CellKey, KeptReturn, ManualAction, Settlement, WhoFrom
from retention_desk.foundation.project_results import ReturnedEdit
from retention_desk.project.plain import NotPlainError, from_text, to_text
from retention_desk.project.stamps import day_text, read_day, read_time, time_text, utc_now

_FILES: Final = (
    "SELECT id, merged_at, list_id, file, file_hash, who, who_from, saved_at, n_rows, removed, found_columns,"
    " not_read FROM returned_file"
)
_CELLS: Final = (
    "SELECT returned_file, customer_id, edited_column, before, value, sheet, sheet_row, contacted_on"
    " FROM returned_cell ORDER BY id"
)
_ORIGINS: Final[tuple[str, ...]] = get_args(WhoFrom)


def write_return(connection: sqlite3.Connection, item: KeptReturn) -> bool:
    """Write a returned workbook within a transaction; return false when the very file is kept already."""
    written = connection.execute(
        "INSERT OR IGNORE INTO returned_file (merged_at, list_id, file, file_hash, who, who_from, saved_at,"
        " n_rows, removed, found_columns, not_read) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            time_text(utc_now()), item.list_id, item.file, item.file_hash, item.who, item.who_from,
            None if item.saved_at is None else time_text(item.saved_at), item.n_rows, to_text(item.removed),
            to_text(item.columns), to_text(tuple(sorted(item.not_read))),
        ),
    )  # fmt: skip
    if not written.rowcount:
        return False
    number = written.lastrowid
    connection.executemany(
        "INSERT INTO returned_cell (returned_file, customer_id, edited_column, before, value, sheet,"
        " sheet_row, contacted_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number, edit.customer_id, edit.column, to_text(edit.before), to_text(edit.value), edit.sheet,
                edit.row, day_text(edit.contacted_on),
            )
            for edit in item.edits
        ],
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO manual_action (returned_file, customer_id, cells) VALUES (?, ?, ?)",
        [(number, action.customer_id, to_text(dict(action.values))) for action in item.manual],
    )
    return True


def read_returns(connection: sqlite3.Connection, list_id: str | None = None) -> tuple[KeptReturn, ...]:
    """Return the workbooks that came back for an action list, or for all, in the order they were merged."""
    if list_id is None:
        rows = connection.execute(_FILES + " ORDER BY id").fetchall()
    else:
        rows = connection.execute(_FILES + " WHERE list_id = ? ORDER BY id", (list_id,)).fetchall()
    if not rows:
        return ()
    cells: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for number, *cell in connection.execute(_CELLS):
        cells[number].append(tuple(cell))
    manual: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for number, *action in connection.execute(
        "SELECT returned_file, customer_id, cells FROM manual_action ORDER BY id"
    ):
        manual[number].append(tuple(action))
    return tuple(_kept(row, cells[row[0]], manual[row[0]]) for row in rows)


def _kept(row: tuple[Any, ...], cells: list[tuple[Any, ...]], manual: list[tuple[Any, ...]]) -> KeptReturn:
    _, merged_at, list_id, file, file_hash, who, who_from, saved, n_rows, removed, columns, not_read = row
    if who_from not in _ORIGINS:
        raise NotPlainError("no such origin")
    saved_at = None if saved is None else read_time(saved)
    edits = tuple(
        ReturnedEdit(
            list_id, customer_id, column, from_text(before), from_text(value), who, file, file_hash, saved_at,
            sheet, place, read_day(contacted),
        )
        for customer_id, column, before, value, sheet, place, contacted in cells
    )  # fmt: skip
    actions = tuple(
        ManualAction(list_id, customer_id, from_text(values), who, file, file_hash, saved_at)
        for customer_id, values in manual
    )
    return KeptReturn(
        list_id, file, file_hash, who, who_from, saved_at, n_rows, from_text(removed), from_text(columns),
        edits, actions, frozenset(from_text(not_read)), read_time(merged_at),
    )  # fmt: skip


def delete_return(connection: sqlite3.Connection, item: KeptReturn) -> bool:
    """Delete a returned workbook with its cells within a transaction; return whether it was there."""
    gone = connection.execute(
        "DELETE FROM returned_file WHERE list_id = ? AND file_hash = ?", (item.list_id, item.file_hash)
    )
    return gone.rowcount > 0


def delete_settlements(connection: sqlite3.Connection, settlements: Iterable[Settlement]) -> int:
    """Delete settlements within a transaction, of each the latest that says the same; return how many."""
    return sum(
        connection.execute(
            "DELETE FROM settlement WHERE id = (SELECT max(id) FROM settlement WHERE list_id = ?"
            " AND customer_id = ? AND settled_column = ? AND value = ?)",
            (*item.key, to_text(item.value)),
        ).rowcount
        for item in settlements
    )


def write_settlements(connection: sqlite3.Connection, settlements: Iterable[Settlement], who: str) -> None:
    """Write within a transaction how conflicts were settled; who is named where they do not name anybody."""
    connection.executemany(
        "INSERT INTO settlement (at, who, list_id, customer_id, settled_column, value, between_values)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (time_text(utc_now()), item.who or who, *item.key, to_text(item.value), to_text(item.between))
            for item in settlements
        ],
    )


def read_settlements(connection: sqlite3.Connection) -> tuple[Settlement, ...]:
    """Return how conflicts were settled, the earliest first."""
    rows = connection.execute(
        "SELECT at, who, list_id, customer_id, settled_column, value, between_values"
        " FROM settlement ORDER BY id"
    ).fetchall()
    return tuple(
        Settlement(
            CellKey(list_id, customer_id, column), from_text(value), from_text(between), who, read_time(at)
        )
        for at, who, list_id, customer_id, column, value, between in rows
    )
