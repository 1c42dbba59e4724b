"""A boxed choice: a radio mark, what it says, and a muted note at the right; one of several holds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import RIGHT, draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words

_NOTE_SHARE = 0.5


class OptionBox(QAbstractButton):
    """A choice as wide as its place; the chosen one has an accent edge and ground.

    Parameters
    ----------
    name : Phrase or str
        What is chosen; elided where it is too long, with the whole as tooltip.
    words : Words
        The language to start with.
    note : Phrase or str
        Muted, at the right.
    """

    def __init__(self, name: Text, words: Words, *, note: Text = "") -> None:
        super().__init__()
        self._name, self._note, self._words = name, note, words
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def say(self, name: Text, note: Text = "") -> None:
        """Say another name and note."""
        self._name, self._note = name, note
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the texts again in the language of `words`."""
        self._words = words
        said = [say(self._name, words), say(self._note, words)]
        self.setAccessibleName(", ".join(part for part in said if part))
        self._show_tip()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that mark, name and note need."""
        look = theme.current()
        name = QFontMetrics(look.font("body")).horizontalAdvance(say(self._name, self._words))
        note = QFontMetrics(look.font("caption")).horizontalAdvance(say(self._note, self._words))
        around = 2 * look.space.m + look.size.checkbox + look.space.s
        return QSize(around + name + (look.space.m + note if note else 0), look.size.control)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; name and note give way."""
        size = theme.current().size
        return QSize(size.indicator_row, size.control)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name in full as tooltip what no longer fits."""
        super().resizeEvent(event)
        self._show_tip()

    def _show_tip(self) -> None:
        cut = self.width() < self.sizeHint().width()
        note = say(self._note, self._words)
        tip = say(self._name, self._words) + (f"\n{note}" if note else "")
        self.setToolTip(tip if cut else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, mark, name and note."""
        look = theme.current()
        colour = look.colour
        painter = QPainter(self)
        chosen, hovered = self.isChecked(), self.underMouse() and self.isEnabled()
        fill = colour.accent_quiet if chosen else colour.hover if hovered else colour.raised
        edge = colour.accent if chosen else colour.border
        draw_box(painter, self.rect(), look.radius.control, fill, edge, look.line.border)
        side = look.size.checkbox
        mark = QRectF(look.space.s + look.line.border, (self.height() - side) / 2, side, side)
        self._paint_mark(painter, mark)
        right = float(self.width() - look.space.m)
        left = mark.right() + look.space.s
        note = say(self._note, self._words)
        if note:
            room = (right - left) * _NOTE_SHARE
            box = QRectF(right - room, 0, room, self.height())
            used = draw_text(painter, box, note, look.font("caption"), colour.muted, RIGHT)
            right -= used + look.space.s
        ink = colour.text if self.isEnabled() else colour.faint
        text = QRectF(left, 0, right - left, self.height())
        draw_text(painter, text, say(self._name, self._words), look.font("body"), ink)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        colour = look.colour
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour.accent)
            painter.drawEllipse(box)
            painter.setBrush(colour.on_accent)
            painter.drawEllipse(QPointF(box.center()), look.space.xs - 1, look.space.xs - 1)
        else:
            painter.setPen(QPen(colour.border_strong, look.line.border))
            painter.setBrush(colour.raised)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
