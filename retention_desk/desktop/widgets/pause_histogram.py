"""The pauses between purchases, with the day from which a customer counts as lost."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, draw_text
from retention_desk.foundation.wording import Words


class PauseHistogram(QWidget):
    """Bars of pauses by length in days; the part beyond the line is faint. The line can be dragged."""

    dragged = Signal(int)
    """Days under the line while it is dragged."""
    released = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._counts: npt.NDArray[np.int64] = np.zeros(1, dtype=np.int64)
        self._most_days = 180.0
        self._days = 90
        self._held = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def show_pauses(self, counts: npt.NDArray[np.int64], most_days: float, days: int) -> None:
        """Show counts of equal bins from 0 to `most_days`, and the line at `days`."""
        self._counts, self._most_days = counts, most_days
        self.set_days(days)

    def set_days(self, days: int) -> None:
        """Move the line."""
        self._days = days
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say name and days again in the language of `words`."""
        self._words = words
        days = words("{n:count} days", n=self._days)
        self.setAccessibleName(words.listing([words("Pauses between purchases"), days]))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        size = theme.current().size
        return QSize(size.inspector, size.indicator_row - theme.current().space.s)

    def _plot(self) -> QRectF:
        look = theme.current()
        line = look.text_styles["caption"].line
        return QRectF(0, look.space.s, self.width(), self.height() - line - look.space.m)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint bars, line and axis."""
        look = theme.current()
        painter = QPainter(self)
        plot = self._plot()
        most = max(int(self._counts.max()), 1)
        width = plot.width() / len(self._counts)
        at = self._days / self._most_days * len(self._counts)
        for place, count in enumerate(self._counts):
            height = plot.height() * 0.9 * float(count) / most
            box = QRectF(plot.left() + place * width, plot.bottom() - height, max(width - 1, 1), height)
            painter.fillRect(box, look.chart.parts[0] if place < at else look.chart.parts[1])
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), look.line.border), look.chart.axis)
        x = min(plot.width() * self._days / self._most_days, plot.width() - 2)
        painter.fillRect(QRectF(x, 0, look.line.selected_card, plot.bottom()), look.colour.accent)
        note = self._words("{n:count} days", n=self._days)
        font, line = look.font("caption"), look.text_styles["caption"].line
        box, align = QRectF(x + look.space.s, 0, self.width(), line), LEFT
        if x > self.width() * 0.75:
            box, align = QRectF(0, 0, x - look.space.s, line), RIGHT
        draw_text(painter, box, note, font, look.colour.text, align, elide=False)
        self._paint_axis(painter, plot)

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        look = theme.current()
        font, muted, line = look.font("caption"), look.colour.muted, look.text_styles["caption"].line
        room = look.size.control * 2
        for place in range(4):
            days = round(self._most_days * place / 3)
            text = str(days) if place < 3 else self._words("{n:count} days", n=days)
            x = plot.width() * place / 3
            align = LEFT if place == 0 else RIGHT if place == 3 else CENTRE
            start = 0 if place == 0 else x - room if place == 3 else x - room / 2
            box = QRectF(start, plot.bottom() + look.space.xs, room, line)
            draw_text(painter, box, text, font, muted, align, elide=False)

    def _move_to(self, days: int) -> None:
        days = max(1, min(days, round(self._most_days)))
        if days != self._days:
            self.set_days(days)
            self.dragged.emit(days)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the line."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self._move_to(round(event.position().x() / max(self.width(), 1) * self._most_days))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the line."""
        if self._held:
            self._move_to(round(event.position().x() / max(self.width(), 1) * self._most_days))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the line."""
        if self._held:
            self._held = False
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by a day."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._move_to(self._days + step)
        self.released.emit()
