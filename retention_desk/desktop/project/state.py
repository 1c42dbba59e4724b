"""A project as the window has it: what is known of it without its data, and how that is read and written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from retention_desk.foundation.progress import SILENT, Progress
from retention_desk.foundation.project_results import (
    Decision,
    Headline,
    Holder,
    JournalEntry,
    ProjectAbout,
    SavedPlan,
    Snapshot,
)
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.project.open_project import Project, create_project, open_project

_OF_LISTS: Final = frozenset({"plan", "edits", "returned", "settled", "taken_back", "opened_again"})


@dataclass(frozen=True, eq=False)
class ProjectState:
    """A project that is open; replaced as a whole.

    Attributes
    ----------
    project : Project
    about : ProjectAbout
    settings : AnalysisSettings
        As saved when it was opened.
    months : tuple of Snapshot
        The earliest day first.
    headlines : mapping of month id to Headline
    plans : tuple of SavedPlan
        Action lists handed out, the first one first.
    decisions : tuple of Decision
        Newest first.
    notes : mapping of customer ID to text
        As saved when it was opened.
    journal : tuple of JournalEntry
        Newest first.
    was_cut_short : bool
        A process that was killed had left something half written; it was undone.
    is_new : bool
        Made just now.
    """

    project: Project
    about: ProjectAbout
    settings: AnalysisSettings
    months: tuple[Snapshot, ...] = ()
    headlines: Mapping[int, Headline] = field(default_factory=dict)
    plans: tuple[SavedPlan, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    journal: tuple[JournalEntry, ...] = ()
    was_cut_short: bool = False
    is_new: bool = False

    @property
    def path(self) -> Path:
        """The file."""
        return self.project.path

    @property
    def is_writable(self) -> bool:
        """Whether what changes is saved."""
        return self.project.is_writable

    @property
    def holder(self) -> Holder | None:
        """Who else has it open, when it is read only because of them."""
        return self.project.holder

    @property
    def lists_key(self) -> tuple[object, ...]:
        """What tells whether lists were handed out or came back since."""
        told = next((entry.id for entry in self.journal if entry.what in _OF_LISTS), 0)
        return (len(self.plans), told)

    @property
    def latest(self) -> Snapshot | None:
        """The month of the latest day."""
        return self.months[-1] if self.months else None

    def before(self, day: dt.date) -> Snapshot | None:
        """Return the last month kept before a day."""
        earlier = [month for month in self.months if month.day < day]
        return earlier[-1] if earlier else None


def open_state(path: Path, progress: Progress = SILENT, *, read_only: bool = False) -> ProjectState:
    """Return a project opened, for writing where that can be; raises as `open_project`."""
    was_cut_short = path.with_name(f"{path.name}-journal").exists()
    project = open_project(path, progress=progress, read_only=read_only)
    return _read(project, was_cut_short=was_cut_short)


def create_state(path: Path, settings: AnalysisSettings) -> ProjectState:
    """Return a new project, opened; raises as `create_project`."""
    return replace(_read(create_project(path, settings=settings)), is_new=True)


def _read(project: Project, *, was_cut_short: bool = False) -> ProjectState:
    try:
        state = ProjectState(project, project.about(), project.settings, was_cut_short=was_cut_short)
        notes = {key: note.text for key, note in project.notes().items()}
        return refreshed(replace(state, notes=MappingProxyType(notes)))
    except BaseException:
        project.close()
        raise


def refreshed(state: ProjectState) -> ProjectState:
    """Return the state with the months, lists and journal that the file has now."""
    project, months = state.project, state.project.snapshots()
    kept = {month.id: month for month in state.months}
    headlines = {
        month.id: state.headlines[month.id] if kept.get(month.id) == month else project.headline(month)
        for month in months
    }
    return replace(
        state,
        months=months,
        headlines=MappingProxyType(headlines),
        plans=project.plans(),
        decisions=project.decisions(),
        journal=project.journal(),
    )


@dataclass(frozen=True, eq=False)
class Unsaved:
    """What is not in the file yet.

    Attributes
    ----------
    settings : AnalysisSettings or None
    notes : mapping of customer ID to text
    month : Analysis or None
        Its data and figures are to be kept.
    lists : tuple of Analysis
        Their action lists were handed out.
    """

    settings: AnalysisSettings | None = None
    notes: Mapping[str, str] = field(default_factory=dict)
    month: Analysis | None = None
    lists: tuple[Analysis, ...] = ()

    def __bool__(self) -> bool:
        """Return whether there is anything."""
        return bool(self.settings is not None or self.notes or self.month is not None or self.lists)

    def then(self, later: Unsaved) -> Unsaved:
        """Return both together; of what both have, the later holds."""
        return Unsaved(
            settings=later.settings or self.settings,
            notes={**self.notes, **later.notes},
            month=later.month or self.month,
            lists=(*self.lists, *later.lists),
        )


def write_unsaved(project: Project, unsaved: Unsaved, progress: Progress = SILENT) -> None:
    """Write what is not in the file yet; each part wholly, and a part that is there already not again."""
    from retention_desk.reporting.write_workbook import list_id

    if unsaved.settings is not None:
        project.save_settings(unsaved.settings)
    for customer_id, text in unsaved.notes.items():
        project.save_note(customer_id, text)
    if unsaved.month is not None:
        project.save_snapshot(unsaved.month, progress)
    for analysis in unsaved.lists:
        project.save_plan(analysis, list_id(analysis))
