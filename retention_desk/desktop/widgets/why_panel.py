"""The Why of a figure: definition, formula with the numbers filled in, what was left out, source rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Box, Rule
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_line, draw_text
from retention_desk.desktop.widgets.text import Label, Text, say
from retention_desk.foundation.wording import Words, phrase


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a figure comes from.

    Parameters
    ----------
    figure : Phrase or str
        Its name.
    definition : Phrase or str
        What it means, in one or two sentences.
    formula : Phrase or str
        The formula in words and signs: ``Σ churn probability × lifetime value``.
    terms : sequence of rows
        The numbers filled in: each row's cells from left to right; the last row is the total where
        `has_total`.
    has_total : bool
        Whether the last term is set apart by a rule and in semibold.
    notes : sequence of (heading, text)
        What is said besides: what the forecast means, what was left out.
    filters : Phrase or str
        Filters and as-of date that hold.
    source_head : sequence of Phrase or str
        Titles of the source table, e.g. sheet, first row, lines used.
    source_rows : sequence of rows
        Its cells.
    """

    figure: Text
    definition: Text
    formula: Text = ""
    terms: Sequence[Sequence[Text]] = ()
    has_total: bool = False
    notes: Sequence[tuple[Text, Text]] = ()
    filters: Text = ""
    source_head: Sequence[Text] = ()
    source_rows: Sequence[Sequence[Text]] = ()


