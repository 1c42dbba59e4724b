"""What slides over a page: the side sheet and toasts."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QStyle, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.paint import draw_box, draw_text
from retention_desk.desktop.widgets.text import Label, Text, say
from retention_desk.foundation.wording import Words, phrase

_TOAST_MS = 6_000


def motion_ms(wanted: int) -> int:
    """Return a duration in milliseconds: the wanted one, or the reduced one where the system asks."""
    style = QApplication.style()
    calm = QGuiApplication.platformName() == "offscreen" or not style.styleHint(
        QStyle.StyleHint.SH_Widget_Animate
    )
    return theme.current().motion.reduced_ms if calm else wanted


class SideSheet(QWidget):
    """A sheet over inspector and page; Esc closes, ↑ and ↓ step through the table behind it.

    Put content in with `show_content`; the sheet keeps it until the next one. Tools (buttons) of the
    content go to `tools`, left of the cross.

    Parameters
    ----------
    words : Words
        The language to start with.
    host : QWidget
        What it lies over.
    top, bottom : int
        Pixels of the host that stay free.
    steps : bool
        Whether there is a table behind it to step through.
    width : int or None
        In pixels, where it is not that of a side sheet.
    """

    closed = Signal()
    stepped = Signal(int)
    """−1 for the row above, +1 for the row below."""

    def __init__(
        self,
        words: Words,
        host: QWidget,
        *,
        top: int = 0,
        bottom: int = 0,
        steps: bool = True,
        width: int | None = None,
    ) -> None:
        super().__init__(host)
        look = theme.current()
        self._host, self._top, self._bottom, self._steps = host, top, bottom, steps
        self._width = width or look.size.side_sheet
        self._content: QWidget | None = None
        self.place = Label("", words, role="caption", tone="muted")
        up = Button(None, words, kind="quiet", icon="caret-up", tip=phrase("Row above"))
        down = Button(None, words, kind="quiet", icon="caret-down", tip=phrase("Row below"))
        close = Button(None, words, kind="quiet", icon="x", tip=phrase("Close"))
        up.clicked.connect(lambda: self.stepped.emit(-1))
        down.clicked.connect(lambda: self.stepped.emit(1))
        close.clicked.connect(self.close_sheet)
        for step in (up, down):
            step.setVisible(steps)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(look.space.s)
        head = QHBoxLayout()
        head.setContentsMargins(look.space.xl, 0, look.space.m, 0)
        head.setSpacing(look.space.xs)
        head.addWidget(self.place)
        head.addSpacing(look.space.s)
        head.addWidget(up)
        head.addWidget(down)
        head.addStretch(1)
        head.addLayout(self.tools)
        head.addSpacing(look.space.s)
        head.addWidget(close)
        bar = QWidget()
        bar.setFixedHeight(look.size.top_bar - look.line.border)
        bar.setLayout(head)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(look.line.border, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(bar)
        self._column.addWidget(Rule())
        self._slide = QPropertyAnimation(self, b"geometry", self)
        self._slide.setEasingCurve(getattr(QEasingCurve.Type, look.motion.curve))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setAccessibleName(words("Side sheet"))
        host.installEventFilter(self)
        self.hide()

    def show_content(self, content: QWidget, place: Text = "") -> None:
        """Slide the sheet in with `content`; an open sheet only changes what it shows."""
        if self._content is not None and self._content is not content:
            self._column.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        if self._content is not content:
            self._content = content
            self._column.addWidget(content, 1)
        content.show()
        self.place.say(place)
        if self.isVisible():
            return
        box = self._box()
        self._slide.setDuration(motion_ms(theme.current().motion.sheet_ms))
        self._slide.setStartValue(box.translated(box.width(), 0))
        self._slide.setEndValue(box)
        self.show()
        self.raise_()
        self._slide.start()

    def content(self) -> QWidget | None:
        """Return what the sheet shows."""
        return self._content

    def release(self) -> QWidget | None:
        """Give up what the sheet shows and return it: it belongs to the caller now."""
        content, self._content = self._content, None
        if content is not None:
            self._column.removeWidget(content)
        return content

    def close_sheet(self) -> None:
        """Close the sheet."""
        if self.isVisible():
            self._slide.stop()
            self.hide()
            self.closed.emit()

    def _box(self) -> QRect:
        width = min(self._width, self._host.width())
        height = self._host.height() - self._top - self._bottom
        return QRect(self._host.width() - width, self._top, width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the host's right edge."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._slide.stop()
            self.setGeometry(self._box())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc, step with the arrows."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif self._steps and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the edge at the left."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.colour.raised)
        painter.fillRect(0, 0, look.line.border, self.height(), look.colour.border_strong)


class _TipLink(QAbstractButton):
    """The action of a toast."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(self.fontMetrics().horizontalAdvance(text) + 2, theme.current().size.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the word."""
        look = theme.current()
        draw_text(QPainter(self), self.rect(), self.text(), look.font("body"), look.colour.tip_link)


class Toast(QWidget):
    """A line at the bottom right that says what was done and goes after six seconds."""

    def __init__(self, words: Words, host: QWidget, *, bottom: int = 0) -> None:
        super().__init__(host)
        self._words, self._host, self._bottom = words, host, bottom
        self._text: Text = ""
        self._link: _TipLink | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOAST_MS)
        self._timer.timeout.connect(self.hide)
        look = theme.current()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(look.space.l, 0, look.space.l, 0)
        self._row.addStretch(1)
        self.setFixedHeight(look.size.control + look.space.s)
        host.installEventFilter(self)
        self.hide()

    def show_text(
        self, text: Text, action: Text | None = None, run: Callable[[], object] | None = None
    ) -> None:
        """Show a line, with an action where there is one."""
        self._text = text
        if self._link is not None:
            self._row.removeWidget(self._link)
            self._link.deleteLater()
            self._link = None
        if action is not None and run is not None:
            self._link = _TipLink(say(action, self._words))
            self._link.clicked.connect(self.hide)
            self._link.clicked.connect(lambda: run())
            self._row.addWidget(self._link)
        self.setAccessibleName(say(text, self._words))
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self.update()

    def _place(self) -> None:
        look = theme.current()
        metrics = self.fontMetrics()
        link = self._link.width() + look.space.xl if self._link else 0
        width = metrics.horizontalAdvance(say(self._text, self._words)) + link
        width += look.size.icon_small + look.space.s + 2 * look.space.l
        width = min(max(width, look.size.inspector - look.space.l), self._host.width() - 2 * look.space.l)
        x = self._host.width() - width - look.space.l
        y = self._host.height() - self._bottom - self.height() - look.space.l
        self.setGeometry(x, y, width, self.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the host's corner."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box, a tick and the line."""
        look = theme.current()
        painter = QPainter(self)
        draw_box(painter, self.rect(), look.radius.control, look.colour.tip)
        side = look.size.icon_small
        left = look.space.l
        paint_icon(painter, "check", QRect(left, 0, side, self.height()), look.colour.tip_text)
        left += side + look.space.s
        room = self.width() - left - look.space.l - (self._link.width() if self._link else 0)
        box = QRect(left, 0, room, self.height())
        draw_text(painter, box, say(self._text, self._words), look.font("body"), look.colour.tip_text)
