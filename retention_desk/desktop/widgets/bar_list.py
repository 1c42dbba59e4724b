"""A list of bars: a name, how many, what share; a click chooses one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import RIGHT, draw_band_mark, draw_ring, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: key, name, length of the bar (0–1 of the longest), value and a muted note at the right.

    `band` paints the mark of a health band before the name.
    """

    key: str
    name: Text
    length: float
    value: Text
    note: Text = ""
    band: str = ""


class BarList(QWidget):
    """Rows of name, bar and figures; hovered and chosen rows are tinted."""

    chosen = Signal(str)
    """Key of the row that was clicked."""

    def __init__(self, words: Words, *, selectable: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._bars: Sequence[Bar] = ()
        self._selected = ""
        self._hovered = -1
        self._selectable = selectable
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if selectable:
            self.setMouseTracking(True)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setProperty("ring", "none")

    def show_bars(self, bars: Sequence[Bar], selected: str = "") -> None:
        """Show rows, one of them chosen."""
        self._bars, self._selected = bars, selected
        self.retranslate(self._words)

    def bars(self) -> Sequence[Bar]:
        """Return the rows shown."""
        return self._bars

    def retranslate(self, words: Words) -> None:
        """Say the rows again in the language of `words`."""
        self._words = words
        told = [f"{say(bar.name, words)} {say(bar.value, words)}" for bar in self._bars]
        self.setAccessibleName(words.listing(told))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        look = theme.current()
        return QSize(look.size.inspector, max(len(self._bars), 1) * look.size.cohort_row)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(theme.current().size.figure_card_min_width, self.sizeHint().height())

    def _columns(self) -> tuple[float, float, float]:
        """Return the widths of names, values and notes."""
        look = theme.current()
        body, caption = QFontMetrics(look.font("body")), QFontMetrics(look.font("caption"))
        strong = QFontMetrics(look.font("body_medium"))
        mark = look.size.band_mark + look.space.s if any(bar.band for bar in self._bars) else 0
        name = max((body.horizontalAdvance(say(b.name, self._words)) for b in self._bars), default=0) + mark
        value = max((strong.horizontalAdvance(say(b.value, self._words)) for b in self._bars), default=0)
        note = max((caption.horizontalAdvance(say(b.note, self._words)) for b in self._bars), default=0)
        return min(name, self.width() * 0.45) + 2, value + 2, note + 2 if note else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        look = theme.current()
        painter = QPainter(self)
        columns = self._columns()
        for place, bar in enumerate(self._bars):
            top = place * look.size.cohort_row
            row = QRectF(0, top, self.width(), look.size.cohort_row)
            if bar.key and bar.key == self._selected:
                painter.fillRect(row, look.colour.selection)
            elif place == self._hovered and self._selectable:
                painter.fillRect(row, look.colour.hover)
            self._paint_bar(painter, row, bar, columns)
        if self.hasFocus() and self._selectable and self._bars:
            place = max(0, [bar.key for bar in self._bars].index(self._selected) if self._is_known() else 0)
            height = look.size.cohort_row
            draw_ring(painter, QRectF(0, place * height, self.width(), height), look.radius.segment)

    def _is_known(self) -> bool:
        return any(bar.key == self._selected for bar in self._bars)

    def _paint_bar(
        self, painter: QPainter, row: QRectF, bar: Bar, columns: tuple[float, float, float]
    ) -> None:
        look = theme.current()
        name_width, value_width, note_width = columns
        left = row.left()
        colour: QColor = look.chart.categorical[0]
        name = QRectF(left, row.top(), name_width, row.height())
        if bar.band:
            half = look.size.band_mark / 2
            draw_band_mark(painter, bar.band, QPointF(left + half, row.center().y()))
            name = name.adjusted(look.size.band_mark + look.space.s, 0, 0, 0)
            colour = look.band_colour(bar.band)
        draw_text(painter, name, say(bar.name, self._words), look.font("body"), look.colour.text)
        right = row.right()
        if note_width:
            box = QRectF(right - note_width, row.top(), note_width, row.height())
            draw_text(
                painter, box, say(bar.note, self._words), look.font("caption"), look.colour.muted, RIGHT
            )
            right -= note_width + look.space.m
        box = QRectF(right - value_width, row.top(), value_width, row.height())
        font = look.font("body_medium")
        draw_text(painter, box, say(bar.value, self._words), font, look.colour.text, RIGHT)
        start = left + name_width + look.space.m
        room = right - value_width - look.space.m - start
        length = max(room, 0) * min(max(bar.length, 0.0), 1.0)
        height = look.space.m - look.space.xs
        if length > 0:
            painter.fillRect(QRectF(start, row.center().y() - height / 2, max(length, 1), height), colour)

    def _at(self, y: float) -> int:
        place = int(y // theme.current().size.cohort_row)
        return place if 0 <= place < len(self._bars) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note the row under the mouse."""
        self._hovered = self._at(event.position().y())
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Note that the mouse left."""
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row under the mouse."""
        place = self._at(event.position().y())
        if place >= 0 and self._selectable and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._bars[place].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next row with the arrows; Space and Enter do what a click does."""
        keys = [bar.key for bar in self._bars]
        place = keys.index(self._selected) if self._selected in keys else -1
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        pressed = event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not keys or (step is None and not pressed):
            super().keyPressEvent(event)
            return
        to = min(max(place + (step or 0), 0), len(keys) - 1)
        if pressed or to != place:
            self.chosen.emit(keys[to])
