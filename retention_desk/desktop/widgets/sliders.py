"""Weight slider: a share of the whole, with a mark where it was before."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words

_HALO = 0.16


def draw_handle(
    painter: QPainter, centre: QPointF, diameter: float, *, held: bool, enabled: bool = True
) -> None:
    """Paint a round handle in the accent, with a halo while it is held."""
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    accent = look.colour.accent if enabled else look.colour.faint
    radius = diameter / 2
    if held:
        halo = QColor(accent)
        halo.setAlphaF(_HALO)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(halo)
        painter.drawEllipse(centre, radius + look.space.xs, radius + look.space.xs)
    edge = look.line.focus_ring - look.line.border / 2
    painter.setPen(QPen(accent, edge))
    painter.setBrush(look.colour.raised)
    painter.drawEllipse(centre, radius - edge / 2, radius - edge / 2)


class WeightSlider(QWidget):
    """A horizontal slider from `low` to `high`.

    `changed` comes with each move while it is dragged, `committed` when it is let go or moved by keys.
    """

    changed = Signal(float)
    committed = Signal(float)

    def __init__(
        self,
        words: Words,
        *,
        low: float = 0.0,
        high: float = 100.0,
        step: float = 1.0,
        name: Text = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._step, self._name = low, high, step, name
        self._value = low
        self._before: float | None = None
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.current().radius.control)
        self.retranslate(words)

    def value(self) -> float:
        """Return where the slider stands."""
        return self._value

    def set_value(self, value: float) -> None:
        """Move the slider without telling anybody."""
        self._value = min(max(value, self._low), self._high)
        self.update()

    def set_before(self, value: float | None) -> None:
        """Mark where the slider was before the edits, or nowhere."""
        self._before = value
        self.update()

    @property
    def held(self) -> bool:
        """Whether the handle is being dragged."""
        return self._held

    def retranslate(self, words: Words) -> None:
        """Say the name again in the language of `words`."""
        self.setAccessibleName(say(self._name, words))

    def sizeHint(self) -> QSize:
        """Return the slider's size."""
        look = theme.current()
        height = look.size.slider_handle + 2 * look.space.xs
        return QSize(look.size.figure_card_min_width * 3 // 4, height)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which the handle can be moved."""
        return QSize(theme.current().size.rail_folded, self.sizeHint().height())

    def _track(self) -> QRectF:
        look = theme.current()
        inset = look.size.slider_handle / 2
        return QRectF(inset, self.height() / 2 - 1, self.width() - 2 * inset, 2)

    def _place(self, value: float) -> float:
        track = self._track()
        return track.left() + track.width() * (value - self._low) / ((self._high - self._low) or 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint track, mark and handle."""
        look = theme.current()
        painter = QPainter(self)
        track = self._track()
        x = self._place(self._value)
        enabled = self.isEnabled()
        painter.fillRect(QRectF(0, track.top(), self.width(), track.height()), look.colour.border)
        done = look.colour.accent if enabled else look.colour.faint
        painter.fillRect(QRectF(0, track.top(), x, track.height()), done)
        if self._before is not None and not math.isclose(self._before, self._value):
            mark = self._place(self._before)
            height = look.size.slider_handle - 2
            painter.fillRect(
                QRectF(
                    mark - 0.5, self.height() / 2 - height / 2, look.chart_metrics.reference_width, height
                ),
                look.colour.muted,
            )
        centre = QPointF(x, self.height() / 2)
        draw_handle(painter, centre, look.size.slider_handle, held=self._held, enabled=enabled)

    def _move(self, x: float) -> None:
        track = self._track()
        share = min(max((x - track.left()) / max(track.width(), 1.0), 0.0), 1.0)
        raw = self._low + share * (self._high - self._low)
        self._take(round(raw / self._step) * self._step)

    def _take(self, value: float) -> None:
        value = min(max(value, self._low), self._high)
        if value != self._value:
            self._value = value
            self.update()
            self.changed.emit(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the handle, bringing it under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = True
            self._move(event.position().x())
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the handle."""
        if self._held:
            self._move(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of the handle."""
        if self._held:
            self._held = False
            self.update()
            self.committed.emit(self._value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, ten steps with Page Up and Page Down, to the ends with Home and End."""
        moves = {
            Qt.Key.Key_Left: -self._step,
            Qt.Key.Key_Down: -self._step,
            Qt.Key.Key_Right: self._step,
            Qt.Key.Key_Up: self._step,
            Qt.Key.Key_PageDown: -10 * self._step,
            Qt.Key.Key_PageUp: 10 * self._step,
            Qt.Key.Key_Home: self._low - self._value,
            Qt.Key.Key_End: self._high - self._value,
        }
        move = moves.get(Qt.Key(event.key()))
        if move is None:
            super().keyPressEvent(event)
            return
        before = self._value
        self._take(self._value + move)
        if self._value != before:
            self.committed.emit(self._value)
