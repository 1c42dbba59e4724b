"""Opening and making project files: looked at first, then believed."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from retention_desk.foundation.project_results import Holder
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.wording import phrase
from retention_desk.project import holder as holding
from retention_desk.project.database import KEEP_JOURNAL, Database, connect
from retention_desk.project.migrate import (
    APPLICATION_ID,
    bring_up_to_date,
    format_version,
    is_our_schema,
    newest_version,
)
from retention_desk.project.plain import NotPlainError
from retention_desk.project.refusals import (
    already_there,
    damaged,
    faults_told,
    missing,
    newer,
    not_ours,
    outdated,
)
from retention_desk.project.stamps import utc_now

_MAGIC: Final = b"SQLite format 3\0"
_HEADER_BYTES: Final = 100
_APPLICATION_ID_AT: Final = 68
_PAGE_BYTES: Final = 16_384
_CANNOT_WRITE: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}


def create_file(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a project of the newest format with what `fill` writes; the file is there wholly or not at all.

    Raises
    ------
    UserFacingError
        ``project_exists``, ``not_writable``, ``project_disk``.
    """
    if path.exists():
        raise already_there(path)
    # A journal without its project would be played back into the new one.
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    with saved_whole(path) as temporary, faults_told(path):
        connection = connect(temporary, "rw")
        try:
            connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")
            connection.execute(KEEP_JOURNAL)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            bring_up_to_date(connection)
            fill(connection)
            connection.execute("COMMIT")
        finally:
            connection.close()


def open_file(path: Path, *, read_only: bool = False, any_format: bool = False) -> Database:
    """Return a project file opened: for writing when nobody else holds it and the disk lets us.

    With `any_format` an older one is read as it is: what every format has had is there.

    An unfinished transaction of a process that was killed is undone, and an older format brought up to date.

    Raises
    ------
    UserFacingError
        ``project_missing``, ``not_a_project``, ``newer_project``, ``project_damaged``, ``project_outdated``
        (an older format that cannot be written), ``project_busy``, ``project_disk``.
    """
    _look_at(path)
    with faults_told(path):
        try:
            other = None
            if not read_only:
                opened = _open_to_write(path)
                if isinstance(opened, Database):
                    return opened
                other = opened
            return _open_to_read(path, other, any_format=any_format)
        except NotPlainError:
            raise damaged(path, phrase("it does not tell who holds it")) from None


def _look_at(path: Path) -> None:
    """Refuse what is no project by its first bytes, before SQLite has a look."""
    if not path.exists():
        raise missing(path)
    if not path.is_file():
        raise not_ours(path)
    try:
        with path.open("rb") as stream:
            header = stream.read(_HEADER_BYTES)
    except OSError as error:
        raise damaged(path, error.strerror or str(error)) from None
    identity = int.from_bytes(header[_APPLICATION_ID_AT : _APPLICATION_ID_AT + 4], "big")
    if not header.startswith(_MAGIC) or len(header) < _HEADER_BYTES or identity != APPLICATION_ID:
        raise not_ours(path)


def _open_to_write(path: Path) -> Database | Holder | None:
    """Return the project held by this process, else who holds it; None when it cannot be written."""
    if not os.access(path, os.W_OK):
        return None
    connection = connect(path, "rw")
    try:
        _check(path, connection)
        connection.execute(KEEP_JOURNAL)
        now = utc_now()
        own = holding.this_process(now)
        connection.execute("BEGIN IMMEDIATE")
        other = holding.claim(connection, own, now)
        if other is None:
            bring_up_to_date(connection)
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        connection.close()
        if ((getattr(error, "sqlite_errorcode", None) or 0) & 0xFF) in _CANNOT_WRITE:
            return None
        raise
    except BaseException:
        connection.close()
        raise
    if other is None:
        return Database(path, connection, own)
    connection.close()
    return other


def _open_to_read(path: Path, other: Holder | None, *, any_format: bool) -> Database:
    connection = connect(path, "ro")
    try:
        _check(path, connection)
        if format_version(connection) < newest_version() and not any_format:
            raise outdated(path)
    except BaseException:
        connection.close()
        raise
    return Database(path, connection, None, other)


def _check(path: Path, connection: sqlite3.Connection) -> None:
    """Refuse a newer format, and tables that are not those of its own."""
    connection.execute("BEGIN")  # one state of the file; undoes what a killed process left undone
    version = format_version(connection)
    if version > newest_version():
        raise newer(path, version, newest_version())
    if version < 1 or not is_our_schema(connection):
        raise damaged(path, phrase("its tables are not those of a project"))
    connection.execute("COMMIT")
