"""One indicator of the health score: name, weight slider, threshold ruler, weight field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.fields import NumberField, shortest
from retention_desk.desktop.widgets.sliders import WeightSlider
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text, say
from retention_desk.desktop.widgets.threshold_ruler import Ruler, ThresholdRuler
from retention_desk.foundation.wording import Words, phrase


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """What an indicator row shows.

    Parameters
    ----------
    name, note : Phrase or str
        Name, and how it is measured (one short line).
    weight, weight_before : float
        Weight in percent of the whole now, and before the edits.
    ruler : Ruler or None
        Scale, thresholds and distribution; None where the indicator has no thresholds.
    known_share : float
        Share of customers (0–1) for whom it is known.
    warning : Phrase or str
        What speaks against the way it counts; shown in a line of its own with *Turn round*.
    warning_note : Phrase or str
        The figures behind it, as a tip.
    """

    name: Text
    note: Text
    weight: float
    weight_before: float
    ruler: Ruler | None
    known_share: float
    warning: Text = ""
    warning_note: Text = ""


class IndicatorRow(QWidget):
    """An indicator with everything that can be set about it, 96 pixels high, more with a warning.

    `weight_changed` and `thresholds_changed` come while something is dragged; `committed` when it is let go.
    """

    weight_changed = Signal(float)
    thresholds_changed = Signal(object)
    committed = Signal()
    turned = Signal()
    """The user wants it to count the other way round."""

    def __init__(
        self,
        state: IndicatorState,
        words: Words,
        *,
        form: Callable[[float, Words], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = words
        self._name = ElidedLabel(state.name, words, role="body_medium")
        self._note = ElidedLabel(state.note, words, role="caption", tone="muted")
        self.slider = WeightSlider(words, high=_SLIDER_END, name=phrase("Weight of {name}", name=state.name))
        empty = Ruler(0.0, 1.0, (0.0, 1.0))
        self.ruler = ThresholdRuler(state.ruler or empty, words, form=form, name=state.name)
        self.field = NumberField(
            words, low=0, high=100, digits=1, dense=True, name=phrase("Weight of {name}", name=state.name)
        )
        field_width = look.size.control + look.space.page_top
        self.field.setFixedWidth(field_width)
        self._was = Label("", words, role="caption", tone="muted")
        self._known = Label("", words, role="caption", tone="muted")
        self._warning = Label("", words, role="caption", tone="danger")
        self.turn = Button(phrase("Turn round"), words, kind="link")
        self.turn.clicked.connect(lambda: self.turned.emit())
        self._warned = QWidget()
        self._lay_out(field_width)
        self._connect()
        self.show_state(state)

    def _lay_out(self, field_width: int) -> None:
        look = theme.current()
        left, middle, right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for column in (left, middle, right):
            column.setSpacing(0)
        left.addWidget(self._name)
        left.addWidget(self._note)
        left.addSpacing(look.space.m)
        left.addWidget(self.slider)
        left.addStretch(1)
        middle.addWidget(self.ruler)
        middle.addWidget(self._known)
        middle.addStretch(1)
        right.addWidget(self.field)
        right.addSpacing(look.space.xs)
        right.addWidget(self._was, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.space.m)
        row.addLayout(left, 1)
        row.addLayout(middle)
        row.addLayout(right)
        warned = QHBoxLayout(self._warned)
        warned.setContentsMargins(0, 0, 0, look.space.xs)
        warned.addWidget(self._warning, 1)
        warned.addWidget(self.turn)
        self._warned.setFixedHeight(look.size.chip)
        self._warned.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(look.space.l, look.space.m, look.space.l, 0)
        outer.setSpacing(0)
        outer.addLayout(row, 1)
        outer.addWidget(self._warned)
        self.setFixedHeight(look.size.indicator_row + look.line.border)

    def _connect(self) -> None:
        self.slider.changed.connect(self._weight_moved)
        self.slider.committed.connect(lambda _value: self.committed.emit())
        self.field.changed.connect(self._weight_typed)
        self.ruler.changed.connect(self.thresholds_changed)
        self.ruler.committed.connect(lambda _pair: self.committed.emit())

    def show_state(self, state: IndicatorState) -> None:
        """Show an indicator; what the user holds stays under the mouse."""
        self._name.say(state.name)
        self._note.say(state.note)
        if not self.slider.held:
            self.slider.set_value(state.weight)
        self.slider.set_before(state.weight_before)
        if not self.field.hasFocus():
            self.field.set_value(state.weight)
        moved = abs(state.weight - state.weight_before) >= _SHOWN_CHANGE
        was = phrase("was {weight}", weight=shortest(state.weight_before, 1, self._words))
        self._was.say(was if moved else "")
        self._known.say(phrase("{share:share0} known", share=state.known_share))
        self.ruler.setVisible(state.ruler is not None)
        if state.ruler is not None:
            self.ruler.show_ruler(state.ruler)
        self._show_warning(state)

    def _show_warning(self, state: IndicatorState) -> None:
        look, warned = theme.current(), bool(state.warning)
        if warned:
            self._warning.say(state.warning)
            self._warning.setToolTip(say(state.warning_note, self._words))
        if warned is self._warned.isHidden():
            self._warned.setVisible(warned)
            more = look.size.chip if warned else 0
            self.setFixedHeight(look.size.indicator_row + look.line.border + more)

    def _weight_moved(self, weight: float) -> None:
        self.field.set_value(weight)
        self.weight_changed.emit(weight)

    def _weight_typed(self, weight: float) -> None:
        self.slider.set_value(weight)
        self.weight_changed.emit(weight)
        self.committed.emit()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line under the row."""
        look = theme.current()
        line = look.line.border
        QPainter(self).fillRect(0, self.height() - line, self.width(), line, look.colour.border)


_SHOWN_CHANGE = 0.05
_SLIDER_END = 50.0
