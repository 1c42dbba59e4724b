"""Command search (Ctrl+K): type a few letters, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.commands import Command, CommandTable
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.paint import RIGHT, draw_box, draw_text
from retention_desk.foundation.wording import Words

_SHOWN = 9


class _Found(QWidget):
    """The commands found, one of them current."""

    def __init__(self, owner: CommandSearch) -> None:
        super().__init__()
        self._owner = owner
        self.commands: list[Command] = []
        self.place = 0
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Return the height of the commands shown."""
        look = theme.current()
        rows = max(min(len(self.commands), _SHOWN), 1)
        return QSize(look.size.side_sheet - look.space.xxl, rows * look.size.table_row)

    def _first(self) -> int:
        return max(0, min(self.place - _SHOWN + 1, len(self.commands) - _SHOWN))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the commands."""
        look = theme.current()
        painter = QPainter(self)
        height = look.size.table_row
        words = self._owner.words
        if not self.commands:
            whole = self.rect().adjusted(look.space.m, 0, -look.space.m, 0)
            draw_text(painter, whole, words("Nothing of that name"), look.font("body"), look.colour.muted)
            return
        first = self._first()
        for row, command in enumerate(self.commands[first : first + _SHOWN]):
            box = QRectF(0, row * height, self.width(), height)
            if first + row == self.place:
                draw_box(painter, box, look.radius.control, look.colour.selection)
            side = look.size.icon
            icon_box = QRectF(look.space.m, box.top(), side, height)
            paint_icon(painter, command.icon, icon_box, look.colour.muted)
            inner = box.adjusted(2 * look.space.m + side, 0, -look.space.m, 0)
            draw_text(painter, inner, words(command.title), look.font("body"), look.colour.text)
            keys = QKeySequence(command.shortcut).toString(QKeySequence.SequenceFormat.NativeText)
            draw_text(painter, inner, keys, look.font("caption"), look.colour.muted, RIGHT)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Make the command under the mouse the current one."""
        row = self._first() + int(event.position().y() // theme.current().size.table_row)
        self.place = max(0, min(row, len(self.commands) - 1))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Run the command under the mouse."""
        self._owner.run_current()


class CommandSearch(QFrame):
    """A field over the page that finds every command by its words.

    Parameters
    ----------
    table : CommandTable
        Where the commands are.
    words : Words
        The language to start with.
    host : QWidget
        The window over which it opens.
    """

    def __init__(self, table: CommandTable, words: Words, host: QWidget) -> None:
        super().__init__(host)
        look = theme.current()
        self.words, self._table, self._host = words, table, host
        self.field = QLineEdit()
        self.field.setProperty("bare", True)
        self.field.setFixedHeight(look.size.control)
        self.field.textChanged.connect(self._find)
        self.field.installEventFilter(self)
        self._found = _Found(self)
        column = QVBoxLayout(self)
        pad = look.space.s
        column.setContentsMargins(pad, pad, pad, pad)
        column.setSpacing(look.space.xs)
        row = QVBoxLayout()
        row.setContentsMargins(look.space.m, 0, look.space.m, 0)
        row.addWidget(self.field)
        column.addLayout(row)
        column.addWidget(Rule())
        column.addWidget(self._found)
        self.retranslate(words)
        self.hide()

    def open(self) -> None:
        """Show the field, empty, with all commands under it."""
        self.field.clear()
        self._find("")
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def found(self) -> list[Command]:
        """Return the commands found."""
        return list(self._found.commands)

    def run_current(self) -> None:
        """Close and run the current command."""
        commands = self._found.commands
        self.hide()
        if commands:
            self._table.run(commands[self._found.place].key)

    def _find(self, text: str) -> None:
        self._found.commands = self._table.find(text, self.words)
        self._found.place = 0
        self._found.updateGeometry()
        self._found.update()
        self._place()

    def _place(self) -> None:
        look = theme.current()
        width = min(look.size.side_sheet, self._host.width() - 2 * look.space.xl)
        height = self._found.sizeHint().height() + look.size.control + 3 * look.space.s + 1
        x = (self._host.width() - width) // 2
        self.setGeometry(x, look.size.top_bar + look.space.xl, width, height)

    def retranslate(self, words: Words) -> None:
        """Say the hints again in the language of `words`."""
        self.words = words
        self.field.setPlaceholderText(words("Search pages and commands"))
        self.field.setAccessibleName(words("Search pages and commands"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move, run and close by keys; close when the focus leaves."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            last = len(self._found.commands) - 1
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
            elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.run_current()
            elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._found.place = max(0, min(self._found.place + step, last))
                self._found.update()
            else:
                return False
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box."""
        look = theme.current()
        fill, edge = look.colour.raised, look.colour.border_strong
        draw_box(QPainter(self), self.rect(), look.radius.card, fill, edge, look.line.border)
