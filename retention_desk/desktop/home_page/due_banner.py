"""One line above Home: what is due in the project and since when; without one, that it could be kept."""

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
    """The task that is due longest; without a project, the way into one. Else hidden."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("raised")
        self._desk = desk
        self._workspace: Workspace = desk.session
        self.task: DueTask | None = None
        self._offers = False
        self._declined = False
        self._low = False
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
        self._sign = Sign("clock", "warning")
        row.addWidget(self._sign)
        row.addLayout(text, 1)
        row.addWidget(self.done)
        row.addWidget(self.go)
        project, session = self._workspace.project, self._workspace.session
        for signal in (project.opened, project.changed, session.settings_edited, session.data_imported):
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
        has_data = self._workspace.session.state.data is not None
        self._offers = state is None and has_data and not self._declined
        says = self.task is not None or (self._offers and not self._low)
        self.setVisible(says and self.parentWidget() is not None)  # without a place it would be a window
        self._note.setVisible(not self._low)
        if self.task is not None:
            self._say(self.task, len(tasks) - 1)
        elif self._offers:
            self._offer()

    def set_low(self, low: bool) -> None:
        """Take one line in a low window, where only what is due is said."""
        if low != self._low:
            self._low = low
            self.refresh()

    def _offer(self) -> None:
        """Say what a project would be good for."""
        self._sign.set_sign("info", "info")
        self._title.say(phrase("This is not kept in a project yet"))
        self._note.say(
            phrase("In one, the next export is compared with this one; notes and lists travel with it.")
        )
        self.go.say(phrase("Keep in a project…"))
        self.done.say(phrase("Not now"))
        self.done.show()

    def _say(self, task: DueTask, others: int) -> None:
        self._sign.set_sign("clock", "warning")
        self.done.say(phrase("Done"))
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
            self._workspace.project_desk.new()
            return
        if self.task.key == "month":
            self._workspace.choose_files()
            return
        window = self._desk.window
        window.open_page(next(key for key in _PAGES[self.task.key] if key in window.entries))

    def _mark(self, _on: bool = False) -> None:
        if self.task is not None:
            self._workspace.project.mark_done(self.task.key)
        else:
            self._declined = True
            self.refresh()
