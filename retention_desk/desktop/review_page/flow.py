"""Bringing filled-in workbooks back: read, compared, settled, kept as one step, and taken back as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from retention_desk import pipeline
from retention_desk.desktop.jobs import Runner
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.merge_results import (
    CellKey,
    CellsThatHold,
    Conflict,
    KeptReturn,
    Merge,
    NotMerged,
    ReturnedWorkbook,
    Settlement,
)
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.project_results import CellValue
from retention_desk.foundation.pseudonyms import Pseudonyms, pseudonyms_of
from retention_desk.foundation.returned_cells import cells_that_hold
from retention_desk.foundation.wording import phrase

if TYPE_CHECKING:
    from retention_desk.project.open_project import Project

Passwords = Mapping[str, str]
"""Password of a file, by its name."""
PROTECTED: Final = frozenset({"encrypted", "wrong_password"})
NEEDS_KEY: Final = "needs_key"
"""Code of the error of a workbook whose customers are known with its key alone."""
_NO_PASSWORDS: Final[Passwords] = MappingProxyType({})


@dataclass(frozen=True, eq=False)
class KeptSoFar:
    """What the project has: the workbooks that came back, how conflicts were settled, and what holds."""

    returns: tuple[KeptReturn, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    holding: CellsThatHold | None = None


@dataclass(frozen=True, eq=False)
class Brought:
    """What is on the table and not kept yet; replaced as a whole.

    Attributes
    ----------
    paths : mapping of file name to Path
    read : tuple of ReturnedWorkbook
    refused : tuple of NotMerged
        Files that could not be read, or are of no list of this project.
    merge : Merge or None
        What merging them would give, nothing settled; None before it is known.
    """

    paths: Mapping[str, Path] = field(default_factory=lambda: MappingProxyType({}))
    read: tuple[ReturnedWorkbook, ...] = ()
    refused: tuple[NotMerged, ...] = ()
    merge: Merge | None = None

    def __bool__(self) -> bool:
        """Return whether anything is on the table."""
        return bool(self.read or self.refused)

    def without(self, files: Sequence[str]) -> Brought:
        """Return what is left without files of some names; not merged yet."""
        return Brought(
            MappingProxyType({name: path for name, path in self.paths.items() if name not in files}),
            tuple(item for item in self.read if item.file not in files),
            tuple(item for item in self.refused if item.file not in files),
        )


class ReturnFlow(QObject):
    """What was brought back, and how its conflicts are settled so far.

    Parameters
    ----------
    runner : Runner
        Files are read in the lane "file", the project is touched in the lane "project".
    project_of : callable
        Gives the project that is open, or None.
    """

    changed = Signal()
    """Other files are on the table, a conflict was settled, or the project has something else."""
    kept = Signal(object)
    """Merge that the project has now."""
    taken_back = Signal(object)
    """Merge that the project no longer has."""
    failed = Signal(object)
    """UserFacingError; what was on the table stays there."""

    def __init__(
        self, runner: Runner, project_of: Callable[[], Project | None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner: Final = runner
        self._project_of: Final = project_of
        self.brought = Brought()
        self.so_far = KeptSoFar()
        self.chosen: Mapping[CellKey, CellValue] = MappingProxyType({})
        self.is_busy = False
        self._key: Pseudonyms | None = None

    # -- what is there ---------------------------------------------------------------------------

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Conflicts to settle: those of the files on the table, else those that are still open."""
        if self.brought.merge is not None:
            return self.brought.merge.conflicts
        return () if self.so_far.holding is None else self.so_far.holding.conflicts

    @property
    def n_open(self) -> int:
        """How many conflicts are not settled."""
        return sum(conflict.key not in self.chosen for conflict in self.conflicts)

    @property
    def can_keep(self) -> bool:
        """Whether there is anything to keep."""
        merge = self.brought.merge
        return bool(self.chosen) or (merge is not None and not merge.changes_nothing)

    # -- reading ---------------------------------------------------------------------------------

    def bring(self, paths: Sequence[Path], passwords: Passwords = _NO_PASSWORDS) -> None:
        """Read workbooks and lay them beside those on the table; nothing is kept yet."""
        project = self._project_of()
        if project is None or not paths:
            return

        def password_of(path: Path, again: bool) -> str | None:
            return None if again else passwords.get(path.name)

        def work(progress: Progress) -> Brought:
            # What was brought just before is on the table when this begins: the lane is one after the other.
            before, key = self.brought.without([path.name for path in paths]), self._key
            read, refused = pipeline.read_all_returned(paths, password_of, progress.part(0.0, 0.9))
            return _merged(
                project,
                MappingProxyType({**before.paths, **{path.name: path for path in paths}}),
                (*before.read, *read),
                (*before.refused, *refused),
                key,
            )

        self._set_busy(True)
        title = phrase("Reading the workbooks")
        self._runner.start("file", title, work, self._arrived, self._refused)

    def open_protected(self, file: str, password: str) -> None:
        """Read a protected file on the table again, with its password."""
        path = self.brought.paths.get(file)
        if path is not None:
            self.bring([path], {file: password})

    def open_anonymised(self, path: Path) -> None:
        """Compare the files on the table again with the key file they were anonymised with."""
        project, brought = self._project_of(), self.brought
        if project is None or not brought:
            return

        def work(_progress: Progress) -> tuple[Pseudonyms, Brought]:
            key = pseudonyms_of(path)
            return key, _merged(project, brought.paths, brought.read, brought.refused, key)

        def done(result: tuple[Pseudonyms, Brought]) -> None:
            self._key, compared = result
            self._arrived(compared)

        self._set_busy(True)
        self._runner.start("file", phrase("Comparing the workbooks"), work, done, self._refused)

    def leave_out(self, file: str) -> None:
        """Take a file off the table."""
        project, left = self._project_of(), self.brought.without([file])
        if project is None or not left:
            self.discard()
            return
        self._set_busy(True)
        work = partial(_merged_again, project, left, self._key)
        self._runner.start("file", phrase("Comparing the workbooks"), work, self._arrived, self._refused)

    def discard(self) -> None:
        """Clear the table; nothing was kept."""
        self.brought = Brought()
        self.chosen = MappingProxyType({})
        self._key = None
        self._set_busy(False)

    def _arrived(self, brought: Brought) -> None:
        self.brought = brought
        keys = {conflict.key for conflict in self.conflicts}
        self.chosen = MappingProxyType({key: v for key, v in self.chosen.items() if key in keys})
        self._set_busy(False)

    # -- settling --------------------------------------------------------------------------------

    def settle(self, chosen: Mapping[CellKey, CellValue]) -> None:
        """Settle conflicts, each to a value; nothing is kept yet."""
        self.chosen = MappingProxyType({**self.chosen, **chosen})
        self.changed.emit()

    def settle_anew(self) -> None:
        """Open all conflicts again."""
        self.chosen = MappingProxyType({})
        self.changed.emit()

    # -- keeping ---------------------------------------------------------------------------------

    def keep(self) -> None:
        """Keep what is on the table and settled, as one step; open conflicts stay open."""
        project, read, chosen, key = self._project_of(), self.brought.read, dict(self.chosen), self._key
        if project is not None and self.can_keep:
            self._write(project, lambda: pipeline.merge_into(project, read, settled=chosen, pseudonyms=key))

    def keep_again(self, merge: Merge) -> None:
        """Put back what was taken back."""
        project = self._project_of()
        if project is not None:
            self._write(project, lambda: merge)

    def _write(self, project: Project, merge_of: Callable[[], Merge]) -> None:
        def work(_progress: Progress) -> tuple[Merge, KeptSoFar]:
            merge = merge_of()
            project.save_merge(merge)
            return merge, kept_of(project)

        def done(result: tuple[Merge, KeptSoFar]) -> None:
            merge, self.so_far = result
            self.discard()
            self.kept.emit(merge)

        self._set_busy(True)
        self._runner.start("project", phrase("Keeping what came back"), work, done, self._refused)

    def take_back(self, merge: Merge) -> None:
        """Take out of the project what a merge put into it."""
        project = self._project_of()
        if project is None:
            return

        def work(_progress: Progress) -> KeptSoFar:
            project.take_back_merge(merge)
            return kept_of(project)

        def done(so_far: KeptSoFar) -> None:
            self.so_far = so_far
            self._set_busy(False)
            self.taken_back.emit(merge)

        self._set_busy(True)
        self._runner.start("project", phrase("Taking it back"), work, done, self._refused)

    def look_up(self) -> None:
        """Read what the open project has; the table is cleared."""
        project = self._project_of()
        self.so_far = KeptSoFar()
        self.discard()
        if project is None:
            return

        def done(so_far: KeptSoFar) -> None:
            if self._project_of() is project:
                self.so_far = so_far
                self.changed.emit()

        title = phrase("Looking it up")
        self._runner.start("project", title, lambda _progress: kept_of(project), done, self._refused)

    def given_up(self) -> None:
        """Go on with what was on the table: reading was stopped."""
        self._set_busy(False)

    def _refused(self, error: UserFacingError) -> None:
        self._set_busy(False)
        self.failed.emit(error)

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.changed.emit()


def kept_of(project: Project) -> KeptSoFar:
    """Return what a project has of returned workbooks."""
    returns, settlements = project.returns(), project.settlements()
    return KeptSoFar(returns, settlements, cells_that_hold(returns, settlements))


def _merged(
    project: Project,
    paths: Mapping[str, Path],
    read: tuple[ReturnedWorkbook, ...],
    refused: tuple[NotMerged, ...],
    key: Pseudonyms | None,
) -> Brought:
    return Brought(paths, read, refused, pipeline.merge_into(project, read, pseudonyms=key))


def _merged_again(project: Project, left: Brought, key: Pseudonyms | None, _progress: Progress) -> Brought:
    return _merged(project, left.paths, left.read, left.refused, key)
