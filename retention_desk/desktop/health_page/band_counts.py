"""Customers per band with their share and the change on before."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.marks import BAND_WORDS
from retention_desk.desktop.widgets.paint import RIGHT, draw_band_mark, draw_ring, draw_text
from retention_desk.foundation.wording import MINUS, Words

Codes = npt.NDArray[np.int8]
_BANDS: Final = ("risk", "watch", "healthy")


class BandCounts(QWidget):
    """Three fields side by side: mark and word, count, share, change; a click, or Space, chooses a band."""

    chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._now = np.zeros(3, dtype=np.int64)
        self._before: npt.NDArray[np.int64] | None = None
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_bands(self, now: Codes, before: Codes | None) -> None:
        """Show the bands of all customers now, and the change on before."""
        self._now = _counts(now)
        self._before = _counts(before) if before is not None else None
        self.retranslate(self._words)
        self.update()

    def counts(self) -> dict[str, int]:
        """Return the customers per band."""
        return dict(zip(_BANDS, self._now.tolist(), strict=True))

    def retranslate(self, words: Words) -> None:
        """Say the counts again in the language of `words`."""
        self._words = words
        told = [f"{words(BAND_WORDS[band])} {words.count(n)}" for band, n in self.counts().items()]
        self.setAccessibleName(words.listing(told))

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        look = theme.current()
        return QSize(look.size.inspector, look.text_styles["body"].line + look.text_styles["title"].line)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the three fields."""
        look = theme.current()
        painter = QPainter(self)
        width = self.width() / 3
        scored = max(int(self._now.sum()), 1)
        for place, band in enumerate(_BANDS):
            left = place * width + (look.space.l if place else 0)
            right = (place + 1) * width - (look.space.l if place < 2 else 0)
            if place:
                painter.fillRect(QRectF(place * width, 0, 1, self.height()), look.colour.border)
            line = look.text_styles["body"].line
            half = look.size.band_mark / 2
            draw_band_mark(painter, band, QPointF(left + half, line / 2))
            name = QRectF(left + 2 * half + look.space.s, 0, right - left, line)
            draw_text(painter, name, self._words(BAND_WORDS[band]), look.font("body"), look.colour.text)
            box = QRectF(left, line, right - left, look.text_styles["title"].line)
            font = look.font("title", SEMIBOLD)
            text = self._words.count(int(self._now[place]))
            draw_text(painter, box, text, font, look.colour.text)
            used = QFontMetrics(font).horizontalAdvance(text) + look.space.s
            share = self._words.share(int(self._now[place]) / scored)
            draw_text(painter, box.adjusted(used, 2, 0, 0), share, look.font("body"), look.colour.muted)
            change = self._change(place)
            draw_text(painter, box.adjusted(0, 2, 0, 0), change, look.font("body"), look.colour.muted, RIGHT)
        if self.hasFocus():
            field = QRectF(self._current * width, 0, width, self.height())
            draw_ring(painter, field, look.radius.segment)

    def _change(self, place: int) -> str:
        if self._before is None:
            return ""
        change = int(self._now[place] - self._before[place])
        return "" if not change else f"{'+' if change > 0 else MINUS}{self._words.count(abs(change))}"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the band under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._current = min(int(event.position().x() / max(self.width(), 1) * 3), 2)
            self.chosen.emit(_BANDS[self._current])
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to a band with the arrows, choose it with Space or Enter."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self._current = min(max(self._current + step, 0), 2)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit(_BANDS[self._current])
        else:
            super().keyPressEvent(event)


def _counts(codes: Codes) -> npt.NDArray[np.int64]:
    return np.bincount(codes[codes >= 0], minlength=3)[:3]
