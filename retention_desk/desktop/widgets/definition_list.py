"""The accepted definitions of a figure, one below the other: what differs, the value, the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_box, draw_text
from retention_desk.desktop.widgets.text import Label, Text, say
from retention_desk.foundation.wording import Words


@dataclass(frozen=True, slots=True)
class Definition:
    """One accepted definition.

    Parameters
    ----------
    key : str
        Told when it is clicked.
    name : Phrase or str
        What differs.
    value : Phrase or str
        What the figure is by it.
    note : Phrase or str
        Difference to the definition used.
    chosen : bool
        Whether it is the one used.
    other : bool
        Another figure of its own: a click goes there, nothing is chosen.
    heading : Phrase or str
        Said above the first of several that belong together.
    """

    key: str
    name: Text
    value: Text
    note: Text = ""
    chosen: bool = False
    other: bool = False
    heading: Text = ""


class DefinitionList(QWidget):
    """Rows of definitions; a click chooses one. `reconciled` says why the other figure differs."""

    chosen = Signal(str)
    """Key of the definition that was clicked."""

    def __init__(self, definitions: Sequence[Definition], words: Words, *, reconciled: Text = "") -> None:
        super().__init__()
        self.rows: list[DefinitionRow] = []
        space = theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for place, definition in enumerate(definitions):
            if definition.heading:
                if place:
                    column.addSpacing(space.s)
                heading = Label(definition.heading, words, role="caption", tone="muted", wrap=True)
                column.addWidget(heading)
            row = DefinitionRow(definition, words)
            row.clicked.connect(partial(self._pick, definition))
            self.rows.append(row)
            column.addWidget(row)
            if reconciled and definition.other:
                column.addWidget(Label(reconciled, words, role="caption", tone="muted", wrap=True))
                reconciled = ""

    def _pick(self, definition: Definition, _on: bool = False) -> None:
        if not definition.chosen:
            self.chosen.emit(definition.key)


class DefinitionRow(QAbstractButton):
    """A radio mark, what differs on as many lines as it needs, value and difference at the right."""

    def __init__(self, definition: Definition, words: Words) -> None:
        super().__init__()
        self.definition, self._words = definition, words
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the texts again in the language of `words`."""
        self._words = words
        told = self.definition
        parts = (say(told.name, words), say(told.value, words), say(told.note, words))
        chosen = words("chosen") if told.chosen else ""
        self.setAccessibleName(", ".join(part for part in (*parts, chosen) if part))
        self.updateGeometry()
        self.update()

    def _right(self) -> int:
        """Return the width of value and difference."""
        look = theme.current()
        value = QFontMetrics(look.font("body", SEMIBOLD)).horizontalAdvance(
            say(self.definition.value, self._words)
        )
        note = QFontMetrics(look.font("caption")).horizontalAdvance(say(self.definition.note, self._words))
        return max(value, note) + look.line.border

    def _name_box(self, width: int) -> QRect:
        look = theme.current()
        left = look.size.checkbox + look.space.s + look.line.selected_card
        return QRect(left, look.space.xs, max(width - left - look.space.m - self._right(), 1), 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height that the wrapped name, or value and difference, need."""
        look = theme.current()
        lines = len(wrapped(say(self.definition.name, self._words), self._name_box(width).width()))
        right = look.line_height("body")
        if say(self.definition.note, self._words):
            right += look.line_height("caption")
        return max(lines * look.line_height("body"), right) + 2 * look.space.xs

    def sizeHint(self) -> QSize:
        """Return the size in the inspector."""
        look = theme.current()
        width = look.size.inspector - 2 * look.space.page_top
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: one line."""
        look = theme.current()
        return QSize(look.size.figure_card_min_width, look.line_height("body") + 2 * look.space.xs)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark, name, value and difference."""
        look = theme.current()
        painter = QPainter(self)
        if self.underMouse() and not self.definition.chosen:
            draw_box(painter, self.rect(), look.radius.control, look.colour.hover)
        line = look.line_height("body")
        self._paint_mark(painter, line)
        box = self._name_box(self.width())
        self._paint_lines(painter, box, line)
        right = self._right()
        value = QRectF(self.width() - right, look.space.xs, right, line)
        said, note = say(self.definition.value, self._words), say(self.definition.note, self._words)
        weight = SEMIBOLD if self.definition.chosen else None
        draw_text(painter, value, said, look.font("body", weight), look.colour.text, RIGHT)
        under = QRectF(value.left(), value.bottom(), right, look.line_height("caption"))
        draw_text(painter, under, note, look.font("caption"), look.colour.muted, RIGHT)

    def _paint_lines(self, painter: QPainter, box: QRect, line: int) -> None:
        look = theme.current()
        font = look.font("body")
        for place, text in enumerate(wrapped(say(self.definition.name, self._words), box.width())):
            under = QRectF(box.left(), box.top() + place * line, box.width(), line)
            draw_text(painter, under, text, font, look.colour.text, LEFT)

    def _paint_mark(self, painter: QPainter, line: int) -> None:
        look = theme.current()
        colour, side = look.colour, look.size.checkbox
        box = QRectF(look.line.border, look.space.xs + (line - side) / 2, side, side)
        if self.definition.other:
            paint_icon(painter, "caret-right", box, colour.muted)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.definition.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour.accent)
            painter.drawEllipse(box)
            painter.setBrush(colour.on_accent)
            painter.drawEllipse(box.center(), look.space.xs - 1, look.space.xs - 1)
            return
        painter.setPen(QPen(colour.border_strong, look.line.border))
        painter.setBrush(colour.raised)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)


def wrapped(text: str, width: int) -> list[str]:
    """Return a text on lines no wider than `width`, broken as its script breaks."""
    layout = QTextLayout(text)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFont(theme.current().font("body"))
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return lines or [""]
