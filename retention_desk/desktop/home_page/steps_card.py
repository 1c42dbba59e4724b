"""The next best steps as rows with their buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.home_page.words import ADD_FILES, Step
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.text import ElidedLabel
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.wording import Words, phrase


class StepsCard(Card):
    """The next best step, and the two after it."""

    def __init__(self, desk: Desk, words: Words) -> None:
        super().__init__(phrase("Next best step"), words)
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._shown: tuple[list[Step], str] = ([], "")
        # Cards beside it have a link in their header; titles stand at one height.
        self.header.addStrut(Button("", words, kind="link").sizeHint().height())
        self.body.setSpacing(0)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the steps; rows that are on show already stay."""
        words = self._desk.words
        if self._shown == (list(steps), words.language):
            return
        self._shown = (list(steps), words.language)
        clear(self.body)
        for place, step in enumerate(steps):
            if place:
                self.body.addWidget(Rule())
            self.body.addWidget(self._row(step, words, primary=place == 0))
        self.body.addStretch(1)

    def _row(self, step: Step, words: Words, *, primary: bool) -> QWidget:
        look = theme.current()
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, look.space.s, 0, look.space.s)
        row.setSpacing(look.space.m)
        row.addWidget(IconMark(step.icon))
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(ElidedLabel(step.title, words, role="body_medium"))
        text.addWidget(ElidedLabel(step.note, words, role="caption", tone="muted"))
        row.addLayout(text, 1)
        button = Button(step.word, words, kind="primary" if primary else "normal")
        button.clicked.connect(lambda: self._take(step))
        row.addWidget(button)
        return holder

    def _take(self, step: Step) -> None:
        if step.page == ADD_FILES:
            self._workspace.choose_files(add=True)
        else:
            self._desk.window.open_page(step.page)


class IconMark(QWidget):
    """A muted outline, 18 pixels."""

    def __init__(self, name: str, role: str = "muted") -> None:
        super().__init__()
        self._name, self._role = name, role
        side = theme.current().size.icon
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the outline."""
        paint_icon(
            QPainter(self), self._name, QRectF(self.rect()), getattr(theme.current().colour, self._role)
        )
