"""A figure over months as one row: name, line, first and last known value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_text
from retention_desk.desktop.widgets.spark_line import draw_spark
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class HistoryLine(QWidget):
    """One figure of a customer by month.

    Parameters
    ----------
    name : Phrase or str
    values : sequence of float
        Oldest first; NaN unknown, left out of the line.
    said : Phrase or str
        The first and the last known value in words.
    tip : str
        Every month with its value.
    """

    def __init__(self, name: Text, values: Sequence[float], said: Text, tip: str, words: Words) -> None:
        super().__init__()
        self._name, self._values, self._said = name, tuple(values), said
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip(tip)
        self.setAccessibleName(f"{say(name, words)}: {tip or say(said, words)}")

    def sizeHint(self) -> QSize:
        """Return the height of a dense row."""
        look = theme.current()
        return QSize(look.size.inspector, look.size.table_row_dense)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name, line and values."""
        look = theme.current()
        painter = QPainter(self)
        name_width, said_width = self.width() * 0.26, self.width() * 0.34
        height = self.height()
        name = QRectF(0, 0, name_width, height)
        draw_text(painter, name, say(self._name, self._words), look.font("caption"), look.colour.muted, LEFT)
        line = QRectF(
            name_width, look.space.xs, self.width() - name_width - said_width, height - look.space.s
        )
        draw_spark(painter, line, self._values)
        said = QRectF(self.width() - said_width, 0, said_width, height)
        draw_text(painter, said, say(self._said, self._words), look.font("body"), look.colour.text, RIGHT)
