"""Drop area: a dashed box that takes files, pasted tables, and a click."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.wording import Words, phrase


class DropArea(QWidget):
    """Takes files dropped on it; its links choose files and paste a table.

    Parameters
    ----------
    title, note : Phrase or str
        What can be dropped, and what happens with it.
    primary : bool
        Whether choosing files is the page's primary button (Home) rather than a link.
    """

    files_dropped = Signal(object)
    """List of paths."""
    choose_asked = Signal()
    paste_asked = Signal()

    def __init__(
        self,
        words: Words,
        *,
        title: Text | None = None,
        note: Text = "",
        primary: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self._over = False
        self.setAcceptDrops(True)
        said = title or phrase("Drop files here")
        self.title = Label(
            said, words, role="section" if primary else "body", tone="text" if primary else "muted"
        )
        self.note = Label(note, words, tone="muted", wrap=True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if not note:
            self.note.hide()
        kind = "primary" if primary else "link"
        self.choose = Button(phrase("Choose files"), words, kind=kind)  # type: ignore[arg-type]
        self.paste = Button(phrase("Paste a table"), words, kind="normal" if primary else "link")
        self.choose.clicked.connect(self.choose_asked)
        self.paste.clicked.connect(self.paste_asked)
        row = QHBoxLayout()
        row.setSpacing(look.space.s)
        row.addStretch(1)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        column = QVBoxLayout(self)
        pad = look.space.xl if primary else look.space.m
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.space.s if primary else look.space.xs)
        column.addStretch(1)
        column.addWidget(self.title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.note)
        column.addLayout(row)
        column.addStretch(1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that the files can be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show the area at rest."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self._set_over(False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.files_dropped.emit(files)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dashed box."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(look.colour.accent if self._over else look.colour.border_strong, look.line.border)
        pen.setDashPattern([look.space.xs, look.space.xs])
        painter.setPen(pen)
        painter.setBrush(look.colour.accent_quiet if self._over else Qt.BrushStyle.NoBrush)
        half = look.line.border / 2
        box = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, look.radius.card, look.radius.card)
