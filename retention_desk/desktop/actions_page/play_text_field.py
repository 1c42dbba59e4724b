"""A field for a few lines of text that tells what was typed when it is left."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class PlayTextField(QPlainTextEdit):
    """Text of up to a few lines; `changed` tells it when the field is left, or on Ctrl+Enter."""

    changed = Signal(str)

    def __init__(self, words: Words, *, name: Text, lines: int = 3) -> None:
        super().__init__()
        self._name, self._before = name, ""
        self.setTabChangesFocus(True)
        look = theme.current()
        self.setFixedHeight(lines * QFontMetrics(look.font("body")).lineSpacing() + 2 * look.space.m)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say its name again in the language of `words`."""
        self.setAccessibleName(say(self._name, words))

    def show_text(self, text: str) -> None:
        """Show a text, unless somebody is typing."""
        if not self.hasFocus() or self.toPlainText() == self._before:
            self._before = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def _tell(self) -> None:
        text = self.toPlainText()
        if text != self._before:
            self._before = text
            self.changed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was typed."""
        super().focusOutEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell on Ctrl+Enter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            return
        super().keyPressEvent(event)
