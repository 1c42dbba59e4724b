"""Figure card: a headline figure with its change, spark line and n."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.widgets.paint import draw_box, draw_text
from retention_desk.desktop.widgets.spark_line import SPARK_HEIGHT, SPARK_WIDTH, draw_spark
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words

Meaning = Literal["better", "worse", "same"]
_TONES: Final = {"better": "positive", "worse": "danger", "same": "muted"}
_ARROWS: Final = {1: "arrow-up", -1: "arrow-down", 0: "minus"}


@dataclass(frozen=True, slots=True)
class Figure:
    """What a figure card shows.

    Parameters
    ----------
    label : Phrase or str
        Name of the figure.
    value : Phrase or str
        The number without its unit; a dash where it is not known.
    unit : Phrase or str
        ``%``, a currency sign, or empty.
    unit_first : bool
        The unit stands before the number (a currency sign).
    direction : int
        1 up, −1 down, 0 unchanged: the arrow.
    change : Phrase, str or None
        The change with sign and words; None where there is nothing to compare with.
    meaning : {"better", "worse", "same"}
        Green and red mean better and worse, not up and down.
    span : Phrase, str or None
        Where a forecast is likely to lie; takes the line of the change.
    note : Phrase, str or None
        n, window, reference.
    history : sequence of float
        Values of the spark line, oldest first.
    """

    label: Text
    value: Text
    unit: Text = ""
    unit_first: bool = False
    direction: int = 0
    change: Text | None = None
    meaning: Meaning = "same"
    note: Text | None = None
    history: Sequence[float] = ()
    span: Text | None = None


class FigureCard(QAbstractButton):
    """Shows a `Figure`; a click selects it, which the page answers with its *Why*.

    Cards of one page share a group: give the card to a `QButtonGroup`, or uncheck the others.
    """

    def __init__(self, figure: Figure, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure, self._words = figure, words
        look = theme.current()
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("ring_radius", look.radius.card)
        self.retranslate(words)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._figure = figure
        self.retranslate(self._words)

    def retranslate(self, words: Words) -> None:
        """Say the figure again in the language of `words`."""
        self._words = words
        figure = self._figure
        parts = [say(figure.label, words), self._value_text(), say(figure.change, words)]
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.updateGeometry()
        self.update()

    def _value_text(self) -> str:
        value, unit = say(self._figure.value, self._words), say(self._figure.unit, self._words)
        return f"{unit}{value}" if self._figure.unit_first else f"{value} {unit}".strip()

    def sizeHint(self) -> QSize:
        """Return the size that label, figure, change and note need."""
        look = theme.current()
        space, styles = look.space, look.text_styles
        lines = styles["body_medium"].line + styles["figure"].line + 2 * (styles["caption"].line + 2)
        height = 2 * space.card_padding_y + lines + 2 * space.xs + 2
        caption = QFontMetrics(look.font("caption"))
        arrow = look.size.icon_caret + space.xs
        texts = (say(self._figure.note, self._words), say(self._figure.change, self._words))
        inner = max(
            QFontMetrics(look.font("body_medium")).horizontalAdvance(say(self._figure.label, self._words))
            + (SPARK_WIDTH + space.s if self._figure.history else 0),
            QFontMetrics(look.font("figure")).horizontalAdvance(self._value_text()),
            caption.horizontalAdvance(texts[0]),
            caption.horizontalAdvance(texts[1]) + arrow,
            caption.horizontalAdvance(say(self._figure.span, self._words)),
        )
        width = max(inner + 2 * (space.card_padding_x + look.line.border), look.size.figure_card_min_width)
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """Return the size below which the figure would be cut."""
        look = theme.current()
        figure = QFontMetrics(look.font("figure")).horizontalAdvance(self._value_text())
        label = QFontMetrics(look.font("body_medium")).horizontalAdvance(say(self._figure.label, self._words))
        least = max(figure, label) + 2 * look.space.card_padding_x
        return QSize(min(least, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        look = theme.current()
        colour, space = look.colour, look.space
        painter = QPainter(self)
        fill = colour.hover if self.isDown() else colour.raised
        chosen = self.isChecked()
        edge = colour.accent if chosen else colour.border_strong if self.underMouse() else colour.border
        width = look.line.selected_card if chosen else look.line.border
        draw_box(painter, self.rect(), look.radius.card, fill, edge, width)
        across, down = space.card_padding_x + look.line.border, space.card_padding_y + look.line.border
        area = QRectF(self.rect()).adjusted(across, down, -across, -down)
        y = self._paint_label(painter, area)
        y = self._paint_value(painter, area, y)
        self._paint_notes(painter, area, y + space.xs)

    def _paint_label(self, painter: QPainter, area: QRectF) -> float:
        look = theme.current()
        line = look.text_styles["body_medium"].line
        spark = QRectF(area.right() - SPARK_WIDTH, area.top(), SPARK_WIDTH, SPARK_HEIGHT)
        room = area.width() - (SPARK_WIDTH + look.space.s if self._figure.history else 0)
        box = QRectF(area.left(), area.top(), room, line)
        label = say(self._figure.label, self._words)
        draw_text(painter, box, label, look.font("body_medium"), look.colour.text)
        draw_spark(painter, spark, self._figure.history)
        return area.top() + line + look.space.xs

    def _paint_value(self, painter: QPainter, area: QRectF, y: float) -> float:
        look = theme.current()
        line = look.text_styles["figure"].line
        baseline = y + line * 0.72
        x = area.left()
        value = (say(self._figure.value, self._words), look.font("figure"), look.colour.text)
        unit = (say(self._figure.unit, self._words), look.font("unit"), look.colour.muted)
        for text, font, colour in (unit, value) if self._figure.unit_first else (value, unit):
            if text:
                painter.setFont(font)
                painter.setPen(QColor(colour))
                painter.drawText(QPointF(x, baseline), text)
                x += QFontMetrics(font).horizontalAdvance(text) + look.space.xs / 2
        return y + line

    def _paint_notes(self, painter: QPainter, area: QRectF, y: float) -> None:
        look = theme.current()
        line, icon = look.text_styles["caption"].line + 2, look.size.icon_caret
        font = look.font("caption")
        change = say(self._figure.change, self._words)
        if change:
            tint = getattr(look.colour, _TONES[self._figure.meaning])
            arrow = _ARROWS[(self._figure.direction > 0) - (self._figure.direction < 0)]
            paint_icon(painter, arrow, QRectF(area.left(), y, icon, line), tint)
            x = area.left() + icon + look.space.xs
            draw_text(painter, QRectF(x, y, area.right() - x, line), change, font, tint)
            y += line
        span = say(self._figure.span, self._words)
        if span:
            draw_text(painter, QRectF(area.left(), y, area.width(), line), span, font, look.colour.text)
            y += line
        note = say(self._figure.note, self._words)
        draw_text(painter, QRectF(area.left(), y, area.width(), line), note, font, look.colour.muted)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Select on Enter as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
