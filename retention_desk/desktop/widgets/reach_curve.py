"""The reach curve: what share of the value at stake so many contacts reach, with a handle to drag."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, blend, draw_text
from retention_desk.foundation.wording import Words

Floats = npt.NDArray[np.float64]


class ReachCurve(QWidget):
    """A rising curve of contacts (x) against the share of the value reached (y, 0–1)."""

    dragged = Signal(int)
    """Contacts under the handle while it is dragged."""
    released = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._contacts: Floats = np.zeros(1)
        self._shares: Floats = np.zeros(1)
        self._at = 0
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_reach(self, contacts: Floats, shares: Floats, at: int) -> None:
        """Show a curve and the contacts where the handle stands."""
        most = max(4 * at, 40)
        kept = contacts <= most
        self._contacts, self._shares, self._at = contacts[kept], shares[kept], at
        self.retranslate(self._words)
        self.update()

    def retranslate(self, words: Words) -> None:
        """Say the accessible description again in the language of `words`."""
        self._words = words
        self.setAccessibleName(self._note())

    def _note(self) -> str:
        return self._words("{n:count} contacts → {share:share0}", n=self._at, share=self._share_at(self._at))

    def _share_at(self, contacts: float) -> float:
        if not len(self._contacts):
            return 0.0
        return float(np.interp(contacts, self._contacts, self._shares))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        size = theme.current().size
        return QSize(size.inspector + size.control, size.indicator_row)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the note can be read."""
        size = theme.current().size
        return QSize(size.figure_card_min_width, size.indicator_row * 3 // 4)

    def _plot(self) -> QRectF:
        look = theme.current()
        line = look.text_styles["caption"].line
        pad = look.size.slider_handle / 2
        return QRectF(pad, pad, self.width() - 2 * pad, self.height() - line - look.space.xs - pad)

    def _most(self) -> float:
        return max(float(self._contacts[-1]) if len(self._contacts) else 0.0, 1.0)

    def _point(self, plot: QRectF, contacts: float) -> QPointF:
        x = plot.left() + plot.width() * contacts / self._most()
        return QPointF(x, plot.bottom() - plot.height() * self._share_at(contacts))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint area, curve, handle and axis."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot()
        points = [self._point(plot, float(c)) for c in self._contacts[:: max(1, len(self._contacts) // 400)]]
        here = self._point(plot, min(self._at, self._most()))
        reached = [p for p in points if p.x() <= here.x()]
        area = QPolygonF(
            [QPointF(plot.left(), plot.bottom()), *reached, here, QPointF(here.x(), plot.bottom())]
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            blend(look.chart.categorical[0], look.colour.raised, look.chart_metrics.interval_alpha)
        )
        painter.drawPolygon(area)
        painter.setPen(QPen(look.chart.categorical[0], look.chart_metrics.series_width))
        painter.drawPolyline(QPolygonF(points))
        painter.fillRect(QRectF(plot.left(), plot.bottom(), plot.width(), look.line.border), look.chart.axis)
        self._paint_handle(painter, plot, here)
        self._paint_axis(painter, plot)

    def _paint_handle(self, painter: QPainter, plot: QRectF, here: QPointF) -> None:
        look = theme.current()
        painter.setPen(QPen(look.colour.accent, look.line.selected_card))
        painter.drawLine(here, QPointF(here.x(), plot.bottom()))
        radius = look.size.slider_handle / 2
        if self._held or self.hasFocus():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour.accent_quiet)
            painter.drawEllipse(here, radius + look.space.xs, radius + look.space.xs)
        painter.setPen(QPen(look.colour.accent, look.line.selected_card))
        painter.setBrush(look.colour.raised)
        painter.drawEllipse(here, radius, radius)
        line = look.text_styles["caption"].line
        low = here.y() > plot.center().y()
        y = here.y() - radius - line - look.space.xs if low else here.y() + look.space.xs
        room = QRectF(here.x() + radius + look.space.s, y, plot.right(), line)
        align = LEFT
        if here.x() > plot.center().x() + plot.width() / 4:
            room = QRectF(0, y, here.x() - radius - look.space.s, line)
            align = RIGHT
        draw_text(painter, room, self._note(), look.font("caption"), look.colour.text, align, elide=False)

    def _paint_axis(self, painter: QPainter, plot: QRectF) -> None:
        look = theme.current()
        font, muted = look.font("caption"), look.colour.muted
        box = QRectF(
            plot.left(), plot.bottom() + look.space.xs, plot.width(), look.text_styles["caption"].line
        )
        most = self._most()
        draw_text(painter, box, "0", font, muted, LEFT)
        draw_text(painter, box, self._words.count(most / 2), font, muted, CENTRE)
        draw_text(painter, box, self._words("{n:count} contacts", n=most), font, muted, RIGHT)

    def _drag(self, event: QMouseEvent) -> None:
        plot = self._plot()
        share = (event.position().x() - plot.left()) / max(plot.width(), 1)
        self._move_to(round(min(max(share, 0.0), 1.0) * self._most()))

    def _move_to(self, contacts: int) -> None:
        contacts = max(0, min(contacts, int(self._most())))
        if contacts != self._at:
            self._at = contacts
            self.retranslate(self._words)
            self.update()
            self.dragged.emit(contacts)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self._drag(event)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self._held:
            self._drag(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the handle."""
        if self._held:
            self._held = False
            self.update()
            self.released.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the handle by one, or by ten with Page Up and Page Down."""
        steps = {
            Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: -10, Qt.Key.Key_PageUp: 10,
        }  # fmt: skip
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._move_to(self._at + step)
        self.released.emit()
