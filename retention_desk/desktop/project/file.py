"""The project the window works on: opened, closed, copied, its months; all of it off the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from retention_desk.desktop.jobs import Runner
from retention_desk.desktop.project.autosave import Autosave
from retention_desk.desktop.project.state import (
    ProjectState,
    Unsaved,
    create_state,
    open_state,
    refreshed,
    write_unsaved,
)
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.project_results import DueKey, Snapshot
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.project.due import mark_done
from retention_desk.project.holder import BEAT_SECONDS

if TYPE_CHECKING:
    from retention_desk.project.snapshots import PackedSnapshot

_Result = TypeVar("_Result")
_LOST: Final = frozenset({"project_taken_over", "project_held", "project_read_only"})


class ProjectFile(QObject):
    """Owns the open project, if there is one.

    Parameters
    ----------
    runner : Runner
        Everything that touches the file runs in its lane "project", one after the other.
    """

    leaving = Signal()
    """What is still being typed has to be handed over now: the project is left, copied or closed."""
    opened = Signal()
    """Another project is open, or none any more."""
    changed = Signal()
    """Its months, lists or journal changed."""
    failed = Signal(object)
    """UserFacingError; what was open stays open."""
    not_saved = Signal(object, object)
    """UserFacingError that keeps the open project from being left, and what leaves it all the same."""
    lost = Signal(object)
    """UserFacingError: the project can no longer be written here."""
    taken_out = Signal(object, object)
    """Snapshot that was deleted, and what brings it back."""
    replaced = Signal(object, object)
    """Snapshot in whose place another one of its day is kept, and what brings it back."""
    brought_back = Signal(object)
    """Snapshot that is kept again in the place of the one that replaced it."""

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner: Final = runner
        self.autosave: Final = Autosave(runner, self)
        self._state: ProjectState | None = None
        self._beats = QTimer(self)
        self._beats.setInterval(BEAT_SECONDS * 1000)
        self._beats.timeout.connect(self.beat)
        self.autosave.failed.connect(self._not_written)
        self.autosave.written.connect(self._written)

    @property
    def state(self) -> ProjectState | None:
        """What is known of the open project; None where none is open."""
        return self._state

    # -- opening and closing -----------------------------------------------------------------------

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open a project in the place of the one that is open."""
        path, state = path.resolve(), self._state
        if state is not None and state.path == path and (state.is_writable or read_only):
            self.opened.emit()
            return

        def work(progress: Progress) -> ProjectState:
            return open_state(path, progress, read_only=read_only)

        self.leave(lambda: self._start(phrase("Opening the project"), work, self._arrived))

    def create(self, path: Path, settings: AnalysisSettings) -> None:
        """Make a project at a path and open it; its months are what is imported from then on."""

        def work(_progress: Progress) -> ProjectState:
            return create_state(path.resolve(), settings)

        self.leave(lambda: self._start(phrase("Making the project"), work, self._arrived))

    def save_as(self, path: Path) -> None:
        """Write the project to another path, with what is not saved yet, and go on working on that copy."""
        state = self._state
        if state is None:
            return
        self.leaving.emit()
        unsaved = self.autosave.unsaved

        def work(progress: Progress) -> ProjectState:
            state.project.save_copy(path, progress)
            copied = open_state(path.resolve())
            write_unsaved(copied.project, unsaved)
            return refreshed(copied)

        def arrived(copied: ProjectState) -> None:
            self.autosave.drop()
            self._arrived(copied)

        self._start(phrase("Copying the project"), work, arrived)

    def close(self) -> None:
        """Save what is not saved and close the project; nothing is open then."""
        if self._state is not None:
            self.leave(lambda: self._arrived(None))

    def leave(self, then: Callable[[], object]) -> None:
        """Save what is not saved, then go on; where it cannot be saved, `not_saved` is told instead."""
        self.leaving.emit()
        state = self._state
        if state is None or not state.is_writable:
            then()
            return

        def anyway() -> None:
            self.autosave.drop()
            then()

        self.autosave.save(then, lambda error: self.not_saved.emit(error, anyway))

    def finish(self) -> None:
        """Save and close on the window's own thread, when the program ends.

        Raises
        ------
        UserFacingError
            Something could not be saved; the project is still open.
        """
        self.leaving.emit()
        self.autosave.save_here()
        self._beats.stop()
        state, self._state = self._state, None
        if state is not None:
            self.autosave.take(None)
            _close(state)

    def _arrived(self, state: ProjectState | None) -> None:
        """Take up another project, or none; the one before is closed."""
        old, self._state = self._state, state
        if old is not None:
            self._start(phrase("Closing the project"), lambda _progress: _close(old), lambda _nothing: None)
        self.autosave.take(None if state is None else state.project)
        if state is not None and state.is_writable:
            self._beats.start()
        else:
            self._beats.stop()
        self.opened.emit()

    # -- months ------------------------------------------------------------------------------------

    def delete_month(self, month: Snapshot) -> None:
        """Delete a month; `taken_out` tells how it comes back."""
        state = self._state
        if state is None:
            return

        def work(_progress: Progress) -> tuple[PackedSnapshot, ProjectState]:
            packed = state.project.take_out(month)
            return packed, refreshed(state)

        def done(result: tuple[PackedSnapshot, ProjectState]) -> None:
            packed, fresh = result
            self._take(fresh)
            self.taken_out.emit(month, lambda: self._put_back(packed))

        self._start(phrase("Deleting the month"), work, done)

    def remember(self, month: Snapshot) -> None:
        """Keep at hand a month that what is saved next replaces; `replaced` tells how it comes back."""
        state = self._state
        if state is None or not state.is_writable:
            return

        def done(packed: PackedSnapshot) -> None:
            self.replaced.emit(month, lambda: self._put_back(packed, shows=True))

        self._start(phrase("Saving"), lambda _progress: state.project.copy_of(month), done)

    def _put_back(self, packed: PackedSnapshot, *, shows: bool = False) -> None:
        state = self._state
        if state is None:
            return

        def work(_progress: Progress) -> tuple[Snapshot, ProjectState]:
            return state.project.put_back(packed), refreshed(state)

        def done(result: tuple[Snapshot, ProjectState]) -> None:
            self._take(result[1])
            if shows:
                self.brought_back.emit(result[0])

        self._start(phrase("Bringing the month back"), work, done)

    def mark_done(self, key: DueKey) -> None:
        """Put down that something due was done."""
        state = self._state
        if state is None:
            return

        def work(_progress: Progress) -> ProjectState:
            mark_done(state.project.database, state.project.who, key)
            return refreshed(state)

        self._start(phrase("Saving"), work, self._take)

    def refresh(self) -> None:
        """Read again what the file tells of itself."""
        state = self._state
        if state is not None:
            self._start(phrase("Looking it up"), lambda _progress: refreshed(state), self._take)

    def _take(self, fresh: ProjectState) -> None:
        if self._state is not None and fresh.project is self._state.project:
            self._state = fresh
            self.changed.emit()

    # -- saving ------------------------------------------------------------------------------------

    def beat(self) -> None:
        """Say that this process still has the project."""
        state = self._state
        if state is not None and state.is_writable:
            self._start(phrase("Saving"), lambda _progress: state.project.beat(), lambda _nothing: None)

    def _written(self, written: Unsaved) -> None:
        if written.month is not None or written.lists:
            self.refresh()

    def _start(
        self, title: Phrase, work: Callable[[Progress], _Result], done: Callable[[_Result], None]
    ) -> None:
        self._runner.start("project", title, work, done, self._refused)

    def _refused(self, error: UserFacingError) -> None:
        if error.code in _LOST:
            self._not_written(error)
        else:
            self.failed.emit(error)

    def _not_written(self, error: UserFacingError) -> None:
        if error.code in _LOST:
            self._beats.stop()
            self.changed.emit()
            self.lost.emit(error)
        else:
            self.failed.emit(error)


def _close(state: ProjectState) -> None:
    """Close a project; one that was taken over meanwhile, or whose disk is gone, is closed all the same."""
    try:
        state.project.close()
    except UserFacingError:
        return
