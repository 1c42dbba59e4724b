"""Pages of the report as pictures: small ones to choose from, and one to read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import draw_text
from retention_desk.foundation.wording import Words
from retention_desk.reporting.paper.marks import PAGE_HEIGHT, PAGE_WIDTH

SHAPE: Final = PAGE_HEIGHT / PAGE_WIDTH


class PageThumb(QAbstractButton):
    """A page, small, with its number under it."""

    stepped = Signal(int)
    """Pages to go on by an arrow key."""

    def __init__(self, number: int, words: Words) -> None:
        super().__init__()
        self.number: Final = number
        self._image: QImage | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate(words)

    @property
    def has_image(self) -> bool:
        """Whether its picture is there."""
        return self._image is not None

    def clear(self) -> None:
        """Forget the picture."""
        self._image = None
        self.update()

    def show_image(self, image: QImage) -> None:
        """Show the picture."""
        self._image = image
        self.update()

    def retranslate(self, words: Words) -> None:
        """Say the name in the language of `words`."""
        self.setAccessibleName(words("Page {n}", n=self.number + 1))

    def sizeHint(self) -> QSize:
        """Return the size of paper and number."""
        look = theme.current()
        width = look.size.indicator_row
        return QSize(width, round(width * SHAPE) + look.line_height("caption"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint paper, edge and number."""
        look = theme.current()
        colour, painter = look.colour, QPainter(self)
        paper = QRectF(0, 0, self.width(), self.width() * SHAPE).adjusted(1, 1, -1, -1)
        if self._image is None:
            painter.fillRect(paper, colour.sunken)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(paper, self._image)
        marked = self.isChecked() or self.hasFocus()
        rest = colour.border_strong if self.underMouse() else colour.border
        width = look.line.focus_ring if marked else look.line.border
        painter.setPen(QPen(colour.accent if marked else rest, width))
        painter.drawRect(paper)
        line = look.line_height("caption")
        below = QRectF(0, self.height() - line, self.width(), line)
        ink = colour.text if self.isChecked() else colour.muted
        middle = Qt.AlignmentFlag.AlignCenter
        draw_text(painter, below, str(self.number + 1), look.font("caption"), ink, middle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by arrows and by page keys."""
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageDown: 1,
            Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1, Qt.Key.Key_PageUp: -1,
        }  # fmt: skip
        by = steps.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(by)


class PagePicture(QWidget):
    """A page, large, with a thin edge."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._image: QImage | None = None
        self._number = 0
        self.setAccessibleName(words("Preview"))

    def show_page(self, number: int, text: str) -> None:
        """Make room for a page; its text is what a screen reader is told."""
        self._number = number
        self.setAccessibleDescription(text)
        self._fit()

    def show_image(self, image: QImage) -> None:
        """Show the picture of the page."""
        self._image = image
        self.update()

    def paper_width(self, room: int) -> int:
        """Return how wide the paper is in a room: as wide as there is, no wider than it is printed."""
        return max(min(room - 2, round(PAGE_WIDTH)), 1)

    def _fit(self) -> None:
        parent = self.parentWidget()
        room = parent.width() if parent is not None else self.width()
        self.setMinimumHeight(round(self.paper_width(room) * SHAPE) + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the paper's shape."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper."""
        look = theme.current()
        if self._image is None:
            return
        painter = QPainter(self)
        width = self.paper_width(self.width())
        paper = QRectF((self.width() - width) / 2, 0, width, width * SHAPE).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(paper, self._image)
        painter.setPen(QPen(look.colour.border, look.line.border))
        painter.drawRect(paper)