class MiniTable(QWidget):
    """A few rows of text: the first column at the left, the others at the right."""

    def __init__(
        self,
        rows: Sequence[Sequence[Text]],
        words: Words,
        *,
        head: Sequence[Text] = (),
        ruled: bool = False,
        has_total: bool = False,
    ) -> None:
        super().__init__()
        self._rows, self._head, self._words = rows, head, words
        self._ruled, self._has_total = ruled, has_total
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say the cells again in the language of `words`."""
        self._words = words
        lines = ([self._head] if self._head else []) + list(self._rows)
        self.setAccessibleName("; ".join(", ".join(say(cell, words) for cell in line) for line in lines))
        self.updateGeometry()
        self.update()

    def _row_height(self) -> int:
        look = theme.current()
        return look.size.table_row if self._ruled else look.line_height("body")

    def _total_gap(self) -> int:
        return theme.current().space.m if self._has_total and len(self._rows) > 1 else 0

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        rows = len(self._rows) + bool(self._head)
        width = theme.current().size.figure_card_min_width
        return QSize(width, rows * self._row_height() + self._total_gap())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        look = theme.current()
        painter = QPainter(self)
        height = self._row_height()
        widths = self._widths()
        y = 0.0
        if self._head:
            font = look.font("caption", look.text_styles["body_medium"].weight)
            self._paint_row(painter, y, height, self._head, widths, font, True)
            y += height
        for place, row in enumerate(self._rows):
            total = self._has_total and place == len(self._rows) - 1
            if total and self._total_gap():
                draw_line(painter, 0, y + self._total_gap() / 2, self.width())
                y += self._total_gap()
            font = look.font("body", SEMIBOLD) if total else look.font("body")
            self._paint_row(painter, y, height, row, widths, font, False)
            y += height

    def _widths(self) -> list[int]:
        """Return the width of each column but the first, which takes what is left."""
        look = theme.current()
        rows = [*self._rows, self._head]
        columns = max((len(row) for row in rows), default=0)
        widths = []
        for n in range(1, columns):
            last = n == columns - 1
            metrics = QFontMetrics(look.font("body", SEMIBOLD if last and self._has_total else None))
            cells = [say(row[n], self._words) for row in rows if len(row) > n]
            widths.append(max(metrics.horizontalAdvance(cell) for cell in cells) + 1)
        return widths

    def _paint_row(
        self,
        painter: QPainter,
        y: float,
        height: int,
        cells: Sequence[Text],
        widths: Sequence[int],
        font: QFont,
        head: bool,
    ) -> None:
        look = theme.current()
        right = float(self.width())
        for place in range(len(cells) - 1, 0, -1):
            width = widths[place - 1]
            box = QRectF(right - width, y, width, height)
            last = place == len(cells) - 1
            ink = look.colour.muted if head or not last else look.colour.text
            face = font if head or last else look.font("body")
            draw_text(painter, box, say(cells[place], self._words), face, ink, RIGHT)
            gap = look.space.m if self._ruled else look.space.s if last else look.space.xs
            right -= width + gap
        ink = look.colour.text if self._ruled and not head else look.colour.muted
        if self._has_total and cells is self._rows[-1]:
            ink = look.colour.text
        box = QRectF(0, y, right, height)
        draw_text(painter, box, say(cells[0], self._words), font, ink, LEFT)
        if self._ruled:
            draw_line(painter, 0, y + height - look.line.border, self.width())


class WhyPanel(QWidget):
    """Shows an `Explanation`; *Show the rows* and *Copy* stand at its foot."""

    rows_asked = Signal()
    """The user wants to see the source rows of the figure."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = theme.current()
        self._words = words
        self._explanation: Explanation | None = None
        self._panel: Panel | None = None
        self._show = Button(phrase("Show the rows"), words, icon="table")
        self._copy = Button(phrase("Copy"), words, icon="copy")
        self._show.clicked.connect(self.rows_asked)
        self._copy.clicked.connect(self._copy_text)
        foot = QHBoxLayout()
        pad = look.space.page_top
        foot.setContentsMargins(pad, look.space.s, pad, look.space.l)
        foot.setSpacing(look.space.s)
        foot.addWidget(self._show)
        foot.addWidget(self._copy)
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(foot)
        self.explain(None)

    def explain(self, explanation: Explanation | None) -> None:
        """Show where a figure comes from; None asks to select one."""
        self._explanation = explanation
        if self._panel is not None:
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
        self._panel = Panel()
        self._column.insertWidget(0, self._panel, 1)
        for button in (self._show, self._copy):
            button.setVisible(explanation is not None)
        if explanation is None:
            hint = phrase("Select a figure, a bar or a cell to see where it comes from.")
            self._panel.column.addWidget(Label(hint, self._words, tone="muted", wrap=True))
        else:
            self._show.setVisible(bool(explanation.source_rows))
            self._fill(self._panel.column, explanation)

    def _fill(self, column: QVBoxLayout, told: Explanation) -> None:
        words, look = self._words, theme.current()
        column.setSpacing(look.space.xs)
        column.addWidget(Label(phrase("Figure"), words, role="caption", tone="muted"))
        column.addWidget(Label(told.figure, words, role="section", wrap=True))
        column.addWidget(Label(told.definition, words, tone="muted", wrap=True))
        if told.formula:
            self._head(column, phrase("Formula"))
            column.addWidget(self._formula(told))
        for heading, text in told.notes:
            self._head(column, heading)
            column.addWidget(Label(text, words, wrap=True))
        if told.filters:
            self._head(column, phrase("Filters"))
            column.addWidget(Label(told.filters, words, wrap=True))
        if told.source_rows:
            self._head(column, phrase("Source rows"))
            column.addWidget(MiniTable(told.source_rows, words, head=told.source_head, ruled=True))

    def _head(self, column: QVBoxLayout, text: Text) -> None:
        column.addSpacing(theme.current().space.l)
        column.addWidget(Label(text, self._words, role="caption", tone="muted"))

    def _formula(self, told: Explanation) -> QWidget:
        look = theme.current()
        box = Box("surface")
        column = QVBoxLayout(box)
        column.setContentsMargins(look.space.m, look.space.m, look.space.m, look.space.m)
        column.setSpacing(look.space.s)
        column.addWidget(Label(told.formula, self._words, wrap=True))
        if told.terms:
            column.addWidget(Rule())
            column.addWidget(MiniTable(told.terms, self._words, has_total=told.has_total))
        return box

    def text(self) -> str:
        """Return the explanation as plain text."""
        told, words = self._explanation, self._words
        if told is None:
            return ""
        lines = [say(told.figure, words), say(told.definition, words), say(told.formula, words)]
        lines += ["\t".join(say(cell, words) for cell in row) for row in told.terms]
        lines += [f"{say(head, words)}: {say(text, words)}" for head, text in told.notes]
        lines.append(say(told.filters, words))
        rows = [told.source_head, *told.source_rows] if told.source_rows else []
        lines += ["\t".join(say(cell, words) for cell in row) for row in rows]
        return "\n".join(line for line in lines if line)

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self.text())

    def retranslate(self, words: Words) -> None:
        """Say the explanation again in the language of `words`."""
        self._words = words
        self.explain(self._explanation)
