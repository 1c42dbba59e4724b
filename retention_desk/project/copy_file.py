"""A copy of a project file as it is at one instant, whoever writes to it meanwhile."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.saving import saved_whole
from retention_desk.foundation.wording import phrase
from retention_desk.project.database import KEEP_JOURNAL, Database, connect
from retention_desk.project.refusals import faults_told

_PAGES_A_STEP: Final = 1_024


def copy_file(database: Database, path: Path, progress: Progress = SILENT) -> None:
    """Write an open project to another path, held by nobody; the file is there wholly or as it was before.

    Raises
    ------
    UserFacingError
        ``copy_onto_itself``, ``not_writable``, ``project_disk``, ``project_busy``.
    """
    if path.exists() and path.samefile(database.path):
        raise UserFacingError(
            "copy_onto_itself",
            phrase("A project cannot be copied onto itself."),
            str(path),
            phrase("Choose another name or folder."),
        )

    def told(_code: int, left: int, pages: int) -> None:
        progress.step(1.0 - left / pages if pages else 1.0)

    with saved_whole(path) as temporary, faults_told(path):
        target = connect(temporary, "rw")
        try:
            with database.reading() as connection:
                connection.backup(target, pages=_PAGES_A_STEP, progress=told)
            target.execute(KEEP_JOURNAL)
            target.execute("DELETE FROM holder")
        finally:
            target.close()
