"""The cohort grid: a number in each cell, hatched where the period is not over, read out on hover."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, draw_hatch, draw_ring, draw_text
from retention_desk.desktop.widgets.text import Text, rich, say
from retention_desk.foundation.wording import Phrase, Words

Floats = npt.NDArray[np.float64]
_LABEL: Final = 3
_COUNT: Final = 1.6


@dataclass(frozen=True, eq=False)
class CohortCells:
    """What the grid shows.

    Attributes
    ----------
    labels : sequence of text, length n_cohorts
        Name of each cohort.
    sizes : ndarray of int, shape (n_cohorts,)
    shares : ndarray, shape (n_cohorts, n_periods)
        0–1 (revenue may pass 1); NaN where the cell lies in the future.
    mature : ndarray of bool, same shape
    average : ndarray, shape (n_periods,)
        Of the mature cells, weighted by size; NaN without one.
    heads : tuple of text
        First column, n, first period, average.
    low, high : float
        Shares at the ends of the ramp.
    show_average, hatch_immature : bool
    mute_small : int
        Cohorts with fewer members are muted.
    """

    labels: Sequence[Text]
    sizes: npt.NDArray[np.int64]
    shares: Floats
    mature: npt.NDArray[np.bool_]
    average: Floats
    heads: tuple[Text, Text, Text, Text]
    low: float = 0.0
    high: float = 1.0
    show_average: bool = True
    hatch_immature: bool = True
    mute_small: int = 30


class CohortView(QWidget):
    """Paints `CohortCells`; hover reads a cell, click or Enter chooses it, the arrows move."""

    chosen = Signal(int, int)
    """Row and column of the cell that was chosen."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._cells: CohortCells | None = None
        self._current = (-1, -1)
        self._read: Callable[[int, int], Phrase] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words("Cohort grid"))

    def show_cells(self, cells: CohortCells, sentence: Callable[[int, int], Phrase]) -> None:
        """Show cells; `sentence(row, column)` gives the Phrase that reads one."""
        self._cells = cells
        self._read = sentence
        self.updateGeometry()
        self.update()

    def sizes(self) -> npt.NDArray[np.int64]:
        """Return the sizes of the cohorts shown."""
        return self._cells.sizes if self._cells else np.zeros(0, dtype=np.int64)

    def mark(self, row: int, column: int) -> None:
        """Mark a cell as the one chosen."""
        self._current = (row, column)
        self.update()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self.setAccessibleName(words("Cohort grid"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        look = theme.current()
        rows = 1 if self._cells is None else len(self._cells.sizes) + 1
        extra = look.size.cohort_row + look.space.s if self._cells and self._cells.show_average else 0
        return QSize(look.size.side_sheet, rows * look.size.cohort_row + extra)

    def minimumSizeHint(self) -> QSize:
        """Return the same height."""
        return QSize(theme.current().size.inspector, self.sizeHint().height())

    # -- geometry --------------------------------------------------------------------------------

    def _widths(self) -> tuple[float, float, float]:
        """Return the widths of label, n and one cell."""
        look = theme.current()
        label = look.size.control * _LABEL
        count = look.size.control * _COUNT
        columns = self._cells.shares.shape[1] if self._cells else 1
        return label, count, (self.width() - label - count) / max(columns, 1)

    def _top(self) -> float:
        look = theme.current()
        row = look.size.cohort_row
        return 2 * row + look.space.s if self._cells and self._cells.show_average else row

    def cell_box(self, row: int, column: int) -> QRectF:
        """Return where a cell is painted."""
        label, count, width = self._widths()
        height = theme.current().size.cohort_row
        return QRectF(label + count + column * width, self._top() + row * height, width - 1, height - 1)

    def _cell_at(self, x: float, y: float) -> tuple[int, int]:
        label, count, width = self._widths()
        row = int((y - self._top()) // theme.current().size.cohort_row)
        column = int((x - label - count) // width)
        return (row, column) if self._has(row, column) else (-1, -1)

    def _has(self, row: int, column: int) -> bool:
        cells = self._cells
        if cells is None or row < 0 or column < 0:
            return False
        rows, columns = cells.shares.shape
        return row < rows and column < columns and bool(np.isfinite(cells.shares[row, column]))

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grid."""
        cells = self._cells
        if cells is None:
            return
        painter = QPainter(self)
        self._paint_heads(painter, cells)
        if cells.show_average:
            self._paint_average(painter, cells)
        for row in range(len(cells.sizes)):
            self._paint_row(painter, cells, row)
        self._paint_current(painter)

    def _paint_current(self, painter: QPainter) -> None:
        look, known = theme.current(), self._has(*self._current)
        if known:
            painter.setPen(QPen(look.colour.text, look.line.selected_card))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_box(*self._current))
        if self.hasFocus() and (known or self._has(0, 0)):
            box = self.cell_box(*(self._current if known else (0, 0)))
            draw_ring(painter, box.adjusted(-2, -2, 2, 2), 0)

    def _paint_heads(self, painter: QPainter, cells: CohortCells) -> None:
        look = theme.current()
        label, count, width = self._widths()
        height, font, muted = look.size.cohort_row, look.font("caption"), look.colour.muted
        first, n, zero, _average = (say(text, self._words) for text in cells.heads)
        draw_text(painter, QRectF(0, 0, label, height), first, font, muted)
        draw_text(painter, QRectF(label, 0, count - look.space.m, height), n, font, muted, RIGHT)
        for column in range(cells.shares.shape[1]):
            box = QRectF(label + count + column * width, 0, width, height)
            draw_text(painter, box, zero if column == 0 else str(column), font, muted, CENTRE)

    def _paint_average(self, painter: QPainter, cells: CohortCells) -> None:
        look = theme.current()
        label, count, width = self._widths()
        top, height = look.size.cohort_row, look.size.cohort_row
        strong = look.font("caption", SEMIBOLD)
        name = say(cells.heads[3], self._words)
        draw_text(painter, QRectF(0, top, label, height), name, strong, look.colour.text)
        total = self._words.count(int(cells.sizes.sum()))
        box = QRectF(label, top, count - look.space.m, height)
        draw_text(painter, box, total, look.font("caption"), look.colour.muted, RIGHT)
        for column, share in enumerate(cells.average):
            box = QRectF(label + count + column * width, top, width - 1, height - 1)
            if np.isfinite(share):
                self._paint_cell(painter, box, share, plain=column == 0, bold=True)
        y = top + height + look.space.xs - 1
        painter.fillRect(QRectF(0, y, self.width(), look.line.border), look.colour.border)

    def _paint_row(self, painter: QPainter, cells: CohortCells, row: int) -> None:
        look = theme.current()
        label, count, _width = self._widths()
        y, height = self.cell_box(row, 0).top(), look.size.cohort_row
        small = int(cells.sizes[row]) < cells.mute_small
        font = look.font("caption")
        tint = look.colour.muted if small else look.colour.text
        draw_text(painter, QRectF(0, y, label, height), say(cells.labels[row], self._words), font, tint, LEFT)
        box = QRectF(label, y, count - look.space.m, height)
        draw_text(painter, box, self._words.count(int(cells.sizes[row])), font, look.colour.muted, RIGHT)
        for column in range(cells.shares.shape[1]):
            share = cells.shares[row, column]
            if not np.isfinite(share):
                continue
            box = self.cell_box(row, column)
            if cells.hatch_immature and not cells.mature[row, column]:
                draw_hatch(painter, box)
                text = self._words.number(share * 100, 0)
                draw_text(painter, box, text, font, look.colour.muted, CENTRE, elide=False)
            else:
                self._paint_cell(painter, box, share, plain=column == 0, muted=small)

    def _paint_cell(
        self,
        painter: QPainter,
        box: QRectF,
        share: float,
        *,
        plain: bool,
        bold: bool = False,
        muted: bool = False,
    ) -> None:
        look = theme.current()
        font = look.font("caption", SEMIBOLD if bold else None)
        text = self._words.number(share * 100, 0)
        if plain:
            draw_text(painter, box, text, font, look.colour.muted, CENTRE, elide=False)
            return
        if muted:
            painter.fillRect(box, look.colour.hover)
            draw_text(painter, box, text, font, look.colour.muted, CENTRE, elide=False)
            return
        fill = self._fill(share)
        painter.fillRect(box, fill)
        draw_text(painter, box, text, font, cell_text(fill), CENTRE, elide=False)

    def _fill(self, share: float) -> QColor:
        cells = self._cells
        ramp = theme.current().chart.sequential
        low, high = (cells.low, cells.high) if cells else (0.0, 1.0)
        place = (share - low) / max(high - low, 1e-9)
        return ramp[int(np.clip(place * len(ramp), 0, len(ramp) - 1))]

    # -- mouse and keys --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Read the cell under the mouse in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, column = self._cell_at(event.pos().x(), event.pos().y())
            if row >= 0:
                QToolTip.showText(event.globalPos(), rich(self.sentence(row, column)), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def sentence(self, row: int, column: int) -> str:
        """Return the sentence that reads a cell."""
        read = self._read
        return self._words(read(row, column)) if read is not None else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        row, column = self._cell_at(event.position().x(), event.position().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.mark(row, column)
            self.chosen.emit(row, column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, choose with Enter."""
        row, column = self._current if self._has(*self._current) else (0, 0)
        moves = {
            Qt.Key.Key_Left: (row, column - 1), Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1, column), Qt.Key.Key_Down: (row + 1, column),
        }  # fmt: skip
        to = moves.get(Qt.Key(event.key()))
        if to is not None:
            if self._has(*to):
                self.mark(*to)
                self.setAccessibleDescription(self.sentence(*to).replace("**", ""))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._has(
            row, column
        ):
            self.chosen.emit(row, column)
        else:
            super().keyPressEvent(event)


def cell_text(fill: QColor) -> QColor:
    """Return the better of dark and light text on a fill, by WCAG contrast."""
    chart = theme.current().chart
    return max((chart.cell_text_dark, chart.cell_text_light), key=lambda text: contrast(text, fill))


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast of two colours (1–21).

    References
    ----------
    WCAG 2.1, relative luminance and contrast ratio.
    """
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
