"""A few rows of text set as a table, for panels."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_line, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class MiniTable(QWidget):
    """A few rows of text: the first column at the left, the others at the right."""

    def __init__(
        self,
        rows: Sequence[Sequence[Text]],
        words: Words,
        *,
        head: Sequence[Text] = (),
        ruled: bool = False,
        has_total: bool = False,
    ) -> None:
        super().__init__()
        self._rows, self._head, self._words = rows, head, words
        self._ruled, self._has_total = ruled, has_total
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the cells again in the language of `words`."""
        self._words = words
        lines = ([self._head] if self._head else []) + list(self._rows)
        self.setAccessibleName("; ".join(", ".join(say(cell, words) for cell in line) for line in lines))
        self.updateGeometry()
        self.update()

    def _row_height(self) -> int:
        look = theme.current()
        return look.size.table_row if self._ruled else look.line_height("body")

    def _total_gap(self) -> int:
        return theme.current().space.m if self._has_total and len(self._rows) > 1 else 0

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        rows = len(self._rows) + bool(self._head)
        width = theme.current().size.figure_card_min_width
        return QSize(width, rows * self._row_height() + self._total_gap())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        look = theme.current()
        painter = QPainter(self)
        height = self._row_height()
        widths = self._widths()
        y = 0.0
        if self._head:
            font = look.font("caption", look.text_styles["body_medium"].weight)
            self._paint_row(painter, y, height, self._head, widths, font, True)
            y += height
        for place, row in enumerate(self._rows):
            total = self._has_total and place == len(self._rows) - 1
            if total and self._total_gap():
                draw_line(painter, 0, y + self._total_gap() / 2, self.width())
                y += self._total_gap()
            font = look.font("body", SEMIBOLD) if total else look.font("body")
            self._paint_row(painter, y, height, row, widths, font, False)
            y += height

    def _widths(self) -> list[int]:
        """Return the width of each column but the first, which takes what is left."""
        look = theme.current()
        rows = [*self._rows, self._head]
        columns = max((len(row) for row in rows), default=0)
        widths = []
        for n in range(1, columns):
            last = n == columns - 1
            metrics = QFontMetrics(look.font("body", SEMIBOLD if last and self._has_total else None))
            cells = [say(row[n], self._words) for row in rows if len(row) > n]
            widths.append(max(metrics.horizontalAdvance(cell) for cell in cells) + 1)
        return widths

    def _paint_row(
        self,
        painter: QPainter,
        y: float,
        height: int,
        cells: Sequence[Text],
        widths: Sequence[int],
        font: QFont,
        head: bool,
    ) -> None:
        look = theme.current()
        right = float(self.width())
        for place in range(len(cells) - 1, 0, -1):
            width = widths[place - 1]
            box = QRectF(right - width, y, width, height)
            last = place == len(cells) - 1
            ink = look.colour.muted if head or not last else look.colour.text
            face = font if head or last else look.font("body")
            draw_text(painter, box, say(cells[place], self._words), face, ink, RIGHT)
            gap = look.space.m if self._ruled else look.space.s if last else look.space.xs
            right -= width + gap
        ink = look.colour.text if self._ruled and not head else look.colour.muted
        if self._has_total and cells is self._rows[-1]:
            ink = look.colour.text
        box = QRectF(0, y, right, height)
        draw_text(painter, box, say(cells[0], self._words), font, ink, LEFT)
        if self._ruled:
            draw_line(painter, 0, y + height - look.line.border, self.width())
