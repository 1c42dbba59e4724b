"""The RFM grid: recency across, frequency up, customers in each cell; a click chooses a cell."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cohort_paint import cell_text
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, draw_ring, draw_text
from retention_desk.foundation.wording import Words

STEPS = 5
_MIDDLE = (3, 3)


class RfmGrid(QWidget):
    """Five by five cells; 5 is best and stands at the top right."""

    chosen = Signal(int, int)
    """Recency and frequency (1–5) of the cell that was clicked."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._counts: npt.NDArray[np.int64] = np.zeros((STEPS, STEPS), dtype=np.int64)
        self._current: tuple[int, int] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(words("RFM grid"))

    def show_counts(self, counts: npt.NDArray[np.int64], current: tuple[int, int] | None) -> None:
        """Show customers per cell, shape (5, 5) by recency − 1 and frequency − 1, and the chosen cell."""
        self._counts, self._current = counts, current
        self.update()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self.setAccessibleName(words("RFM grid"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        size = theme.current().size
        return QSize(size.inspector, size.cohort_row * 8)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the counts can be read."""
        size = theme.current().size
        return QSize(size.figure_card_min_width, size.cohort_row * 7)

    def _plot(self) -> QRectF:
        look = theme.current()
        line = look.text_styles["caption"].line
        left = look.space.xxl
        foot = 2 * line + look.space.xs
        return QRectF(
            left, line + look.space.xs, self.width() - left, self.height() - foot - line - look.space.xs
        )

    def _box(self, recency: int, frequency: int) -> QRectF:
        plot = self._plot()
        width, height = plot.width() / STEPS, plot.height() / STEPS
        left = plot.left() + (recency - 1) * width
        return QRectF(left, plot.top() + (STEPS - frequency) * height, width - 1, height - 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint cells and axes."""
        look = theme.current()
        painter = QPainter(self)
        plot, font, muted = self._plot(), look.font("caption"), look.colour.muted
        ramp, most = look.chart.sequential, max(int(self._counts.max()), 1)
        for recency in range(1, STEPS + 1):
            for frequency in range(1, STEPS + 1):
                count = int(self._counts[recency - 1, frequency - 1])
                fill = ramp[min(int(count / most * len(ramp)), len(ramp) - 1)]
                box = self._box(recency, frequency)
                painter.fillRect(box, fill if count else look.colour.hover)
                tint = cell_text(fill) if count else muted
                draw_text(painter, box, self._words.count(count), font, tint, CENTRE)
        line = look.text_styles["caption"].line
        for step in range(1, STEPS + 1):
            box = self._box(step, 1)
            below = QRectF(box.left(), plot.bottom(), box.width(), line)
            draw_text(painter, below, str(step), font, muted, CENTRE)
            row = self._box(1, step)
            beside = QRectF(0, row.top(), plot.left() - look.space.s, row.height())
            draw_text(painter, beside, str(step), font, muted, RIGHT)
        foot = QRectF(plot.left(), plot.bottom() + line, plot.width(), line)
        draw_text(painter, foot, self._words("bought long ago"), font, muted, LEFT)
        draw_text(painter, foot, self._words("bought lately"), font, muted, RIGHT)
        top = QRectF(plot.left(), 0, plot.width(), line)
        draw_text(painter, top, self._words("↑ orders more often"), font, muted, LEFT)
        self._paint_current(painter)

    def _paint_current(self, painter: QPainter) -> None:
        look = theme.current()
        box = self._box(*(self._current or _MIDDLE))
        if self._current is not None:
            painter.setPen(QPen(look.colour.text, look.line.selected_card))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        if self.hasFocus():
            draw_ring(painter, box.adjusted(-2, -2, 2, 2), 0)

    def _at(self, x: float, y: float) -> tuple[int, int] | None:
        plot = self._plot()
        if not plot.contains(x, y):
            return None
        recency = int((x - plot.left()) / plot.width() * STEPS) + 1
        frequency = STEPS - int((y - plot.top()) / plot.height() * STEPS)
        return min(recency, STEPS), min(max(frequency, 1), STEPS)

    def event(self, event: QEvent) -> bool:
        """Read the cell under the mouse in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._at(event.pos().x(), event.pos().y())
            if cell is not None:
                text = self._words.plural(
                    "{n:count} customer with recency {r:count} and frequency {f:count}, 5 is best.",
                    "{n:count} customers with recency {r:count} and frequency {f:count}, 5 is best.",
                    int(self._counts[cell[0] - 1, cell[1] - 1]), r=cell[0], f=cell[1],
                )  # fmt: skip
                QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        cell = self._at(event.position().x(), event.position().y())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(*cell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a neighbouring cell with the arrows; Space and Enter do what a click does."""
        recency, frequency = here = self._current or _MIDDLE
        moves = {
            Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0),
            Qt.Key.Key_Up: (0, 1), Qt.Key.Key_Down: (0, -1),
        }  # fmt: skip
        move = moves.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(*here)
        elif move is None:
            super().keyPressEvent(event)
        else:
            to = min(max(recency + move[0], 1), STEPS), min(max(frequency + move[1], 1), STEPS)
            if to != here:
                self.chosen.emit(*to)
