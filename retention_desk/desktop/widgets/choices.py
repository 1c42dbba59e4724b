"""Choices of panels: radio rows and menus of which one choice holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import icon
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.widgets.paint import RIGHT, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class RadioRow(QAbstractButton):
    """A row with a radio mark, its name, and a muted note at the right; one of its neighbours holds."""

    def __init__(self, name: Text, words: Words, *, note: Text = "") -> None:
        super().__init__()
        self._name, self._note, self._words = name, note, words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def say(self, name: Text, note: Text = "") -> None:
        """Say another name and note."""
        self._name, self._note = name, note
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the texts again in the language of `words`."""
        self._words = words
        self.setAccessibleName(
            " ".join(part for part in (say(self._name, words), say(self._note, words)) if part)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that mark, name and note need."""
        look = theme.current()
        name = QFontMetrics(look.font("body")).horizontalAdvance(say(self._name, self._words))
        note = QFontMetrics(look.font("body")).horizontalAdvance(say(self._note, self._words))
        width = look.size.checkbox + look.space.s + name + look.space.m + note
        return QSize(width, look.size.control)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the name gives way."""
        size = theme.current().size
        return QSize(size.indicator_row, size.control)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, name and note."""
        look = theme.current()
        colour, side = look.colour, look.size.checkbox
        painter = QPainter(self)
        box = QRectF(1, (self.height() - side) / 2, side, side)
        self._paint_mark(painter, box)
        enabled = self.isEnabled()
        note = say(self._note, self._words)
        right = float(self.width())
        if note:
            tint = colour.muted if enabled else colour.faint
            used = draw_text(
                painter, QRectF(0, 0, right, self.height()), note, look.font("body"), tint, RIGHT
            )
            right -= used + look.space.s
        left = box.right() + look.space.s + 1
        text = QRectF(left, 0, right - left, self.height())
        draw_text(
            painter,
            text,
            say(self._name, self._words),
            look.font("body"),
            colour.text if enabled else colour.faint,
        )

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        look = theme.current()
        colour = look.colour
        chosen = self.isChecked()
        edge = colour.accent if chosen else colour.border_strong if self.isEnabled() else colour.border
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour.accent)
            painter.drawEllipse(box)
            painter.setBrush(colour.on_accent)
            painter.drawEllipse(box.center(), look.space.xs - 1, look.space.xs - 1)
        else:
            painter.setPen(QPen(edge, look.line.border))
            painter.setBrush(colour.raised)
            painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))


class ChoiceMenu(MenuButton):
    """A boxed menu of which one choice holds."""

    chosen = Signal(str)
    """Key that the user chose."""

    def __init__(self, words: Words, *, name: Text = "") -> None:
        super().__init__("", words, QMenu(), boxed=True, tip=name)
        self._choices: Sequence[tuple[str, Text]] = ()
        self._key = ""

    def show_choices(self, choices: Sequence[tuple[str, Text]], key: str) -> None:
        """Show the choices, of which `key` holds."""
        self._choices, self._key = choices, key
        old, menu = self.menu(), QMenu(self)
        for name, text in choices:
            action = menu.addAction(say(text, self._words).replace("&", "&&"))
            if name == key:
                action.setIcon(icon("check", "text"))
            action.triggered.connect(partial(self._pick, name))
        self.set_menu(menu)
        if old is not None:
            old.deleteLater()
        self.say(dict(choices).get(key, ""))

    def _pick(self, key: str, _on: bool = False) -> None:
        if key != self._key:
            self.show_choices(self._choices, key)
            self.chosen.emit(key)

    def retranslate(self, words: Words) -> None:
        """Say the choices again in the language of `words`."""
        super().retranslate(words)
        if getattr(self, "_choices", ()):
            self._words = words
            menu = self.menu()
            if menu is not None:
                for action, (_key, text) in zip(menu.actions(), self._choices, strict=True):
                    action.setText(say(text, words).replace("&", "&&"))


def side_by_side(*widgets: QWidget, stretch_last: bool = False) -> QWidget:
    """Return widgets in a row, 8 pixels apart."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().space.s)
    for widget in widgets:
        row.addWidget(widget)
    if not stretch_last:
        row.addStretch(1)
    return holder
