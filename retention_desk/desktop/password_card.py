"""The card that asks for the password of a file: masked, kept for this reading only."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.read_draft import PasswordRequest
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.fields import CheckBox
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Words, phrase


class PasswordCard(Box):
    """Asks for a password; nothing is changed until the file opens.

    Parameters
    ----------
    request : PasswordRequest
        The file, and who takes the answer.
    words : Words
    close : callable
        Takes the card away.
    """

    def __init__(self, request: PasswordRequest, words: Words, close: Callable[[], object]) -> None:
        super().__init__("raised", "danger" if request.again else "border_strong")
        look = theme.current()
        self._request, self._close = request, close
        title = phrase("{file} is protected by a password.", file=request.path.name)
        self.title = Label(title, words, role="section", wrap=True)
        self.note = Label(
            phrase("That password does not open it. Check capital letters and the keyboard layout.")
            if request.again
            else phrase("It is used to open the file once, and is kept nowhere."),
            words,
            tone="danger" if request.again else "muted",
            wrap=True,
        )
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setFixedWidth(look.size.inspector)
        self.field.setProperty("wrong", request.again)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)
        self.field.returnPressed.connect(self.accept)
        self.shown = CheckBox(phrase("Show the letters"), words)
        self.shown.toggled.connect(self._show_letters)
        self.open = Button(phrase("Open"), words, kind="primary")
        self.open.setEnabled(False)
        self.field.textChanged.connect(self._has_text)
        self.open.clicked.connect(self.accept)
        self.cancel = Button(phrase("Cancel"), words)
        self.cancel.clicked.connect(lambda: self._close())
        column = QVBoxLayout(self)
        pad = look.space.card_padding_x
        column.setContentsMargins(pad, look.space.card_padding_y, pad, look.space.card_padding_y)
        column.setSpacing(look.space.s)
        column.addWidget(self.title)
        column.addWidget(self.note)
        row = QHBoxLayout()
        row.setSpacing(look.space.s)
        for widget in (self.field, self.open, self.cancel, self.shown):
            row.addWidget(widget)
        row.addStretch(1)
        column.addLayout(row)
        self.retranslate(words)
        self.setFocusProxy(self.field)

    def showEvent(self, event: object) -> None:
        """Take the focus: what is typed next is the password."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def accept(self) -> None:
        """Hand the password on and go away."""
        password = self.field.text()
        if password:
            self.field.clear()
            self._close()
            self._request.answer(password)

    def _has_text(self, text: str) -> None:
        self.open.setEnabled(bool(text))

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.field.setEchoMode(mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def retranslate(self, words: Words) -> None:
        """Name the field in the language of `words`."""
        self.field.setPlaceholderText(words("Password"))
        self.field.setAccessibleName(words("Password"))
