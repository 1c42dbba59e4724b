"""Chips: the filters that hold, each removable."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.paint import draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words, phrase


class Chip(QAbstractButton):
    """A pill of text: a filter with a cross, or (with ``removable=False``) a choice to click."""

    removed = Signal()

    def __init__(self, text: Text, words: Words, *, removable: bool = True) -> None:
        super().__init__()
        self._said, self._words, self._removable = text, words, removable
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", theme.current().radius.chip)
        self.setCheckable(not removable)
        self.retranslate(words)

    def say(self, text: Text) -> None:
        """Say another text."""
        self._said = text
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the text again in the language of `words`."""
        self._words = words
        said = say(self._said, words)
        self.setAccessibleName(words("Filter {name}, remove", name=said) if self._removable else said)
        self.updateGeometry()
        self.update()

    def cross(self) -> QRect:
        """Return where the cross is."""
        look = theme.current()
        side = look.size.icon_caret
        return QRect(self.width() - side - look.space.s, 0, side, self.height())

    def sizeHint(self) -> QSize:
        """Return the size that text and cross need."""
        look = theme.current()
        width = QFontMetrics(look.font("caption")).horizontalAdvance(say(self._said, self._words))
        cross = look.size.icon_caret + look.space.xs - look.space.xs // 2 if self._removable else 0
        return QSize(width + 2 * look.space.s + cross + 4, look.size.chip)

    def minimumSizeHint(self) -> QSize:
        """Return the same size: a filter is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        look = theme.current()
        colour = look.colour
        painter = QPainter(self)
        fill = (
            colour.accent_quiet if self.isChecked() else colour.hover if self.underMouse() else colour.raised
        )
        edge = colour.accent if self.isChecked() else colour.border
        draw_box(painter, self.rect(), look.radius.chip, fill, edge, look.line.border)
        box = QRectF(self.rect()).adjusted(look.space.s + 2, 0, -look.space.xs, 0)
        draw_text(painter, box, say(self._said, self._words), look.font("caption"), colour.text, elide=False)
        if self._removable:
            paint_icon(painter, "x", self.cross(), colour.text if self.underMouse() else colour.muted)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove on a click on the cross."""
        inside = self.cross().adjusted(-4, 0, 8, 0).contains(event.position().toPoint())
        if self._removable and inside and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete or Backspace, or by pressing the chip."""
        pressed = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._removable and (pressed or event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)):
            self.removed.emit()
            return
        super().keyPressEvent(event)


class ChipRow(QWidget):
    """The filters of a page or a table in a row, with *Clear* at the end."""

    removed = Signal(str)
    """Key of the filter that the user removed."""
    cleared = Signal()

    def __init__(self, words: Words, *, clear: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._chips: dict[str, Chip] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.current().space.s)
        self._clear = Button(phrase("Clear"), words, kind="link")
        self._clear.clicked.connect(self.cleared)
        self._has_clear = clear
        self._row.addWidget(self._clear)
        self._row.addStretch(1)
        self._fit()

    def set_chip(self, key: str, text: Text) -> None:
        """Show the filter `key` with a text, in its old place where it was already shown."""
        if key in self._chips:
            self._chips[key].say(text)
            return
        chip = Chip(text, self._words)
        chip.removed.connect(lambda: self.removed.emit(key))
        self._chips[key] = chip
        self._row.insertWidget(len(self._chips) - 1, chip)
        self._fit()

    def remove_chip(self, key: str) -> None:
        """Show the filter `key` no more."""
        chip = self._chips.pop(key, None)
        if chip is not None:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
            self._fit()

    def set_chips(self, chips: dict[str, Text]) -> None:
        """Show just these filters."""
        for key in [key for key in self._chips if key not in chips]:
            self.remove_chip(key)
        for key, text in chips.items():
            self.set_chip(key, text)

    def keys(self) -> list[str]:
        """Return the keys of the filters shown."""
        return list(self._chips)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for chips to come."""
        self._words = words

    def _fit(self) -> None:
        self._clear.setVisible(self._has_clear and bool(self._chips))
        self.setVisible(bool(self._chips))
