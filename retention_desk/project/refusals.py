"""What cannot be done with a project file, in words: what, where, and the way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.project_results import Holder
from retention_desk.foundation.wording import Phrase, phrase

_PRIMARY: Final = 0xFF
"""The lower byte of an extended result code of SQLite is its primary code."""

_BUSY: Final = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_DAMAGED: Final = {
    sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_TOOBIG,
    sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_CONSTRAINT,
}  # fmt: skip
_READ_ONLY: Final = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_DISK: Final = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM}


def missing(path: Path) -> UserFacingError:
    """Return the refusal of a path where no file is."""
    return UserFacingError(
        "project_missing",
        phrase("There is no such project file."),
        str(path),
        phrase("Check the path, or make a new project."),
    )


def already_there(path: Path) -> UserFacingError:
    """Return the refusal to make a project where a file is."""
    return UserFacingError(
        "project_exists",
        phrase("There is a file of this name already."),
        str(path),
        phrase("Open it, or choose another name."),
    )


def not_ours(path: Path) -> UserFacingError:
    """Return the refusal of a file that is no project."""
    return UserFacingError(
        "not_a_project",
        phrase("This file is no Retention Desk project."),
        str(path),
        phrase("Choose a file that ends in .rdesk; exports in other formats are imported instead."),
    )


def newer(path: Path, version: int, known: int) -> UserFacingError:
    """Return the refusal of a file that a later program wrote."""
    return UserFacingError(
        "newer_project",
        phrase(
            "The project was written by a newer Retention Desk (its format is {version:count}, this program"
            " knows {known:count}).",
            version=version,
            known=known,
        ),
        str(path),
        phrase("Open it with a newer Retention Desk. Nothing was changed."),
    )


def damaged(path: Path, part: Phrase | str) -> UserFacingError:
    """Return the refusal of a file whose content is not as it was written; `part` says which."""
    return UserFacingError(
        "project_damaged",
        phrase("The project file is damaged: {part}.", part=part),
        str(path),
        phrase("Take a copy from a backup. What can still be read stays in the file; nothing was changed."),
    )


def read_only(path: Path) -> UserFacingError:
    """Return the refusal to write where the disk does not let us."""
    return UserFacingError(
        "project_read_only",
        phrase("The project is opened for reading only: its file or folder cannot be written."),
        str(path),
        phrase("Copy the file to a folder that you may write to, and open it there."),
    )


def outdated(path: Path) -> UserFacingError:
    """Return the refusal of an older format that cannot be brought up to date where it is."""
    return UserFacingError(
        "project_outdated",
        phrase("The project has an older format and cannot be brought up to date while it is read-only."),
        str(path),
        phrase("Close it elsewhere, or copy the file to a folder that you may write to, and open it again."),
    )


def held(path: Path, holder: Holder) -> UserFacingError:
    """Return the refusal to write while another process holds the project."""
    return UserFacingError(
        "project_held",
        phrase(
            "{user} has the project open on {host}; it is opened for reading only.",
            user=holder.user,
            host=holder.host,
        ),
        str(path),
        phrase("Close it there, then open it here again."),
    )


def taken_over(path: Path) -> UserFacingError:
    """Return the refusal to write once somebody else took the project over."""
    return UserFacingError(
        "project_taken_over",
        phrase("The project was opened elsewhere while this program was not responding; nothing was saved."),
        str(path),
        phrase("Open the project again to see what was saved elsewhere."),
    )


def unknown_list(path: Path, list_id: str) -> UserFacingError:
    """Return the refusal of edits of an action list that this project never handed out."""
    return UserFacingError(
        "unknown_list",
        phrase("The action list “{list_id}” was not handed out from this project.", list_id=list_id),
        str(path),
        phrase("Open the project that it was exported from. Nothing was taken over."),
    )


def _busy(path: Path) -> UserFacingError:
    return UserFacingError(
        "project_busy",
        phrase("Another program is writing to the project file."),
        str(path),
        phrase("Try again in a moment. A program that keeps files in step may hold it."),
    )


def _disk(path: Path, reason: str) -> UserFacingError:
    return UserFacingError(
        "project_disk",
        phrase("The project file cannot be read or written: {reason}", reason=reason),
        str(path),
        phrase("Check that the disk is connected and has room. What was saved before is still there."),
    )


@contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """Turn what SQLite says of files and disks into refusals; a fault of a statement stays one.

    Raises
    ------
    UserFacingError
        ``project_busy``, ``project_damaged``, ``project_read_only``, ``project_disk``.
    """
    try:
        yield
    except UnicodeDecodeError:  # even what SQLite says of a damage may quote its bytes
        raise damaged(path, phrase("a part of it is not what was written")) from None
    except sqlite3.Error as error:
        code = (getattr(error, "sqlite_errorcode", None) or sqlite3.SQLITE_ERROR) & _PRIMARY
        if code in _BUSY:
            raise _busy(path) from None
        if code in _DAMAGED or str(error).startswith("Could not decode"):
            raise damaged(path, str(error)) from None
        if code in _READ_ONLY:
            raise read_only(path) from None
        if code in _DISK:
            raise _disk(path, str(error)) from None
        raise
