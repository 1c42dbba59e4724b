"""Tabs with an underline, and the segmented control."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import CENTRE, draw_box, draw_text
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class Tab(QAbstractButton):
    """One tab: its name, underlined where it is the current one."""

    def __init__(self, title: Text, words: Words) -> None:
        super().__init__()
        self._title, self._words = title, words
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setProperty("ring", "inside")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the name again in the language of `words`."""
        self._words = words
        self.setAccessibleName(say(self._title, words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the semibold name, so that choosing a tab moves nothing."""
        look = theme.current()
        width = QFontMetrics(look.font("body", SEMIBOLD)).horizontalAdvance(say(self._title, self._words))
        return QSize(width + 2, look.size.top_bar)

    def minimumSizeHint(self) -> QSize:
        """Return the same size: a tab's name is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint name and underline."""
        look = theme.current()
        painter = QPainter(self)
        chosen = self.isChecked()
        font = look.font("body", SEMIBOLD if chosen else None)
        colour = look.colour.text if chosen or self.underMouse() else look.colour.muted
        draw_text(painter, self.rect(), say(self._title, self._words), font, colour)
        if chosen:
            line = look.line.selected_card
            painter.fillRect(0, self.height() - line, self.width(), line, look.colour.text)


class SegmentedControl(QWidget):
    """A few choices side by side, one of them chosen.

    Parameters
    ----------
    choices : sequence of (str, Phrase or str)
        Key and word of each choice.
    words : Words
        The language to start with.
    """

    chosen = Signal(str)
    """Key that the user chose."""

    def __init__(
        self,
        choices: Sequence[tuple[str, Text]],
        words: Words,
        *,
        name: Text = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices, self._words, self._name = list(choices), words, name
        self._place = 0
        self._hovered = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def key(self) -> str:
        """Return the key that is chosen."""
        return self._choices[self._place][0]

    def choose(self, key: str) -> None:
        """Show a choice without telling anybody."""
        self._place = [name for name, _text in self._choices].index(key)
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the choices again in the language of `words`."""
        self._words = words
        parts = (say(self._name, words), say(self._choices[self._place][1], words))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the widest word in each segment."""
        look = theme.current()
        metrics = QFontMetrics(look.font("body_medium"))
        widest = max(metrics.horizontalAdvance(say(text, self._words)) for _key, text in self._choices)
        return QSize((widest + 2 * look.space.m) * len(self._choices), look.size.control)

    def minimumSizeHint(self) -> QSize:
        """Return room for the words with little around them."""
        look = theme.current()
        metrics = QFontMetrics(look.font("body_medium"))
        widest = max(metrics.horizontalAdvance(say(text, self._words)) for _key, text in self._choices)
        return QSize((widest + look.space.s) * len(self._choices), look.size.control)

    def _segment(self, place: int) -> QRectF:
        width = self.width() / len(self._choices)
        return QRectF(place * width, 0, width, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the track and the segments."""
        look = theme.current()
        colour = look.colour
        painter = QPainter(self)
        draw_box(painter, self.rect(), look.radius.control, colour.surface, colour.border, look.line.border)
        inset = look.space.xs - look.line.border
        for place, (_key, text) in enumerate(self._choices):
            box = self._segment(place)
            chosen = place == self._place
            if chosen:
                inner = box.adjusted(inset, inset, -inset, -inset)
                draw_box(painter, inner, look.radius.segment, colour.raised, colour.border, look.line.border)
            font = look.font("body_medium" if chosen else "body")
            tint = colour.text if chosen or place == self._hovered else colour.muted
            tint = tint if self.isEnabled() else colour.faint
            draw_text(painter, box, say(text, self._words), font, tint, CENTRE, elide=False)

    def _pick(self, place: int) -> None:
        if 0 <= place < len(self._choices) and place != self._place:
            self._place = place
            self.retranslate(self._words)
            self.chosen.emit(self.key())

    def _at(self, event: QMouseEvent) -> int:
        return int(event.position().x() * len(self._choices) / max(self.width(), 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the segment under the mouse."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pick(self._at(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note the segment under the mouse."""
        self._hovered = self._at(event)
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Note that the mouse left."""
        self._hovered = -1
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with the arrows, Home and End."""
        last = len(self._choices) - 1
        moves = {
            Qt.Key.Key_Left: self._place - 1,
            Qt.Key.Key_Right: self._place + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        place = moves.get(Qt.Key(event.key()))
        if place is None:
            super().keyPressEvent(event)
        else:
            self._pick(place)
