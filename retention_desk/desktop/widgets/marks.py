"""Small marks: a band with its word, confidence dots."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import draw_band_mark, draw_text
from retention_desk.foundation.wording import Phrase, Words, phrase

BAND_WORDS: Final[dict[str, Phrase]] = {
    "healthy": phrase("Healthy"),
    "watch": phrase("Watch"),
    "risk": phrase("At risk"),
}

SURE_WORDS: Final[dict[int, Phrase]] = {
    4: phrase("sure"),
    3: phrase("likely"),
    2: phrase("please look"),
    1: phrase("guess"),
    0: phrase("not recognised"),
}


class BandLabel(QWidget):
    """The mark of a band, then its word."""

    def __init__(self, band: str, words: Words, *, strong: bool = False) -> None:
        super().__init__()
        self._band, self._words, self._strong = band, words, strong
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def set_band(self, band: str) -> None:
        """Show another band."""
        self._band = band
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the word again in the language of `words`."""
        self._words = words
        self.setAccessibleName(words(BAND_WORDS[self._band]))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of mark and word."""
        look = theme.current()
        metrics = QFontMetrics(look.font("body_medium" if self._strong else "body"))
        width = (
            look.size.band_mark
            + look.space.s
            + metrics.horizontalAdvance(self._words(BAND_WORDS[self._band]))
        )
        return QSize(width + 2, look.line_height("body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and word."""
        look = theme.current()
        painter = QPainter(self)
        half = look.size.band_mark / 2
        draw_band_mark(painter, self._band, QPointF(half, self.height() / 2))
        left = look.size.band_mark + look.space.s
        box = QRectF(left, 0, self.width() - left, self.height())
        font = look.font("body_medium" if self._strong else "body")
        draw_text(painter, box, self._words(BAND_WORDS[self._band]), font, look.colour.text, elide=False)


def draw_dots(painter: QPainter, left: float, middle: float, sure: int) -> float:
    """Paint four confidence dots of which `sure` (0–4) are filled; return the width in pixels."""
    look = theme.current()
    side, gap = look.size.confidence_dot, look.space.xs / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place in range(4):
        centre = QPointF(left + side / 2 + place * (side + gap), middle)
        if place < sure:
            painter.setPen(QPen(look.colour.text, look.line.border))
            painter.setBrush(look.colour.text)
        else:
            painter.setPen(QPen(look.colour.border_strong, look.line.border))
            painter.setBrush(look.colour.raised)
        painter.drawEllipse(centre, side / 2 - 0.5, side / 2 - 0.5)
    return 4 * side + 3 * gap


class ConfidenceDots(QWidget):
    """How sure a proposal is: four dots, the word as tooltip and accessible name."""

    def __init__(self, sure: int, words: Words) -> None:
        super().__init__()
        self._sure, self._words = sure, words
        look = theme.current()
        width = 4 * look.size.confidence_dot + 3 * (look.space.xs // 2)
        self.setFixedSize(width, look.size.confidence_dot + 2)
        self.retranslate(words)

    def set_sure(self, sure: int) -> None:
        """Show another confidence (0–4)."""
        self._sure = sure
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the word again in the language of `words`."""
        self._words = words
        self.setToolTip(words(SURE_WORDS[self._sure]))
        self.setAccessibleName(words(SURE_WORDS[self._sure]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        draw_dots(QPainter(self), 0, self.height() / 2, self._sure)
