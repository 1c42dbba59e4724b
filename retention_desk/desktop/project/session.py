"""Session and project in step: months are loaded to be looked at, imports and edits are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from retention_desk.desktop.jobs import Job
from retention_desk.desktop.project.file import ProjectFile
from retention_desk.desktop.project.state import ProjectState, Unsaved
from retention_desk.desktop.session import Session
from retention_desk.foundation.action_history import ActionHistory
from retention_desk.foundation.dataset import CustomerData
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.project_results import KeptScores, Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS, AnalysisSettings
from retention_desk.foundation.wording import phrase
from retention_desk.project.snapshots import day_of

if TYPE_CHECKING:
    import pandas as pd

COMPARED: Final = (
    "health_band",
    "health_score",
    "value_tier",
    "stage",
    "lifetime_value",
    "churn_probability",
)
"""What is known of the month before, to compare with."""
STRANGE_SHARE: Final = 0.05
"""Fewer customers of the month before than this share: another client's file, or another kind of ID."""
FEW: Final = 20


@dataclass(frozen=True, eq=False)
class LoadedMonth:
    """A month with its data, and the settings its figures were worked out with."""

    month: Snapshot
    data: CustomerData
    settings: AnalysisSettings


class ProjectSession(QObject):
    """Keeps what the session works on and what the project holds in step.

    Parameters
    ----------
    session : Session
    project : ProjectFile

    Notes
    -----
    Opened, a project is there by its headlines at once; the data of its latest month follow in the lane
    "file". What is imported is kept as a month once it is analysed; while it is on show, its figures follow
    the settings. An earlier month that is looked at stays as it was kept.
    """

    strangers = Signal(object)
    """Snapshot before a month just imported that has next to none of its customers: another client's file?"""
    changed = Signal()
    """Another month is on show or on its way, or there is one to compare with."""

    def __init__(self, session: Session, project: ProjectFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session: Final = session
        self._project: Final = project
        self.loading: Snapshot | None = None
        self.day: dt.date | None = None
        self.earlier: KeptScores | None = None
        self._job: Job | None = None
        self._loaded: LoadedMonth | None = None
        self._to_keep: CustomerData | None = None
        self._kept_with: AnalysisSettings | None = None
        self._has_project = False
        self._imported = False
        self._lists: tuple[object, ...] | None = None
        project.brought_back.connect(self.show_month)
        project.opened.connect(self._opened)
        project.changed.connect(self._months_changed)
        session.data_imported.connect(self._data_taken)
        session.settings_edited.connect(self._keep_settings)
        session.analysed.connect(self._analysed)
        session.runner.cancelled.connect(self._given_up)

    # -- months --------------------------------------------------------------------------------------

    def show_month(self, month: Snapshot) -> None:
        """Load a month and analyse it with the settings of the project."""
        state = self._project.state
        if state is None:
            return
        project = state.project
        self.loading = month
        self.changed.emit()

        def work(progress: Progress) -> LoadedMonth:
            progress.step(0.0, phrase("Loading {day:date}", day=month.day))
            settings = project.snapshot_settings(month)
            return LoadedMonth(month, project.load_data(month, progress), settings)

        def failed(error: UserFacingError) -> None:
            self.loading = None
            self.changed.emit()
            self._project.failed.emit(error)

        title = phrase("Loading {day:date}", day=month.day)
        self._job = self._session.runner.start("file", title, work, self._arrived, failed)

    def _arrived(self, loaded: LoadedMonth) -> None:
        state = self._project.state
        if state is None or loaded.month is not self.loading:
            return
        self.loading, self._loaded = None, loaded
        settings = self._session.base
        if loaded.month.as_of != loaded.data.as_of:
            settings = settings.with_value("general.as_of", loaded.month.as_of)
        self._session.work_on(loaded.data, settings, state.about.name)

    def _given_up(self, job: Job) -> None:
        """Leave the month that was loading: its headline stays on show."""
        if job is self._job and self.loading is not None:
            self.loading = None
            self.changed.emit()

    # -- the project ---------------------------------------------------------------------------------

    def _opened(self) -> None:
        """Put away what is on show and load the latest month; a new project takes along what is open."""
        state, session = self._project.state, self._session
        had_project, self._has_project = self._has_project, state is not None
        self.loading = self.day = self.earlier = None
        self._to_keep = self._kept_with = self._loaded = None
        self._lists = None
        if self._job is not None:
            self._job.cancel()
        session.base = DEFAULTS if state is None else _undated(state.settings)
        if state is not None and state.is_new and not had_project and session.state.data is not None:
            session.base = _undated(session.settings)
            self._to_keep = session.state.data
            self._fetch_history(lambda: None)
            self._analysed()
            self.changed.emit()
            return
        session.put_away()
        session.set_history(None)
        self.loading = None if state is None else state.latest
        self.changed.emit()
        if state is not None:
            self._fetch_history(self._show_latest)

    def _show_latest(self) -> None:
        state = self._project.state
        if state is not None and state.latest is not None:
            self.show_month(state.latest)

    def _fetch_history(self, then: Callable[[], None]) -> None:
        """Have what was handed out and came back read, where it changed; then go on."""
        state = self._project.state
        if state is None or state.lists_key == self._lists:
            return
        self._lists, project = state.lists_key, state.project

        def done(history: ActionHistory) -> None:
            if self._project.state is not None and self._project.state.project is project:
                self._session.set_history(history)
                then()

        def work(_progress: Progress) -> ActionHistory:
            return project.history()

        self._session.runner.start("project", phrase("Looking it up"), work, done, self._project.failed.emit)

    def _months_changed(self) -> None:
        self._fetch_history(lambda: None)
        self._find_earlier()
        self.changed.emit()

    @property
    def shown(self) -> Snapshot | None:
        """The month on show; None while it is not kept yet."""
        state = self._project.state
        months = () if state is None else state.months
        return next((month for month in months if month.day == self.day), None)

    # -- the session ---------------------------------------------------------------------------------

    def _data_taken(self) -> None:
        """Tell a month that was loaded from data that were imported, which are to be kept."""
        data, loaded = self._session.state.data, self._loaded
        if data is None or self._project.state is None:
            return
        self.earlier = None
        if loaded is not None and loaded.data is data:
            self.day, self._to_keep = loaded.month.day, None
            as_of = self._session.settings.general.as_of
            self._kept_with = loaded.settings.with_value("general.as_of", as_of)
        else:
            self.day, self._to_keep, self._loaded = None, data, None
            self._keep_settings()
        self._find_earlier()
        self.changed.emit()

    def _keep_settings(self) -> None:
        if self._project.state is not None and self._session.state.data is not None:
            settings = _undated(self._session.settings)
            if settings != self._session.base:
                self._session.base = settings
                self._project.autosave.keep(Unsaved(settings=settings))

    def _analysed(self) -> None:
        """Keep what was imported once it is analysed; the figures of the latest month follow the settings."""
        session, state = self._session, self._project.state
        analysis, data = session.analysis, session.state.data
        if state is None or analysis is None or not session.is_current or analysis.imported is not data:
            return
        if self._to_keep is data:
            self._to_keep, self.day = None, day_of(analysis)
            old = self.shown
            if old is not None and old.fingerprint != data.fingerprint:
                self._project.remember(old)
            self._imported = True
            self._find_earlier()
            self._keep(analysis)
        elif self._is_latest(analysis, state) and analysis.settings != self._kept_with:
            self._keep(analysis)

    def _is_latest(self, analysis: Analysis, state: ProjectState) -> bool:
        is_last = all(month.day <= day_of(analysis) for month in state.months)
        kept = self.shown
        is_same = kept is None or kept.fingerprint == analysis.imported.fingerprint
        return is_last and is_same and self.day == day_of(analysis)

    def _keep(self, analysis: Analysis) -> None:
        self._kept_with = analysis.settings
        self._project.autosave.keep(Unsaved(month=analysis))

    # -- the month before ------------------------------------------------------------------------------

    def _find_earlier(self) -> None:
        """Fetch the scores of the month before the one on show."""
        state = self._project.state
        if state is None or self.day is None:
            self.earlier = None
            return
        day = self.day
        month = state.before(day)
        if month is None or (self.earlier is not None and self.earlier.month == month):
            self.earlier = self.earlier if month is not None else None
            return
        project, profile = state.project, state.headlines[month.id].profile
        self.earlier = None

        def work(_progress: Progress) -> KeptScores:
            return KeptScores(month, profile, project.scores(month, COMPARED))

        def done(earlier: KeptScores) -> None:
            if self.day == day and self._project.state is not None and self._project.state.project is project:
                self.earlier = earlier
                self._look_for_strangers(earlier)
                self.changed.emit()

        self._session.runner.start("project", phrase("Looking it up"), work, done, self._project.failed.emit)

    def _look_for_strangers(self, earlier: KeptScores) -> None:
        """Tell where an import has next to none of the customers of the month before."""
        data, imported = self._session.state.data, self._imported
        self._imported = False
        if (
            data is not None
            and imported
            and known_share(data.customer_ids, earlier.scores.index) < STRANGE_SHARE
        ):
            self.strangers.emit(earlier.month)


def known_share(now: pd.Index[str], before: pd.Index[str]) -> float:
    """Return the share (0–1) of the customers of before that are there now; 1 for too few to tell."""
    few = min(len(now), len(before)) < FEW
    return 1.0 if few else float(before.isin(now).mean())


def _undated(settings: AnalysisSettings) -> AnalysisSettings:
    """Return the settings without the as-of date: that belongs to a month, not to the project."""
    return settings.with_value("general.as_of", None)
