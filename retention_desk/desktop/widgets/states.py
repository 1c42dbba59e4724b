"""What a page shows when there is nothing, when something failed, and while it waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Phrase, Words, phrase

Action = tuple[Text, Callable[[], object]]
"""The word of a button and what it does."""


class EmptyState(Box):
    """A sentence that says what would be here, why it is not, and the one button that gets there."""

    def __init__(
        self, title: Text, note: Text, words: Words, action: Action | None = None, *, primary: bool = True
    ) -> None:
        super().__init__("raised")
        look = theme.current()
        column = QVBoxLayout(self)
        pad = look.space.xl
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.space.s)
        column.addStretch(1)
        self.title = Label(title, words, role="section", wrap=True)
        self.note = Label(note, words, tone="muted", wrap=True)
        for label in (self.title, self.note):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(look.size.inspector)
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(label, 4)
            row.addStretch(1)
            column.addLayout(row)
        self.button: Button | None = None
        if action is not None:
            word, run = action
            self.button = Button(word, words, kind="primary" if primary else "normal")
            self.button.clicked.connect(lambda: run())
            column.addSpacing(look.space.xs)
            column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


class Sign(QWidget):
    """An icon in a colour role."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role
        look = theme.current()
        self.setFixedSize(look.size.icon, look.line_height("section"))

    def set_sign(self, name: str, role: str) -> None:
        """Show another icon in another colour role."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        paint_icon(QPainter(self), self._name, self.rect(), getattr(theme.current().colour, self._role))


class ErrorCard(Box):
    """What went wrong, where, its effect, and the ways out.

    Parameters
    ----------
    error : UserFacingError
        What the core says.
    words : Words
        The language to start with.
    effect : Phrase or str
        What it means for the rest, e.g. ``No other file is affected.``
    actions : sequence of (word, callable)
        Ways out as buttons.
    """

    def __init__(
        self,
        error: UserFacingError,
        words: Words,
        *,
        effect: Text = "",
        actions: Sequence[Action] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("raised", "danger", parent)
        look = theme.current()
        self._error, self._effect = error, effect
        self._title = Label(error.what, words, role="section", wrap=True)
        self._body = Label("", words, tone="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(look.space.s)
        head.addWidget(Sign("warning-circle", "danger"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look.space.s)
        for word, run in actions:
            button = Button(word, words)
            button.clicked.connect(lambda _on=False, run=run: run())
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        pad = look.space.card_padding_x
        column.setContentsMargins(pad, look.space.card_padding_y, pad, look.space.card_padding_y)
        column.setSpacing(look.space.s)
        column.addLayout(head)
        column.addWidget(self._body)
        if actions:
            column.addLayout(buttons)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say place, effect and way out again in the language of `words`."""
        error = self._error
        where = words(error.where) if isinstance(error.where, Phrase) else error.where
        effect = words(self._effect) if isinstance(self._effect, Phrase) else self._effect
        parts = [part for part in (where, effect, words(error.way_out)) if part]
        stop = "。" if words.is_chinese else "."
        told = [
            part if part.rstrip().endswith((".", "。", "!", "?", "？")) else part + stop for part in parts
        ]
        self._body.say(("" if words.is_chinese else " ").join(told))
        self.setAccessibleName(words(phrase("Error: {what}", what=error.what)))


def dim(widget: QWidget, waiting: bool) -> None:
    """Show a widget's old result at 45 % while the new one is made, or in full again."""
    if not waiting:
        widget.setGraphicsEffect(None)  # type: ignore[arg-type]
        return
    effect = QGraphicsOpacityEffect(widget)
    effect.setOpacity(WAITING_OPACITY)
    widget.setGraphicsEffect(effect)


WAITING_OPACITY = 0.45
