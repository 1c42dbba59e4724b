"""Bringing a project file to the newest format, and knowing whether its tables are the ones we make."""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from typing import Final

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.project import migrations
from retention_desk.project.migration import Migration

APPLICATION_ID: Final = 0x5244534B
"""``RDSK``, in the header of every project file."""

Schema = tuple[tuple[str, str, str, str | None], ...]


def steps() -> tuple[Migration, ...]:
    """Return all migrations; the one at position k leads to format k + 1."""
    return tuple(load_catalogue(migrations, Migration).values())


def newest_version() -> int:
    """Return the format that this program writes."""
    return len(steps())


def format_version(connection: sqlite3.Connection) -> int:
    """Return the format of an open file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def bring_up_to_date(connection: sqlite3.Connection, target: int | None = None) -> int:
    """Run the migrations that lack, up to the newest or to `target`; return the format before.

    To be called within a transaction, so that a file has one format or the other, wholly.
    """
    before = format_version(connection)
    last = newest_version() if target is None else target
    for step in steps()[before:last]:
        for statement in step.statements:
            connection.execute(statement)
    if last > before:
        connection.execute(f"PRAGMA user_version = {last:d}")
    return before


def schema_of(connection: sqlite3.Connection) -> Schema:
    """Return all tables, indexes, views and triggers of a file with the statements that made them."""
    rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")
    return tuple(map(tuple, rows.fetchall()))


def is_our_schema(connection: sqlite3.Connection) -> bool:
    """Return whether a file has exactly the tables of its format: no view, trigger or table more."""
    return schema_of(connection) == _schema_of_format(format_version(connection))


@lru_cache(maxsize=16)
def _schema_of_format(version: int) -> Schema:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        bring_up_to_date(connection, version)
        return schema_of(connection)
    finally:
        connection.close()
