"""Notes about customers in the project: they travel with it, and those written before move into it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from retention_desk.desktop.notes import CustomerNotes
from retention_desk.desktop.project.file import ProjectFile
from retention_desk.desktop.project.state import ProjectState, Unsaved
from retention_desk.desktop.session import Session
from retention_desk.foundation.errors import UserFacingError


class ProjectNotes:
    """The notes of an open project; written with all else that changes in it."""

    def __init__(self, file: ProjectFile, state: ProjectState) -> None:
        self._file, self._state = file, state

    def load(self) -> Mapping[str, str]:
        """Return the notes of the project by customer ID."""
        return self._state.notes

    def save(self, notes: Mapping[str, str], changed: Mapping[str, str]) -> bool:
        """Hand on what changed; it is safe when the project says so."""
        state = self._file.state
        if state is not None and state.project is self._state.project:
            self._file.autosave.keep(Unsaved(notes=changed))
        return False


class NotesMover(QObject):
    """Keeps notes in the project that is open, and moves those there that were written about its data before.

    Parameters
    ----------
    notes : CustomerNotes
    session : Session
    project : ProjectFile
    """

    def __init__(
        self, notes: CustomerNotes, session: Session, project: ProjectFile, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notes: Final = notes
        self._session: Final = session
        self._project: Final = project
        self._moved: list[Path] = []
        project.leaving.connect(notes.save_now)
        project.opened.connect(self._opened)
        project.autosave.written.connect(self._written)
        session.data_imported.connect(self._move)

    def _opened(self) -> None:
        state, data = self._project.state, self._session.state.data
        self._moved.clear()
        self._notes.keep_in(None if state is None else ProjectNotes(self._project, state))
        if state is not None:
            self._move()
        elif data is not None:
            self._notes.belong_to(data.fingerprint)

    def _move(self) -> None:
        """Take the notes that lie by the data into the project, where it can be written."""
        state, data = self._project.state, self._session.state.data
        if state is None or data is None or not state.is_writable:
            return
        file = self._notes.file_of(data.fingerprint)
        try:
            found = file.load()
        except UserFacingError as error:
            self._notes.failed.emit(error)
            return
        if found:
            self._moved.append(file.path)
            self._notes.add(found)
            self._written(None)

    def _written(self, _written: object) -> None:
        """Take away the files whose notes are in the project now."""
        if self._project.autosave.unsaved.notes:
            return
        for path in self._moved:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._moved.clear()
