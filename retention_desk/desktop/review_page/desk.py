"""The review behind its page: asked of project and analysis, asked again when either changes."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import QObject, Signal

from retention_desk.desktop.jobs import Job
from retention_desk.desktop.page import Desk
from retention_desk.desktop.review_page.flow import ReturnFlow
from retention_desk.desktop.review_page.state import Reviewed, ReviewState, review_of
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.merge_results import Merge
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase, phrase_n
from retention_desk.project.open_project import Project


class ReviewDesk(QObject):
    """Keeps the review in step with the project, the analysis and what comes back.

    Parameters
    ----------
    desk : Desk
    """

    changed = Signal()
    """Another review is there, the project changed, or another month is compared with."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workspace: Final[Workspace] = desk.session
        self.flow: Final = ReturnFlow(self._workspace.session.runner, self._project, self)
        self.compared_day: dt.date | None = None
        self._reviewed: tuple[Analysis, Reviewed] | None = None
        self._version = 0
        self._connect()
        self.flow.look_up()

    def _connect(self) -> None:
        window, project, months = self._desk.window, self._workspace.project, self._workspace.months
        project.opened.connect(self._project_opened)
        project.changed.connect(self._asked_anew)
        months.changed.connect(self.changed)
        self.flow.failed.connect(window.show_error)
        self.flow.kept.connect(self._kept)
        self.flow.taken_back.connect(self._taken_back)
        self.flow.changed.connect(self._count)
        self._workspace.session.runner.cancelled.connect(self._given_up)

    # -- what is known ---------------------------------------------------------------------------

    def _project(self) -> Project | None:
        state = self._workspace.project.state
        return None if state is None else state.project

    @property
    def has_project(self) -> bool:
        """Whether a project is open."""
        return self._workspace.project.state is not None

    def earlier_months(self) -> tuple[Snapshot, ...]:
        """Return the months kept before the one on show, the earliest first."""
        state, day = self._workspace.project.state, self._workspace.months.day
        if state is None or day is None:
            return ()
        return tuple(month for month in state.months if month.day < day)

    def _compared(self) -> Snapshot | None:
        months = self.earlier_months()
        chosen = [month for month in months if month.day == self.compared_day]
        return chosen[0] if chosen else months[-1] if months else None

    def state(self) -> ReviewState:
        """Return what the views show; the review before last while the new one is worked out."""
        project = self._workspace.project.state
        known = self._reviewed[1] if self._reviewed is not None and project is not None else None
        return ReviewState(
            analysis=self._workspace.session.analysis,
            has_project=project is not None,
            review=None if known is None else known.review,
            history=None if known is None else known.history,
            can_write=project is not None and project.is_writable,
        )

    # -- asking ----------------------------------------------------------------------------------

    def ask(self, analysis: Analysis) -> None:
        """Have the review of an analysis worked out; `changed` tells when it is there."""
        project = self._project()
        if project is None or not analysis.is_whole:
            return

        def show(reviewed: Reviewed) -> None:
            if self._reviewed is None or self._reviewed[1] is not reviewed:
                self._reviewed = (analysis, reviewed)
                self.changed.emit()

        arguments = (project, self._compared(), self._version)
        self._workspace.answers.ask("review", analysis, review_of, arguments, show)

    def compare_with(self, day: dt.date) -> None:
        """Compare with another month."""
        self.compared_day = day
        self.changed.emit()

    def _asked_anew(self) -> None:
        self._version += 1
        self.changed.emit()

    def _project_opened(self) -> None:
        self._reviewed = self.compared_day = None
        self.flow.look_up()
        self._asked_anew()

    # -- what people do --------------------------------------------------------------------------

    def decide(self, play: str, verdict: str, why: str) -> None:
        """Put a decision about a play down in the project."""
        project = self._project()
        if project is None:
            return

        def work(_progress: Progress) -> None:
            project.save_decision(verdict, why, play)

        title = phrase("Putting the decision down")
        runner, failed = self._workspace.session.runner, self.flow.failed.emit
        runner.start("project", title, work, lambda _nothing: self._asked_anew(), failed)

    def _kept(self, merge: Merge) -> None:
        told = phrase_n("{n:count} cell taken in", "{n:count} cells taken in", len(merge.taken))
        self._desk.window.toast(told, phrase("Undo"), lambda: self.flow.take_back(merge))
        self._workspace.project.refresh()
        self._asked_anew()

    def _taken_back(self, merge: Merge) -> None:
        told = phrase_n("{n:count} workbook taken back", "{n:count} workbooks taken back", len(merge.returns))
        self._desk.window.toast(told, phrase("Redo"), lambda: self.flow.keep_again(merge))
        self._workspace.project.refresh()
        self._asked_anew()

    def _count(self) -> None:
        """Show in the rail how many conflicts wait."""
        self._desk.window.rail.set_count("review", self.flow.n_open)

    def _given_up(self, job: Job) -> None:
        if job.lane == "file" and self.flow.is_busy:
            self.flow.given_up()
