"""An open project file: its connection, whole transactions, and who holds it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote

from retention_desk.foundation.errors import Cancelled
from retention_desk.foundation.project_results import Holder
from retention_desk.foundation.wording import phrase
from retention_desk.project import holder as holding
from retention_desk.project.packing import MOST_BYTES, NotPackedError
from retention_desk.project.plain import NotPlainError
from retention_desk.project.refusals import damaged, faults_told, held, read_only, taken_over
from retention_desk.project.stamps import utc_now

WAIT_SECONDS: Final = 10.0

_CAREFUL: Final = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA mmap_size = 0",
    "PRAGMA foreign_keys = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA secure_delete = ON",
    # A rollback journal, not a write-ahead log: that one needs memory shared between processes, which network
    # shares have not, and two files beside the project that are forgotten when it is copied. EXTRA also
    # waits for the folder once the journal is gone.
    "PRAGMA synchronous = EXTRA",
)
KEEP_JOURNAL: Final = "PRAGMA journal_mode = DELETE"


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Return a connection (mode ``rw`` or ``ro``) that trusts nothing the file brings along."""
    target = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(
        target, uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MOST_BYTES)
        for statement in _CAREFUL:
            connection.execute(statement)
    except BaseException:
        connection.close()
        raise
    return connection


class Database:
    """A project file that is open.

    Parameters
    ----------
    path : Path
    connection : Connection
    own : Holder or None
        This process as its holder; None when it is opened for reading only.
    other : Holder or None
        Who holds it instead.
    """

    def __init__(
        self, path: Path, connection: sqlite3.Connection, own: Holder | None, other: Holder | None = None
    ) -> None:
        self.path = path
        self.own = own
        self.other = other
        self._connection = connection
        self._turn = threading.RLock()
        self._is_open = True

    @property
    def is_writable(self) -> bool:
        """Whether this process holds the project."""
        return self.own is not None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection within one state of the file, whoever writes meanwhile.

        Raises
        ------
        Cancelled
            The file was closed meanwhile by another thread.
        UserFacingError
            ``project_damaged`` when what is read is not what was written, ``project_busy``, ``project_disk``.
        """
        with self._turn, self._still_open(), self.faults_told(), self._transaction("BEGIN"):
            yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection; what is written is kept wholly when the block ends well, else not at all.

        Raises
        ------
        UserFacingError
            ``project_held`` or ``project_read_only`` when opened for reading only, ``project_taken_over``,
            and as `reading`.
        """
        own = self.require_writable()
        with self._turn, self._still_open(), self.faults_told(), self._transaction("BEGIN IMMEDIATE"):
            if not holding.is_held_by(self._connection, own):
                self.own = None
                self.other = holding.holder_of(self._connection)
                raise taken_over(self.path)
            holding.beat(self._connection, own, utc_now())
            yield self._connection

    def close(self) -> None:
        """Give the project back and close the file; closing twice does nothing more."""
        with self._turn:
            try:
                if self.own is not None:
                    own, self.own = self.own, None
                    with self.faults_told(), self._transaction("BEGIN IMMEDIATE"):
                        holding.release(self._connection, own)
            finally:
                self._is_open = False
                self._connection.close()

    @contextmanager
    def _still_open(self) -> Iterator[None]:
        if not self._is_open:
            raise Cancelled
        yield

    @contextmanager
    def faults_told(self) -> Iterator[None]:
        """Turn what is not as it was written, and what the disk says, into refusals; see `reading`."""
        with faults_told(self.path):
            try:
                yield
            except (NotPlainError, NotPackedError):
                raise damaged(self.path, phrase("a part of it is not what was written")) from None

    def require_writable(self) -> Holder:
        """Return this process as the holder; raises as `writing` when opened for reading only."""
        if self.own is not None:
            return self.own
        raise held(self.path, self.other) if self.other is not None else read_only(self.path)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self._connection.execute(begin)
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise
