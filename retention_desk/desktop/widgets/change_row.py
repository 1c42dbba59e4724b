"""A row that says what happened to how many: marks of two bands or an icon, name, count, amount."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.paint import RIGHT, draw_band_mark, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What a row says.

    Attributes
    ----------
    name, count, amount : Phrase or str
        The amount has its sign; empty where it is not known.
    is_better : bool
        Colours the amount.
    icon : str
        Name of an outline; empty where `before` and `now` are bands.
    """

    name: Text
    count: Text
    amount: Text
    is_better: bool
    icon: str = ""
    before: str = ""
    now: str = ""


class ChangeRow(QAbstractButton):
    """A `ChangeLine` that can be clicked."""

    def __init__(self, line: ChangeLine, words: Words) -> None:
        super().__init__()
        self._line, self._words = line, words
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.current().radius.segment)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the row again in the language of `words`."""
        self._words = words
        line = self._line
        said = [say(text, words) for text in (line.name, line.count, line.amount)]
        self.setAccessibleName(", ".join(text for text in said if text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the row."""
        size = theme.current().size
        return QSize(size.inspector, size.table_row_dense)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: the name gives way."""
        return QSize(theme.current().size.figure_card_min_width, theme.current().size.table_row_dense)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint marks, name, count and amount."""
        look, line = theme.current(), self._line
        painter = QPainter(self)
        if self.underMouse() or self.isDown():
            painter.fillRect(self.rect(), look.colour.hover)
        left = self._paint_marks(painter)
        height, right = self.height(), float(self.width())
        amount, count = say(line.amount, self._words), say(line.count, self._words)
        tone = look.colour.positive if line.is_better else look.colour.danger
        draw_text(painter, QRectF(0, 0, right, height), amount, look.font("body"), tone, RIGHT)
        right -= self._amount_width()
        strong = look.font("body_medium")
        draw_text(painter, QRectF(0, 0, right, height), count, strong, look.colour.text, RIGHT)
        right -= QFontMetrics(strong).horizontalAdvance(count) + look.space.m
        name = QRectF(left, 0, right - left, height)
        draw_text(painter, name, say(line.name, self._words), look.font("body"), look.colour.text)

    def _amount_width(self) -> int:
        """Return the room kept for amounts, the same in every row of a card."""
        look = theme.current()
        return QFontMetrics(look.font("body")).horizontalAdvance("−NT$ 8,888,888") if self._line.amount else 0

    def _paint_marks(self, painter: QPainter) -> float:
        """Paint the bands with an arrow between them, or the icon; return where the name begins."""
        look, line = theme.current(), self._line
        mark, gap, caret = look.size.band_mark, look.space.xs, look.size.icon_caret
        middle = self.height() / 2
        if line.before and line.now:
            draw_band_mark(painter, line.before, QPointF(mark / 2, middle))
            arrow = QRectF(mark + gap, 0, caret, self.height())
            paint_icon(painter, "arrow-right", arrow, look.colour.muted)
            draw_band_mark(painter, line.now, QPointF(mark * 1.5 + 2 * gap + caret, middle))
        elif line.icon:
            paint_icon(painter, line.icon, QRectF(0, 0, caret, self.height()), look.colour.muted)
        return float(2 * mark + 2 * gap + caret + look.space.m)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
