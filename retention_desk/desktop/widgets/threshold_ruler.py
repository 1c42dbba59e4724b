"""Threshold ruler: where a measured value counts as low, middle or high, over its live distribution."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_ring, draw_text
from retention_desk.desktop.widgets.sliders import draw_handle
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words

_STEPS = 100


@dataclass(frozen=True, slots=True)
class Ruler:
    """What a ruler shows.

    Parameters
    ----------
    low, high : float
        Ends of the scale.
    thresholds : (float, float)
        The lower and the upper threshold; the lower is never above the upper.
    counts : sequence of float
        Heights of the histogram's bars, evenly spaced from `low` to `high`.
    high_is_good : bool
        Whether large values are healthy; turns the colours and the words at the ends.
    """

    low: float
    high: float
    thresholds: tuple[float, float]
    counts: Sequence[float] = ()
    high_is_good: bool = True


class ThresholdRuler(QWidget):
    """Two handles on a band-coloured bar, the distribution behind it, values under the handles.

    `changed` comes with each move while a handle is dragged, `committed` when it is let go or moved by
    keys; both carry the pair of thresholds. Tab goes to the ruler, Space turns to the other handle, arrows
    move it.
    """

    changed = Signal(object)
    committed = Signal(object)

    def __init__(
        self,
        ruler: Ruler,
        words: Words,
        *,
        form: Callable[[float, Words], str] | None = None,
        name: Text = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ruler, self._words, self._name = ruler, words, name
        self._form = form or (lambda value, words: words.number(value))
        self._values = list(ruler.thresholds)
        self._active = 0
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def thresholds(self) -> tuple[float, float]:
        """Return the lower and the upper threshold."""
        return self._values[0], self._values[1]

    def show_ruler(self, ruler: Ruler) -> None:
        """Show another scale, distribution or thresholds; a held handle stays where the user has it."""
        if ruler is self._ruler and (self._held or self._values == list(ruler.thresholds)):
            return
        self._ruler = ruler
        if not self._held:
            self._values = list(ruler.thresholds)
        self.retranslate(self._words)

    @property
    def held(self) -> bool:
        """Whether a handle is being dragged."""
        return self._held

    def retranslate(self, words: Words) -> None:
        """Say name and values again in the language of `words`."""
        self._words = words
        low, high = (self._form(value, words) for value in self._values)
        self.setAccessibleName(
            words("{name}: thresholds {low} and {high}", name=say(self._name, words), low=low, high=high)
        )
        self.update()

    # -- geometry ------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        """Return 196 × 58: histogram, bar, values."""
        look = theme.current()
        height = self._histogram_height() + look.space.xs + look.size.threshold_handle // 2 + 1
        width = look.size.figure_card_min_width - look.space.xs
        return QSize(width, height + look.text_styles["caption"].line)

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()

    def _histogram_height(self) -> int:
        return theme.current().size.control

    def _bar(self) -> QRectF:
        return QRectF(0, self._histogram_height(), self.width(), theme.current().space.xs)

    def place(self, value: float) -> float:
        """Return the x of a value in pixels."""
        span = (self._ruler.high - self._ruler.low) or 1.0
        return self._bar().width() * min(max((value - self._ruler.low) / span, 0.0), 1.0)

    # -- painting ------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint histogram, bar, handles and values."""
        painter = QPainter(self)
        self._paint_histogram(painter)
        self._paint_bar(painter)
        look = theme.current()
        bar = self._bar()
        for place, value in enumerate(self._values):
            centre = QPointF(self.place(value), bar.center().y())
            held = self._held and place == self._active
            painter.fillRect(
                QRectF(centre.x() - look.line.border, look.space.xs, 2 * look.line.border, bar.top()),
                look.colour.accent if self.isEnabled() else look.colour.faint,
            )
            handle = look.size.threshold_handle
            draw_handle(painter, centre, handle, held=held, enabled=self.isEnabled())
            if self.hasFocus() and place == self._active and not self._held:
                reach = handle / 2 + look.line.focus_offset + look.line.focus_ring
                ring = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
                draw_ring(painter, ring, reach)
        self._paint_values(painter)

    def _paint_histogram(self, painter: QPainter) -> None:
        counts = self._ruler.counts
        top = max(counts, default=0)
        if not top:
            return
        look = theme.current()
        slot = self.width() / len(counts)
        gap = look.chart_metrics.bar_gap
        base = self._bar().top() - look.line.border
        for place, count in enumerate(counts):
            height = base * count / top
            box = QRectF(place * slot, base - height, max(slot - gap, 1.0), height)
            painter.fillRect(box, look.chart.histogram)

    def _paint_bar(self, painter: QPainter) -> None:
        look = theme.current()
        bar = self._bar()
        bands = ["risk", "watch", "healthy"]
        if not self._ruler.high_is_good:
            bands.reverse()
        edges = [0.0, *(self.place(value) for value in self._values), bar.width()]
        for band, left, right in zip(bands, edges[:-1], edges[1:], strict=True):
            painter.fillRect(QRectF(left, bar.top(), right - left, bar.height()), look.band_colour(band))

    def _paint_values(self, painter: QPainter) -> None:
        look = theme.current()
        font = look.font("caption")
        metrics = QFontMetrics(font)
        top = self._bar().bottom() + look.size.threshold_handle / 2
        height = look.text_styles["caption"].line
        levels = (self._words("Low"), self._words("High"))
        ends = levels if self._ruler.high_is_good else levels[::-1]
        boxes = self._value_boxes(metrics)
        width = float(self.width())
        if boxes[0][0] >= metrics.horizontalAdvance(ends[0]) + look.space.xs:
            draw_text(painter, QRectF(0, top, width, height), ends[0], font, look.colour.muted, LEFT)
        if boxes[1][1] <= width - metrics.horizontalAdvance(ends[1]) - look.space.xs:
            draw_text(painter, QRectF(0, top, width, height), ends[1], font, look.colour.muted, RIGHT)
        for (left, right), value in zip(boxes, self._values, strict=True):
            box = QRectF(left, top, right - left + 1, height)
            draw_text(painter, box, self._form(value, self._words), font, look.colour.text, elide=False)

    def _value_boxes(self, metrics: QFontMetrics) -> list[tuple[float, float]]:
        """Return left and right of the two values: under their handles, moved apart where they touch."""
        gap = theme.current().space.s
        widths = [metrics.horizontalAdvance(self._form(value, self._words)) for value in self._values]
        lefts = [self.place(value) - width / 2 for value, width in zip(self._values, widths, strict=True)]
        overlap = lefts[0] + widths[0] + gap - lefts[1]
        if overlap > 0:
            lefts = [lefts[0] - overlap / 2, lefts[1] + overlap / 2]
        lefts[0] = min(max(lefts[0], 0.0), self.width() - widths[0] - gap - widths[1])
        lefts[1] = min(max(lefts[1], lefts[0] + widths[0] + gap), float(self.width() - widths[1]))
        return [(left, left + width) for left, width in zip(lefts, widths, strict=True)]

    # -- moving --------------------------------------------------------------------------------

    def _take(self, value: float) -> None:
        other = self._values[1 - self._active]
        low, high = self._ruler.low, self._ruler.high
        bounds = (low, other) if self._active == 0 else (other, high)
        value = min(max(value, bounds[0]), bounds[1])
        if value != self._values[self._active]:
            self._values[self._active] = value
            self.retranslate(self._words)
            self.changed.emit(self.thresholds())

    def _step(self) -> float:
        return (self._ruler.high - self._ruler.low) / _STEPS

    def _at(self, x: float) -> float:
        share = min(max(x / max(self.width(), 1), 0.0), 1.0)
        raw = self._ruler.low + share * (self._ruler.high - self._ruler.low)
        return self._ruler.low + round((raw - self._ruler.low) / self._step()) * self._step()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the nearer handle."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        lower, upper = (abs(self.place(value) - x) for value in self._values)
        beyond = lower == upper and x > self.place(self._values[1])
        self._active = 1 if upper < lower or beyond else 0
        self._held = True
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self._held:
            self._take(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the handle."""
        if self._held:
            self._held = False
            self.update()
            self.committed.emit(self.thresholds())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn to the other handle with Space, move with the arrows, ten steps with Page Up and Down."""
        if event.key() == Qt.Key.Key_Space:
            self._active = 1 - self._active
            self.update()
            return
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -10,
            Qt.Key.Key_PageUp: 10,
        }.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        before = self.thresholds()
        self._take(self._values[self._active] + steps * self._step())
        if self.thresholds() != before:
            self.committed.emit(self.thresholds())
