"""A tip beside the mouse: a sentence on the theme's tip colour, 288 wide at most."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextDocument
from PySide6.QtWidgets import QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import draw_box
from retention_desk.desktop.widgets.text import rich


class Tip(QWidget):
    """A sentence shown over a window near a place; ``**figures**`` in it are set semibold."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._host, self._text = host, ""
        self._document = QTextDocument(self)
        self.hide()

    def show_at(self, place: QPoint, text: str) -> None:
        """Show a sentence right below a place of the host, or where it fits."""
        look = theme.current()
        self._text = text
        self._document.setDefaultFont(look.font("caption"))
        self._document.setDocumentMargin(0)
        line = look.line_height("caption") + look.space.xs // 2
        ink = look.colour.tip_text.name()
        said = rich(text, ink)
        self._document.setHtml(f'<div style="line-height:{line}px; color:{ink}">{said}</div>')
        room = look.size.tooltip_max_width - 2 * look.space.m
        self._document.setTextWidth(-1)
        self._document.setTextWidth(min(self._document.idealWidth() + 1, room))
        size = self._document.size().toSize()
        width, height = size.width() + 2 * look.space.m, size.height() + 2 * look.space.s
        host = self._host.rect()
        gap = look.space.m
        x = min(place.x() + gap, host.width() - width - gap)
        below = place.y() + gap
        y = below if below + height < host.height() else place.y() - gap - height
        self.setGeometry(QRect(max(x, gap), max(y, gap), width, height))
        self.show()
        self.raise_()
        self.update()

    def text(self) -> str:
        """Return the sentence shown."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box and sentence."""
        look = theme.current()
        painter = QPainter(self)
        draw_box(painter, self.rect(), look.radius.control, look.colour.tip)
        painter.translate(look.space.m, look.space.s)
        self._document.drawContents(painter)
