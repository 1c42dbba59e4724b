"""Saving by itself: what changed is in the project a moment later, off the window's thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import reduce
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.project.state import Unsaved, write_unsaved
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.wording import phrase
from retention_desk.project.open_project import Project

SAVE_AFTER_MS: Final = 800
TRY_AGAIN_MS: Final = 5_000
"""Another program holds the file for a moment: one that keeps files in step, or looks for viruses."""


class Autosave(QObject):
    """Gathers what is not saved and writes it in the lane "project".

    Parameters
    ----------
    runner : Runner

    Notes
    -----
    What could not be written is kept and written with what comes next, or when `save` is asked for.
    """

    changed = Signal()
    """Something is unsaved, is being saved, is saved or could not be."""
    written = Signal(object)
    """Unsaved that is in the file now."""
    failed = Signal(object)
    """UserFacingError."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._project: Project | None = None
        self._unsaved = Unsaved()
        self._writing: list[Unsaved] = []
        self.saved_at: dt.datetime | None = None
        self.problem: UserFacingError | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save)

    @property
    def unsaved(self) -> Unsaved:
        """What is not in the file, what is just being written with it."""
        return reduce(Unsaved.then, (*self._writing, self._unsaved))

    @property
    def is_writing(self) -> bool:
        """Whether something is on its way into the file."""
        return bool(self._writing)

    def take(self, project: Project | None) -> None:
        """Save into another project, or none; what was not saved into the one before is dropped."""
        self._timer.stop()
        self._project = project
        self._forget()
        self.problem = self.saved_at = None
        self.changed.emit()

    def keep(self, more: Unsaved) -> None:
        """Take up what is to be saved; it is written soon."""
        project = self._project
        if project is None or not more:
            return
        self._unsaved = self._unsaved.then(more)
        if project.is_writable:
            self._timer.start(SAVE_AFTER_MS)
        self.changed.emit()

    def save(
        self,
        done: Callable[[], object] | None = None,
        refused: Callable[[UserFacingError], object] | None = None,
    ) -> None:
        """Write now what is not saved; then `done` or, where it could not be, `refused` is called."""
        self._timer.stop()
        project = self._project
        if project is None or not (self._unsaved or self._writing):
            if done is not None:
                done()
            return
        taken, self._unsaved = self._unsaved, Unsaved()
        self._writing.append(taken)

        def work(progress: Progress) -> None:
            write_unsaved(project, taken, progress)

        def told(_nothing: None) -> None:
            self._told(project, taken)
            if done is not None:
                done()

        def not_told(error: UserFacingError) -> None:
            self._refused(project, taken, error, silent=refused is not None)
            if refused is not None:
                refused(error)

        self._runner.start("project", phrase("Saving"), work, told, not_told)
        self.changed.emit()

    def save_here(self) -> None:
        """Write on the window's own thread what is not saved: there is no later.

        Raises
        ------
        UserFacingError
            It could not be written; it is still kept here.
        """
        self._timer.stop()
        project, unsaved = self._project, self.unsaved
        if project is not None and project.is_writable and unsaved:
            write_unsaved(project, unsaved)
            self._forget()
            self._told(project, unsaved)

    def drop(self) -> None:
        """Forget what is not saved."""
        self._timer.stop()
        self._forget()
        self.changed.emit()

    def _forget(self) -> None:
        self._unsaved = Unsaved()
        self._writing.clear()

    def _done_with(self, taken: Unsaved) -> None:
        self._writing = [other for other in self._writing if other is not taken]

    def _told(self, project: Project, written: Unsaved) -> None:
        if project is not self._project:
            return
        self._done_with(written)
        self.problem = None
        self.saved_at = dt.datetime.now()
        self.written.emit(written)
        self.changed.emit()

    def _refused(self, project: Project, unwritten: Unsaved, error: UserFacingError, *, silent: bool) -> None:
        if project is not self._project:
            return
        self._done_with(unwritten)
        self._unsaved = unwritten.then(self._unsaved)
        told_before = self.problem is not None and self.problem.code == error.code
        self.problem = error
        self.changed.emit()
        if error.code == "project_busy":
            self._timer.start(TRY_AGAIN_MS)
        if not (told_before or silent):
            self.failed.emit(error)
