"""The views of a page in a row under its title, the one shown underlined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import CENTRE, draw_ring, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class ViewTabs(QWidget):
    """A row of words of which one is the view shown; one stop of the Tab key, arrows go along it.

    Parameters
    ----------
    views : sequence of (str, Phrase or str)
        Key and name of each view.
    words : Words
        The language to start with.
    name : Phrase or str
        What a screen reader says before the view's name.
    """

    chosen = Signal(str)
    """Key of the view that the user chose."""

    def __init__(self, views: Sequence[tuple[str, Text]], words: Words, *, name: Text = "") -> None:
        super().__init__()
        self._views, self._words, self._name = list(views), words, name
        self._place, self._hovered = 0, -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring", "none")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def key(self) -> str:
        """Return the key of the view shown."""
        return self._views[self._place][0]

    def choose(self, key: str) -> None:
        """Show a view as the chosen one without telling anybody."""
        self._place = [name for name, _text in self._views].index(key)
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the names again in the language of `words`."""
        self._words = words
        parts = (say(self._name, words), say(self._views[self._place][1], words))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    # -- geometry --------------------------------------------------------------------------------

    def _widths(self) -> list[int]:
        """Return the width of each name in the weight of the chosen one, so that choosing moves nothing."""
        metrics = QFontMetrics(theme.current().font("body", SEMIBOLD))
        return [metrics.horizontalAdvance(say(text, self._words)) + 2 for _key, text in self._views]

    def _gap(self) -> int:
        """Return the room between two names: less where the row is narrow."""
        space, widths = theme.current().space, self._widths()
        free = (self.width() - sum(widths)) // max(len(widths) - 1, 1)
        return max(min(free, space.xl), space.s)

    def tab_box(self, place: int) -> QRectF:
        """Return where the name of a view stands."""
        widths, gap = self._widths(), self._gap()
        left = list(accumulate((width + gap for width in widths), initial=0))[place]
        return QRectF(left, 0, widths[place], self.height())

    def sizeHint(self) -> QSize:
        """Return room for all names."""
        look, widths = theme.current(), self._widths()
        return QSize(sum(widths) + look.space.xl * (len(widths) - 1), look.size.control_small)

    def minimumSizeHint(self) -> QSize:
        """Return room for all names with little between them."""
        look, widths = theme.current(), self._widths()
        return QSize(sum(widths) + look.space.s * (len(widths) - 1), look.size.control_small)

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, the line under them all, and that of the one shown."""
        look, painter = theme.current(), QPainter(self)
        line = look.line.border
        painter.fillRect(0, self.height() - line, self.width(), line, look.colour.border)
        for place, (_key, text) in enumerate(self._views):
            box, chosen = self.tab_box(place), place == self._place
            font = look.font("body", SEMIBOLD if chosen else None)
            colour = look.colour.text if chosen or place == self._hovered else look.colour.muted
            draw_text(painter, box, say(text, self._words), font, colour, CENTRE, elide=False)
            if chosen:
                thick = look.line.selected_card
                painter.fillRect(
                    QRectF(box.left(), self.height() - thick, box.width(), thick), look.colour.text
                )
                if self.hasFocus():
                    ring = box.adjusted(-look.space.xs, look.line.border, look.space.xs, -look.line.border)
                    draw_ring(painter, ring, look.radius.control)

    # -- mouse and keys --------------------------------------------------------------------------

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self._views) and place != self._place:
            self._place = place
            self.retranslate(self._words)
            self.chosen.emit(self.key())

    def _at(self, event: QMouseEvent) -> int:
        reach = self._gap() / 2
        x = event.position().x()
        boxes = [self.tab_box(place) for place in range(len(self._views))]
        near = [n for n, box in enumerate(boxes) if box.left() - reach <= x < box.right() + reach]
        return near[0] if near else -1

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the view under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note the view under the mouse."""
        self._hovered = self._at(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Note that the mouse left."""
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, Home and End."""
        moves = {
            Qt.Key.Key_Left: self._place - 1,
            Qt.Key.Key_Right: self._place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._views) - 1,
        }
        place = moves.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self._pick(place)
