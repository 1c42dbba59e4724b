"""Raw tables of a file that may have a password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from retention_desk.foundation.dataset import RawTable
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.importing.read_export import read_export

AskPassword = Callable[[Path, bool], str | None]
"""``ask(path, again)``: the password of a workbook, or None; `again` is true after a wrong one."""


def open_export(
    path: Path,
    ask: AskPassword | None = None,
    *,
    progress: Progress = SILENT,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> tuple[RawTable, ...]:
    """Return the raw tables of a file; its password is asked for until it opens or None is said.

    Raises
    ------
    UserFacingError
        As `read_export`; ``encrypted`` or ``wrong_password`` when nobody knows the password.
    """
    said: str | None = None
    while True:
        try:
            return read_export(path, progress=progress, encoding=encoding, delimiter=delimiter, password=said)
        except UserFacingError as error:
            if ask is None or error.code not in {"encrypted", "wrong_password"}:
                raise
            said = ask(path, error.code == "wrong_password")
            if said is None:
                raise
