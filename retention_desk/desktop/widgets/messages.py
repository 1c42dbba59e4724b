"""What toasts said, kept for a while: a bell in the status bar opens the latest."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words, phrase

KEPT: Final = 10


@dataclass(frozen=True, eq=False)
class Message:
    """A line that was shown, when, and what could be done about it."""

    at: dt.datetime
    text: Text
    action: Text | None = None
    run: Callable[[], object] | None = None


class MessagesButton(Button):
    """A bell that opens the latest messages, newest first; hidden while there is none."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(
            None, words, kind="quiet", icon="bell", tip=phrase("Recent messages"), dense=True, parent=parent
        )
        side = theme.current().size.status_bar - 2 * theme.current().space.xs
        self.setFixedSize(side, side)
        self.messages: deque[Message] = deque(maxlen=KEPT)
        self.clicked.connect(self._open)
        self.hide()

    def note(self, text: Text, action: Text | None = None, run: Callable[[], object] | None = None) -> None:
        """Keep a message."""
        self.messages.appendleft(Message(dt.datetime.now(), text, action, run))
        self.show()

    def menu(self) -> QMenu:
        """Return the menu of messages: time and text; one with an action does it when chosen."""
        menu = QMenu(self)
        for message in self.messages:
            line = f"{message.at:%H:%M}  {say(message.text, self._words)}".replace("&", "&&")
            if message.action is not None and message.run is not None:
                entry = menu.addAction(f"{line}\t{say(message.action, self._words)}")
                entry.triggered.connect(lambda _on=False, run=message.run: run())
            else:
                menu.addAction(line)
        return menu

    def _open(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        size = menu.sizeHint()
        menu.popup(self.mapToGlobal(QPoint(self.width() - size.width(), -size.height())))
