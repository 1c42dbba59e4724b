"""What is due in the project, one line above Home: since when, the button that gets there, and Done."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.states import Sign
from retention_desk.desktop.widgets.text import ElidedLabel
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.project_results import DueKey, DueTask
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.project.due import due_tasks

_TITLES: Final[dict[DueKey, Phrase]] = {
    "month": phrase("A newer export is due since {day:longdate}"),
    "list": phrase("The action list is due since {day:longdate}"),
    "review": phrase("The review is due since {day:longdate}"),
    "tiers": phrase("A look at the value tiers is due since {day:longdate}"),
}
_BUTTONS: Final[dict[DueKey, Phrase]] = {
    "month": phrase("Import files"),
    "list": phrase("Open the list"),
    "review": phrase("Open the review"),
    "tiers": phrase("Open Segments"),
}
_PAGES: Final[dict[DueKey, tuple[str, ...]]] = {
    "list": ("actions",),
    "review": ("review", "actions"),
    "tiers": ("segments",),
}


class DueBanner(Box):
    """The task that is due longest; hidden where nothing is, or where the project cannot be written."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("raised")
        self._desk = desk
        self._workspace: Workspace = desk.session
        self.task: DueTask | None = None
        space, words = theme.current().space, desk.words
        self._title = ElidedLabel("", words, role="body_medium")
        self._note = ElidedLabel("", words, role="caption", tone="muted")
        self.go = Button("", words)
        self.done = Button(phrase("Done"), words, kind="quiet")
        self.go.clicked.connect(self._go)
        self.done.clicked.connect(self._mark)
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(self._title)
        text.addWidget(self._note)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.card_padding_x, space.s, space.card_padding_x, space.s)
        row.setSpacing(space.m)
        row.addWidget(Sign("clock", "warning"))
        row.addLayout(text, 1)
        row.addWidget(self.done)
        row.addWidget(self.go)
        project = self._workspace.project
        for signal in (project.opened, project.changed, self._workspace.session.settings_edited):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what is due today."""
        state = self._workspace.project.state
        tasks: tuple[DueTask, ...] = ()
        if state is not None and state.is_writable:
            review, today = self._workspace.session.base.review, dt.date.today()
            tasks = due_tasks(state.months, state.plans, state.decisions, state.journal, review, today)
        self.task = tasks[0] if tasks else None
        self.setVisible(self.task is not None)
        if self.task is not None:
            self._say(self.task, len(tasks) - 1)

    def _say(self, task: DueTask, others: int) -> None:
        title = Phrase(_TITLES[task.key].text, {"day": task.since})
        self._title.say(title)
        last = phrase("Never done in this project.")
        if task.last is not None:
            last = phrase("Last on {day:longdate}.", day=task.last)
        if others:
            last = phrase("{last} Also due: {n:count}.", last=last, n=others)
        self._note.say(last)
        self.go.say(_BUTTONS[task.key])
        self.done.setVisible(task.key != "month")

    def _go(self, _on: bool = False) -> None:
        if self.task is None:
            return
        if self.task.key == "month":
            self._workspace.choose_files()
            return
        window = self._desk.window
        window.open_page(next(key for key in _PAGES[self.task.key] if key in window.entries))

    def _mark(self, _on: bool = False) -> None:
        if self.task is not None:
            self._workspace.project.mark_done(self.task.key)
