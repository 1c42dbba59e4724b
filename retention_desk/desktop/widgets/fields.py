"""Fields: text search, numbers with a unit, check boxes, labelled rows."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.paint import RIGHT, draw_box, draw_text
from retention_desk.desktop.widgets.text import Label, Text, say
from retention_desk.foundation.wording import MINUS, Words

_SEARCH_DELAY_MS = 60


class SearchField(QLineEdit):
    """A field with a magnifying glass; `searched` comes a moment after the last letter."""

    searched = Signal(str)
    focused = Signal()
    """The field got the focus: time to build an index."""

    def __init__(self, hint: Text, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._hint = hint
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_DELAY_MS)
        self._timer.timeout.connect(lambda: self.searched.emit(self.text()))
        self.textChanged.connect(lambda _text: self._timer.start())
        self.setClearButtonEnabled(False)
        self.setTextMargins(look.size.icon_small + look.space.s, 0, 0, 0)
        self.setMinimumWidth(look.size.figure_card_min_width)
        self.installEventFilter(self)
        self.retranslate(words)

    def set_hint(self, hint: Text, words: Words) -> None:
        """Say another hint."""
        self._hint = hint
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the hint again in the language of `words`."""
        self.setPlaceholderText(say(self._hint, words))
        self.setAccessibleName(say(self._hint, words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell of the focus; clear with Esc."""
        if event.type() == QEvent.Type.FocusIn:
            self.focused.emit()
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and event.key() == Qt.Key.Key_Escape and self.text():  # type: ignore[attr-defined]
            self.clear()
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its icon."""
        super().paintEvent(event)
        look = theme.current()
        side = look.size.icon_small
        box = QRectF(look.space.s + look.line.border, 0, side, self.height())
        paint_icon(QPainter(self), "magnifying-glass", box, look.colour.muted)


class NumberField(QLineEdit):
    """A number with a muted unit behind it (or before it, for a currency).

    `changed` tells a new number within bounds when the field is left, on Enter, and on ↑ and ↓.
    Text that is no number, or out of bounds, is marked and never told.
    """

    changed = Signal(float)

    def __init__(
        self,
        words: Words,
        *,
        low: float = -math.inf,
        high: float = math.inf,
        digits: int = 0,
        step: float = 1.0,
        unit: Text = "",
        unit_first: bool = False,
        dense: bool = False,
        name: Text = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._digits, self._step = low, high, digits, step
        self._unit, self._unit_first, self._words, self._name = unit, unit_first, words, name
        self._value = math.nan
        self._shown = ""
        self.setProperty("dense", dense)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft if unit else Qt.AlignmentFlag.AlignRight)
        self.editingFinished.connect(self._read)
        self.textEdited.connect(lambda text: self._mark(self._parsed(text) is None))
        self.retranslate(words)

    def value(self) -> float:
        """Return the number; NaN while there is none."""
        return self._value

    def set_value(self, value: float) -> None:
        """Show a number without telling anybody."""
        self._value = value
        self._shown = shortest(value, self._digits, self._words) if math.isfinite(value) else ""
        self.setText(self._shown)
        self._mark(False)

    def set_unit(self, unit: Text) -> None:
        """Say another unit."""
        self._unit = unit
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say unit and name again in the language of `words`."""
        self._words = words
        unit = say(self._unit, words)
        look = theme.current()
        width = QFontMetrics(look.font("body")).horizontalAdvance(unit) + look.space.s if unit else 0
        self.setTextMargins(width if self._unit_first else 0, 0, 0 if self._unit_first else width, 0)
        self.setAccessibleName(say(self._name, words))
        self.update()

    def _parsed(self, text: str) -> float | None:
        plain = text.strip().rstrip("%").replace(",", "").replace(MINUS, "-").replace(" ", "")
        try:
            value = float(plain)
        except ValueError:
            return None
        return value if self._low <= value <= self._high else None

    def _mark(self, wrong: bool) -> None:
        if bool(self.property("wrong")) != wrong:
            self.setProperty("wrong", wrong)
            self.style().unpolish(self)
            self.style().polish(self)

    def _read(self) -> None:
        # A number shown with fewer decimals than it has is not changed by passing through the field.
        if self.text() == self._shown:
            self._mark(False)
            return
        value = self._parsed(self.text())
        if value is None:
            self._mark(True)
            return
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step with the arrows."""
        sign = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if sign is None:
            super().keyPressEvent(event)
            return
        base = self._value if math.isfinite(self._value) else 0.0
        value = min(max(base + sign * self._step, self._low), self._high)
        if value != self._value:
            self.set_value(value)
            self.changed.emit(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field and its unit."""
        super().paintEvent(event)
        unit = say(self._unit, self._words)
        if not unit:
            return
        look = theme.current()
        box = QRectF(self.rect()).adjusted(look.space.s + look.space.xs, 0, -look.space.s - look.space.xs, 0)
        align = None if self._unit_first else RIGHT
        painter = QPainter(self)
        if align is None:
            draw_text(painter, box, unit, look.font("body"), look.colour.muted)
        else:
            draw_text(painter, box, unit, look.font("body"), look.colour.muted, align)


def shortest(value: float, digits: int, words: Words) -> str:
    """Return a number with at most so many decimals, none where it is whole: ``36``, ``18.3``."""
    whole = float(round(value, digits)).is_integer()
    return words.number(value, 0 if whole else digits)


class CheckBox(QAbstractButton):
    """A box with a tick and a word."""

    def __init__(
        self, text: Text, words: Words, *, checked: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._said, self._words = text, words
        self.setCheckable(True)
        self.setChecked(checked)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the word again in the language of `words`."""
        self._words = words
        self.setAccessibleName(say(self._said, words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that box and word need."""
        look = theme.current()
        width = QFontMetrics(look.font("body")).horizontalAdvance(say(self._said, self._words))
        return QSize(look.size.checkbox + look.space.s + width + 2, look.size.control_small)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint box, tick and word."""
        look = theme.current()
        colour = look.colour
        painter = QPainter(self)
        side = look.size.checkbox
        box = QRectF(0, (self.height() - side) / 2, side, side)
        if self.isChecked():
            fill = colour.accent if self.isEnabled() else colour.faint
            draw_box(painter, box, look.radius.check, fill)
            paint_icon(painter, "check", box.adjusted(2, 2, -2, -2), colour.on_accent)
        else:
            edge = colour.border_strong if self.isEnabled() else colour.border
            ground = colour.hover if self.underMouse() and self.isEnabled() else colour.raised
            draw_box(painter, box, look.radius.check, ground, edge, look.line.border)
        left = side + look.space.s
        ink = colour.text if self.isEnabled() else colour.faint
        inner = QRectF(left, 0, self.width() - left, self.height())
        draw_text(painter, inner, say(self._said, self._words), look.font("body"), ink)


def labelled(label: Text, field: QWidget, words: Words) -> QWidget:
    """Return a field with its caption above it."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.current().space.xs)
    caption = Label(label, words, role="caption", tone="muted")
    caption.setBuddy(field)
    column.addWidget(caption)
    column.addWidget(field)
    return box
