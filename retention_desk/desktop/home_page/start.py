"""What Home shows before there is an analysis: the start, or the project that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop.home_page.start_panel import StartPanel
from retention_desk.desktop.page import Desk
from retention_desk.desktop.project.home import ProjectHome
from retention_desk.desktop.workspace import Workspace


class HomeStart(QWidget):
    """Drop, samples and what was open before, or the figures of the project whose data are on their way."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._workspace: Workspace = desk.session
        self.start: StartPanel | None = None
        self.project: ProjectHome | None = None
        self._recent: tuple[object, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.refresh()

    def refresh(self) -> None:
        """Show the project that is open, else the start with what was open before."""
        state = self._workspace.project.state
        if state is None:
            self._show_start()
        else:
            if self.project is None:
                self.project = ProjectHome(self._desk)
                self._column.addWidget(self.project)
            self.project.show_state(state)
        if self.start is not None:
            self.start.setVisible(state is None)
        if self.project is not None:
            self.project.setVisible(state is not None)

    def _show_start(self) -> None:
        """Make the start anew where other files or projects were open since."""
        kept = self._desk.window.preferences
        recent = (kept.recent_files, kept.recent_projects)
        if self.start is not None and recent == self._recent:
            return
        if self.start is not None:
            self._column.removeWidget(self.start)
            self.start.hide()
            self.start.deleteLater()
        self._recent = recent
        self.start = StartPanel(self._desk)
        self._column.addWidget(self.start)
