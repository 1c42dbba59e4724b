"""Small painted bars: parts of a whole, rows accounted for, intervals, signed changes, loads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cohort_paint import cell_text
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, draw_hatch, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class SharesBar(QWidget):
    """A thin bar of used rows, the rest hatched: set aside."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 1.0
        self.setFixedHeight(theme.current().size.progress_height)

    def show_share(self, share: float) -> None:
        """Show the share used (0–1)."""
        self._share = share
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both parts."""
        look = theme.current()
        painter = QPainter(self)
        used = self.width() * min(max(self._share, 0.0), 1.0)
        if self._share < 1:
            used = min(used, self.width() - 2 * look.space.xs)
        painter.fillRect(QRectF(0, 0, used, self.height()), look.chart.categorical[0])
        if self._share < 1:
            rest = QRectF(used + 2, 0, self.width() - used - 2, self.height())
            painter.setPen(QPen(look.chart.hatch, look.line.border))
            draw_hatch(painter, rest)
            painter.drawRect(rest.adjusted(0.5, 0.5, -0.5, -0.5))


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its size and what is written in it."""

    size: float
    text: Text


class PartsBar(QWidget):
    """Parts of one whole side by side in one hue, each labelled inside where it fits."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._parts: Sequence[Part] = ()
        self._whole = 1.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().size.cohort_row)

    def show_parts(self, parts: Sequence[Part], whole: float) -> None:
        """Show parts, of which `whole` would fill the width."""
        self._parts, self._whole = parts, max(whole, 1e-9)
        self.retranslate(self._words)
        self.update()

    def retranslate(self, words: Words) -> None:
        """Say the parts again in the language of `words`."""
        self._words = words
        self.setAccessibleName(words.listing([say(part.text, words) for part in self._parts]))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts."""
        look = theme.current()
        painter = QPainter(self)
        left = 0.0
        font = look.font("caption")
        metrics = QFontMetrics(font)
        for place, part in enumerate(self._parts):
            width = self.width() * part.size / self._whole
            box = QRectF(left, 0, max(width - 1, 1), self.height())
            fill = look.chart.parts[min(place, len(look.chart.parts) - 1)]
            painter.fillRect(box, fill)
            text = say(part.text, self._words)
            inner = box.adjusted(look.space.s, 0, -look.space.xs, 0)
            if metrics.horizontalAdvance(text) <= inner.width():
                draw_text(painter, inner, text, font, cell_text(fill), LEFT)
            left += width


class IntervalBar(QWidget):
    """A point with its interval on a shared scale, a reference as a faint line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = (0.0, 0.0, 0.0)
        self._scale = (0.0, 1.0)
        self._reference: float | None = None
        self._strong = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().size.table_row_dense)

    def show_interval(
        self,
        low: float,
        value: float,
        high: float,
        scale: tuple[float, float],
        reference: float | None,
        strong: bool,
    ) -> None:
        """Show an interval on a scale from its first to its second number."""
        self._numbers, self._scale = (low, value, high), scale
        self._reference, self._strong = reference, strong
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the scale."""
        size = theme.current().size
        return QSize(size.figure_card_min_width, size.table_row_dense)

    def _x(self, value: float) -> float:
        low, high = self._scale
        share = (value - low) / max(high - low, 1e-9)
        return self.width() * min(max(share, 0.0), 1.0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint reference, interval and point."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        if self._reference is not None:
            line = QRectF(round(self._x(self._reference)), 0, 1, self.height())
            painter.fillRect(line, look.chart.grid)
        low, value, high = self._numbers
        if value != value:
            return
        colour = look.chart.categorical[0] if self._strong else look.colour.muted
        painter.setPen(QPen(colour, look.chart_metrics.outline_width))
        painter.drawLine(QPointF(self._x(low), middle), QPointF(self._x(high), middle))
        painter.setBrush(colour if self._strong else look.colour.raised)
        radius = look.chart_metrics.marker_radius
        painter.drawEllipse(QPointF(self._x(value), middle), radius, radius)


class IntervalScale(QWidget):
    """The scale above interval bars: its ticks as text."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._scale = (0.0, 1.0)
        self.setFixedHeight(theme.current().size.table_row_dense)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_scale(self, scale: tuple[float, float]) -> None:
        """Show a scale from its first to its second number."""
        self._scale = scale
        self.update()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint three ticks."""
        look = theme.current()
        painter = QPainter(self)
        low, high = self._scale
        for place, align in ((0.0, LEFT), (0.5, CENTRE), (1.0, LEFT)):
            text = self._words.number(low + (high - low) * place, 2)
            width = look.size.control
            x = place * self.width() - (width / 2 if align == CENTRE else width if place == 1.0 else 0)
            box = QRectF(x, 0, width, self.height())
            draw_text(painter, box, text, look.font("caption"), look.colour.muted, align, elide=False)


class SignedBar(QWidget):
    """A bar to the left (danger) or right (positive) of a middle line; or from the left when one-sided."""

    def __init__(self, *, one_sided: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self._worse = True
        self._one_sided = one_sided
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.current().size.cohort_row)

    def show_share(self, share: float, *, worse: bool) -> None:
        """Show a length (0–1 of the longest) and whether it is for the worse."""
        self._share, self._worse = share, worse
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a bar."""
        size = theme.current().size
        return QSize(size.figure_card_min_width // 2, size.cohort_row)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and the middle line."""
        look = theme.current()
        painter = QPainter(self)
        colour = look.band.risk if self._worse else look.band.healthy
        height = look.space.m
        top = (self.height() - height) / 2
        if self._one_sided:
            width = max(self.width() * min(self._share, 1.0), 1)
            painter.fillRect(QRectF(0, top + 2, width, height - 4), colour)
            return
        middle = self.width() * 0.55
        room = middle if self._worse else self.width() - middle
        width = max(room * min(self._share, 1.0), 1)
        left = middle - width if self._worse else middle + 1
        painter.fillRect(QRectF(left, top, width, height), colour)
        painter.fillRect(QRectF(middle, 0, look.line.border, self.height()), look.chart.axis)


class LoadBar(QWidget):
    """How full a person's week is."""

    def __init__(self, share: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = share
        self.setFixedHeight(theme.current().size.progress_height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track and load."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.chart.parts[2])
        share = min(max(self._share, 0.0), 1.0)
        painter.fillRect(QRectF(0, 0, self.width() * share, self.height()), look.chart.categorical[0])
