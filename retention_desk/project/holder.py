"""Who may write to a project: one row that tells the process, and when it last said that it is there.

Locks of the file system alone would not do: they name nobody, and on some network shares they do nothing.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
import platform
import secrets
import sqlite3
from typing import Final

from retention_desk.foundation.project_results import Holder
from retention_desk.project.process_alive import process_alive
from retention_desk.project.stamps import read_time, time_text

BEAT_SECONDS: Final = 60
"""How often whoever holds a project open says so."""

STALE_SECONDS: Final = 5 * BEAT_SECONDS
"""Silent for so long, it has gone: crashed, or asleep; then it finds out when it next writes."""


def user_name() -> str:
    """Return the name of the user as the system has it; empty when it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def this_process(now: dt.datetime) -> Holder:
    """Return this process as a holder, with a token of its own."""
    return Holder(secrets.token_hex(16), platform.node(), user_name(), os.getpid(), now, now)


def is_stale(holder: Holder, now: dt.datetime) -> bool:
    """Return whether a holder has gone: its process ended on this machine, or it has long been silent."""
    if holder.host == platform.node() and not process_alive(holder.pid):
        return True
    return (now - holder.beat).total_seconds() > STALE_SECONDS


def holder_of(connection: sqlite3.Connection) -> Holder | None:
    """Return who holds the project by its row; None when nobody does."""
    row = connection.execute("SELECT token, host, user, pid, since, beat FROM holder").fetchone()
    if row is None:
        return None
    token, host, user, pid, since, beat = row
    return Holder(token, host, user, pid, read_time(since), read_time(beat))


def claim(connection: sqlite3.Connection, own: Holder, now: dt.datetime) -> Holder | None:
    """Take the project within a transaction; return who has it when somebody else does."""
    other = holder_of(connection)
    if other is not None and other.token != own.token and not is_stale(other, now):
        return other
    connection.execute(
        "INSERT OR REPLACE INTO holder VALUES (1, ?, ?, ?, ?, ?, ?)",
        (own.token, own.host, own.user, own.pid, time_text(own.since), time_text(now)),
    )
    return None


def is_held_by(connection: sqlite3.Connection, own: Holder) -> bool:
    """Return whether the project is still held by the one with this token."""
    row = connection.execute("SELECT token FROM holder").fetchone()
    return row is not None and row[0] == own.token


def beat(connection: sqlite3.Connection, own: Holder, now: dt.datetime) -> None:
    """Say within a transaction that the holder is still there."""
    connection.execute("UPDATE holder SET beat = ? WHERE token = ?", (time_text(now), own.token))


def release(connection: sqlite3.Connection, own: Holder) -> None:
    """Give the project back within a transaction."""
    connection.execute("DELETE FROM holder WHERE token = ?", (own.token,))
