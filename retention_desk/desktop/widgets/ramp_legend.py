"""The key of the cohort grid: the ramp with its ends, and the hatch."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import draw_hatch, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class RampLegend(QWidget):
    """Ramp, range, hatch and its word in one line."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._low, self._high = 0.0, 1.0
        self._period: Text = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_range(self, low: float, high: float, period: Text) -> None:
        """Show the shares at the ends of the ramp and the name of a period."""
        self._low, self._high, self._period = low, high, period
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the key again in the language of `words`."""
        self._words = words
        self.setAccessibleName(f"{self._range()}, {self._hatch()}")
        self.updateGeometry()
        self.update()

    def _range(self) -> str:
        low, high = self._words.number(self._low * 100, 0), self._words.share(self._high, 0)
        return self._words("{low} to {high}", low=low, high=high)

    def _hatch(self) -> str:
        return self._words("{period} not over", period=say(self._period, self._words))

    def sizeHint(self) -> QSize:
        """Return the size of ramp, hatch and their words."""
        look = theme.current()
        metrics = QFontMetrics(look.font("caption"))
        text = metrics.horizontalAdvance(self._range()) + metrics.horizontalAdvance(self._hatch())
        return QSize(self._ramp_width() + look.size.chip + text + 4 * look.space.s, look.size.chip)

    def _ramp_width(self) -> int:
        look = theme.current()
        return len(look.chart.sequential) * (look.space.s + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key."""
        look = theme.current()
        painter = QPainter(self)
        font, muted = look.font("caption"), look.colour.muted
        height = look.space.m
        top = (self.height() - height) / 2
        step = self._ramp_width() / len(look.chart.sequential)
        for place, colour in enumerate(look.chart.sequential):
            painter.fillRect(QRectF(place * step, top, step, height), colour)
        left = float(self._ramp_width() + look.space.s)
        room = QRectF(left, 0, self.width() - left, self.height())
        left += draw_text(painter, room, self._range(), font, muted) + 2 * look.space.s
        box = QRectF(left, top, look.size.chip, height)
        painter.setPen(QPen(look.chart.hatch, look.line.border))
        draw_hatch(painter, box)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        left = box.right() + look.space.s
        draw_text(painter, QRectF(left, 0, self.width() - left, self.height()), self._hatch(), font, muted)
