"""The life of one customer on one axis: orders, returns, tickets, surveys, activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Phrase, Words

Shape = Literal["disc", "ring", "span", "number", "diamond", "silence"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One event: when, how large (0–1), what is said on hover; `until` for spans, `text` for numbers."""

    shape: Shape
    day: dt.date
    size: float = 0.5
    said: Phrase | str = ""
    until: dt.date | None = None
    text: str = ""
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the timeline."""

    name: Text
    marks: Sequence[Mark]


class Timeline(QWidget):
    """Lanes of marks between two days; hovering a mark reads it."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._lanes: Sequence[Lane] = ()
        self._first, self._last = dt.date(2000, 1, 1), dt.date(2000, 12, 31)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lanes(self, lanes: Sequence[Lane], first: dt.date, last: dt.date) -> None:
        """Show lanes of events between two days."""
        self._lanes, self._first, self._last = lanes, first, max(last, first + dt.timedelta(days=1))
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the accessible description again in the language of `words`."""
        self._words = words
        told = [f"{say(lane.name, words)} {len(lane.marks)}" for lane in self._lanes]
        self.setAccessibleName(words.listing(told))
        self.updateGeometry()
        self.update()

    def _lane_height(self) -> int:
        look = theme.current()
        return look.size.table_row - look.line.selected_card

    def sizeHint(self) -> QSize:
        """Return the height of all lanes and the axis."""
        look = theme.current()
        axis = look.text_styles["caption"].line + look.space.m
        return QSize(look.size.side_sheet, len(self._lanes) * self._lane_height() + axis)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(theme.current().size.inspector, self.sizeHint().height())

    def _left(self) -> float:
        look = theme.current()
        names = [look.size.control * 2.0]
        metrics = self.fontMetrics()
        names += [metrics.horizontalAdvance(say(lane.name, self._words)) for lane in self._lanes]
        return max(names) + look.space.s

    def _x(self, day: dt.date) -> float:
        left = self._left()
        span = (self._last - self._first).days
        share = min(max((day - self._first).days / span, 0.0), 1.0)
        radius = theme.current().space.s
        return left + radius + (self.width() - left - 2 * radius) * share

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint lanes, marks and axis."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, left = self._lane_height(), self._left()
        for place, lane in enumerate(self._lanes):
            middle = place * height + height / 2
            box = QRectF(0, place * height, left, height)
            draw_text(painter, box, say(lane.name, self._words), look.font("body"), look.colour.text)
            line = QRectF(left, round(middle), self.width() - left, look.line.border)
            painter.fillRect(line, look.colour.border)
            for mark in lane.marks:
                self._paint_mark(painter, mark, middle)
        self._paint_axis(painter, left, len(self._lanes) * height)

    def _paint_mark(self, painter: QPainter, mark: Mark, middle: float) -> None:
        look = theme.current()
        x = self._x(mark.day)
        orders: QColor = look.chart.categorical[0]
        edge = look.chart_metrics.marker_edge
        if mark.shape == "disc":
            radius = 3 + 4 * mark.size
            painter.setPen(QPen(look.colour.raised, look.line.border))
            painter.setBrush(orders)
            painter.drawEllipse(QPointF(x, middle), radius, radius)
        elif mark.shape == "ring":
            painter.setPen(QPen(look.band.healthy, edge))
            painter.setBrush(look.colour.raised)
            painter.drawEllipse(
                QPointF(x, middle), look.chart_metrics.marker_radius, look.chart_metrics.marker_radius
            )
        elif mark.shape == "span":
            end = max(self._x(mark.until or self._last), x + look.space.xs)
            box = QRectF(x, middle - look.space.xs, end - x, look.space.s)
            fill = look.colour.raised if mark.open_ended else look.chart.categorical[1]
            draw_box(painter, box, 0, fill, look.chart.categorical[1], edge)
        elif mark.shape == "number":
            side = look.space.l
            box = QRectF(x - side / 2, middle - side / 2, side, side)
            draw_box(painter, box, look.radius.check, look.colour.raised, look.colour.border_strong)
            draw_text(painter, box, mark.text, look.font("caption"), look.colour.text, CENTRE, elide=False)
        elif mark.shape == "diamond":
            self._paint_diamond(painter, x, middle)
        else:
            self._paint_silence(painter, mark, middle)

    def _paint_diamond(self, painter: QPainter, x: float, middle: float) -> None:
        look = theme.current()
        painter.save()
        painter.translate(x, middle)
        painter.rotate(45)
        half = look.size.confidence_dot / 2
        painter.fillRect(QRectF(-half, -half, 2 * half, 2 * half), look.colour.muted)
        painter.restore()

    def _paint_silence(self, painter: QPainter, mark: Mark, middle: float) -> None:
        look = theme.current()
        start, end = self._x(mark.day), self._x(mark.until or self._last)
        y = middle - look.space.s - 2
        painter.setPen(QPen(look.band.risk, look.chart_metrics.outline_width))
        painter.drawLine(QPointF(start, y), QPointF(end, y))
        for x in (start, end):
            painter.drawLine(QPointF(x, y - 3), QPointF(x, y + 3))

    def _paint_axis(self, painter: QPainter, left: float, top: float) -> None:
        look = theme.current()
        top += look.space.xs
        radius = look.space.s
        line = QRectF(left + radius, round(top), self.width() - left - 2 * radius, look.line.border)
        painter.fillRect(line, look.chart.axis)
        height, font = look.text_styles["caption"].line, look.font("caption")
        days = (self._last - self._first).days
        width = look.size.indicator_row
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            day = self._first + dt.timedelta(days=round(days * share))
            x = self._x(day)
            text = self._words.date(day) if share == 1.0 else self._words.month(day)
            align = LEFT if share == 0 else RIGHT if share == 1 else CENTRE
            start = x if share == 0 else x - width if share == 1 else x - width / 2
            painter.fillRect(QRectF(x, top, look.line.border, look.space.xs), look.chart.axis)
            box = QRectF(start, top + look.space.xs, width, height)
            draw_text(painter, box, text, font, look.colour.muted, align, elide=False)

    def event(self, event: QEvent) -> bool:
        """Read the mark nearest the mouse in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = event.pos().y() // self._lane_height()
            mark = (
                self._nearest(self._lanes[place].marks, event.pos().x()) if place < len(self._lanes) else None
            )
            if mark is not None:
                QToolTip.showText(event.globalPos(), say(mark.said, self._words), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _nearest(self, marks: Sequence[Mark], x: float) -> Mark | None:
        """Return the mark at a place; where several are as near, one that lies on a single day."""

        def distance(mark: Mark) -> tuple[float, bool]:
            start, lasts = self._x(mark.day), mark.shape in ("span", "silence")
            end = self._x(mark.until or self._last) if lasts else start
            return max(start - x, x - end, 0.0), lasts

        found = min(marks, key=distance, default=None)
        return found if found is not None and distance(found)[0] < theme.current().space.s else None
