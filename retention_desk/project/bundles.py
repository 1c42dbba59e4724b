"""Packed tables in and out of a project file; equal columns are kept once, whichever snapshots have them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable
from typing import Final, Literal, cast

from retention_desk.project.frames import PackedColumn, PackedFrame
from retention_desk.project.packing import MOST_ROWS, NotPackedError, PackedArray

MOST_BUNDLE_BYTES: Final = 8 * 2**30
"""What the tables of one snapshot may take unpacked."""


def insert_bundle(connection: sqlite3.Connection, frames: Iterable[PackedFrame]) -> int:
    """Write tables within a transaction; return the number of their bundle."""
    bundle = int(connection.execute("INSERT INTO bundle DEFAULT VALUES").lastrowid or 0)
    insert_frames(connection, bundle, frames)
    return bundle


def insert_frames(connection: sqlite3.Connection, bundle: int, frames: Iterable[PackedFrame]) -> None:
    """Write further tables of a bundle within a transaction; one of the same name is replaced."""
    for frame in frames:
        connection.execute("DELETE FROM frame WHERE bundle = ? AND name = ?", (bundle, frame.name))
        number = connection.execute(
            "INSERT INTO frame (bundle, name, n_rows, row_labels, header_dtype) VALUES (?, ?, ?, ?, ?)",
            (bundle, frame.name, frame.n_rows, frame.index, frame.header_dtype),
        ).lastrowid
        for place, column in enumerate(frame.columns):
            _insert_column(connection, int(number or 0), place, column)


def _insert_column(connection: sqlite3.Connection, frame: int, place: int, column: PackedColumn) -> None:
    arrays = [column.values] if column.categories is None else [column.values, column.categories]
    for array in arrays:
        connection.execute(
            "INSERT OR IGNORE INTO blob VALUES (?, ?, ?)", (array.digest, array.n_bytes, array.packed)
        )
    categories = column.categories
    connection.execute(
        "INSERT INTO frame_column VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            frame, place, column.name, column.values.dtype, column.values.digest,
            None if categories is None else categories.dtype,
            None if categories is None else categories.digest, int(column.is_ordered),
        ),
    )  # fmt: skip


def delete_bundle(connection: sqlite3.Connection, bundle: int) -> None:
    """Delete tables within a transaction, and the columns that nothing else has."""
    connection.execute("DELETE FROM bundle WHERE id = ?", (bundle,))
    delete_unused(connection)


def delete_unused(connection: sqlite3.Connection) -> None:
    """Delete within a transaction the columns that no table has any more."""
    connection.execute(
        "DELETE FROM blob WHERE NOT EXISTS (SELECT 1 FROM frame_column AS c WHERE c.digest = blob.digest)"
        " AND NOT EXISTS (SELECT 1 FROM frame_column AS c WHERE c.categories_digest = blob.digest)"
    )


def read_frames(
    connection: sqlite3.Connection,
    bundle: int,
    is_wanted: Callable[[str], bool] = lambda _name: True,
    columns: Collection[str] | None = None,
) -> dict[str, PackedFrame]:
    """Return the packed tables of a bundle by name: all, or those wanted, with all or some columns.

    Raises
    ------
    NotPackedError
        A column is missing from the file, or together they are larger than allowed.
    """
    found: dict[str, PackedFrame] = {}
    bytes_left = MOST_BUNDLE_BYTES
    rows = connection.execute(
        "SELECT id, name, n_rows, row_labels, header_dtype FROM frame WHERE bundle = ? ORDER BY id", (bundle,)
    ).fetchall()
    for number, name, n_rows, labels, header_dtype in rows:
        if not is_wanted(name):
            continue
        if not 0 <= n_rows <= MOST_ROWS or labels not in {"rows", "customers"}:
            raise NotPackedError("not a table of ours")
        parts = tuple(_read_columns(connection, number, columns, bytes_left))
        bytes_left -= sum(map(_size, parts))
        index = cast("Literal['rows', 'customers']", labels)
        found[name] = PackedFrame(name, n_rows, index, header_dtype, parts)
    return found


def _read_columns(
    connection: sqlite3.Connection, frame: int, wanted: Collection[str] | None, bytes_left: int
) -> Iterable[PackedColumn]:
    listed = connection.execute(
        "SELECT name, dtype, digest, categories_dtype, categories_digest, is_ordered"
        " FROM frame_column WHERE frame = ? ORDER BY place",
        (frame,),
    ).fetchall()
    for name, dtype, digest, categories_dtype, categories_digest, is_ordered in listed:
        if wanted is not None and name not in wanted:
            continue
        values = _read_array(connection, dtype, digest, bytes_left)
        categories = None
        if categories_digest is not None:
            categories = _read_array(connection, str(categories_dtype), categories_digest, bytes_left)
        column = PackedColumn(name, values, categories, bool(is_ordered))
        bytes_left -= _size(column)
        yield column


def _read_array(connection: sqlite3.Connection, dtype: str, digest: bytes, bytes_left: int) -> PackedArray:
    row = connection.execute("SELECT n_bytes, packed FROM blob WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise NotPackedError("a column is missing")
    if not 0 <= row[0] <= bytes_left:
        raise NotPackedError("too large")
    return PackedArray(dtype, digest, row[0], row[1])


def _size(column: PackedColumn) -> int:
    return column.values.n_bytes + (column.categories.n_bytes if column.categories is not None else 0)
