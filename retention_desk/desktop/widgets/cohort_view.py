"""The cohort grid: a number in each cell, hatched where the period is not over, read out on hover."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QToolTip, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.cohort_paint import CohortCells, fill_of, paint_cell
from retention_desk.desktop.widgets.paint import CENTRE, LEFT, RIGHT, draw_hatch, draw_ring, draw_text
from retention_desk.desktop.widgets.text import rich, say
from retention_desk.foundation.wording import Phrase, Words

AVERAGE_ROW: Final = -2
"""The row of averages, above the first one."""
_LABEL: Final = 3
_COUNT: Final = 1.6
_WHEEL_STEP: Final = 120


class CohortView(QWidget):
    """Paints `CohortCells`; hover reads a cell, click or Enter chooses it, the arrows move.

    Where there are more periods than fit, they scroll sideways under names and sizes that stay.
    """

    chosen = Signal(int, int)
    """Row (`AVERAGE_ROW` for the averages) and column of the cell that was chosen."""
    copy_asked = Signal()
    """The keys for copying were pressed."""

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
        self._bar = QScrollBar(Qt.Orientation.Horizontal, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.valueChanged.connect(lambda _value: self.update())
        self._bar.hide()
        self._least_cell = 0
        self.setAccessibleName(words("Cohort grid"))

    def show_cells(self, cells: CohortCells, sentence: Callable[[int, int], Phrase]) -> None:
        """Show cells; `sentence(row, column)` gives the Phrase that reads one."""
        self._cells = cells
        self._read = sentence
        self._current = self._current if self._has(*self._current) else (-1, -1)
        self._fit()
        self.updateGeometry()
        self.update()

    def cells(self) -> CohortCells | None:
        """Return what is shown."""
        return self._cells

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
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        look = theme.current()
        rows = 1 if self._cells is None else len(self._cells.sizes) + 1
        extra = look.size.cohort_row + look.space.s if self._cells and self._cells.show_average else 0
        bar = self._bar.sizeHint().height() if self._overflows() else 0
        return QSize(look.size.side_sheet, rows * look.size.cohort_row + extra + bar)

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
        return label, count, max((self.width() - label - count) / max(columns, 1), self._least_cell)

    def _left(self) -> float:
        """Return where the cells begin: left of it, names and sizes stay."""
        label, count, _width = self._widths()
        return label + count

    def _overflows(self) -> bool:
        columns = self._cells.shares.shape[1] if self._cells else 0
        return self._left() + columns * self._least_cell > self.width() > 0

    def _fit(self) -> None:
        """Set the least width of a cell, and the scroll bar where all cells are wider than the grid."""
        look, cells = theme.current(), self._cells
        if cells is not None:
            highest = np.nanmax(np.r_[0.0, cells.written().ravel()])
            metrics = QFontMetrics(look.font("caption", SEMIBOLD))
            self._least_cell = metrics.horizontalAdvance(self._words.count(float(highest))) + look.space.m
        needed = self._bar.isHidden() == self._overflows()
        self._bar.setVisible(self._overflows())
        if needed:
            self.updateGeometry()
        columns = cells.shares.shape[1] if cells is not None else 0
        left, room = self._left(), self.width() - self._left()
        self._bar.setRange(0, max(round(columns * self._widths()[2] - room), 0))
        self._bar.setPageStep(max(round(room), 1))
        self._bar.setSingleStep(max(self._least_cell, 1))
        height = self._bar.sizeHint().height()
        self._bar.setGeometry(round(left), self.height() - height, round(room), height)

    def _bring_into_view(self, column: int) -> None:
        width = self._widths()[2]
        left, right = column * width, (column + 1) * width
        room = self.width() - self._left()
        if left < self._bar.value():
            self._bar.setValue(int(left))
        elif right > self._bar.value() + room:
            self._bar.setValue(int(np.ceil(right - room)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cells, or the scroll bar, to the new width."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways with a sideways wheel, or with Shift held; else let the page scroll."""
        turned = event.angleDelta()
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        by = turned.x() or (turned.y() if sideways else 0)
        if by and not self._bar.isHidden():
            self._bar.setValue(self._bar.value() - round(by / _WHEEL_STEP * self._least_cell * 2))
            event.accept()
        else:
            event.ignore()

    def _top(self) -> float:
        look = theme.current()
        row = look.size.cohort_row
        return 2 * row + look.space.s if self._cells and self._cells.show_average else row

    def cell_box(self, row: int, column: int) -> QRectF:
        """Return where a cell is painted."""
        width = self._widths()[2]
        height = theme.current().size.cohort_row
        x = self._left() + column * width - self._bar.value()
        y = height if row == AVERAGE_ROW else self._top() + row * height
        return QRectF(x, y, width - 1, height - 1)

    def _cell_at(self, x: float, y: float) -> tuple[int, int]:
        height = theme.current().size.cohort_row
        row = int((y - self._top()) // height)
        if x < self._left():
            return (-1, -1)
        if height <= y < 2 * height and y < self._top():
            row = AVERAGE_ROW
        column = int((x - self._left() + self._bar.value()) // self._widths()[2])
        return (row, column) if self._has(row, column) else (-1, -1)

    def _has(self, row: int, column: int) -> bool:
        cells = self._cells
        if cells is None or column < 0:
            return False
        if row == AVERAGE_ROW:
            known = cells.show_average and column < len(cells.average)
            return bool(known and np.isfinite(cells.average[column]))
        if row < 0:
            return False
        rows, columns = cells.shares.shape
        return row < rows and column < columns and bool(np.isfinite(cells.shares[row, column]))

    # -- painting --------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the grid: what stays at the left, then the cells beside it."""
        cells = self._cells
        if cells is None:
            return
        painter = QPainter(self)
        self._paint_names(painter, cells)
        painter.save()
        painter.setClipRect(QRectF(self._left() - 2, 0, self.width(), self.height()))
        self._paint_heads(painter, cells)
        if cells.show_average:
            self._paint_average(painter, cells)
        for row in range(len(cells.sizes)):
            self._paint_row(painter, cells, row)
        self._paint_current(painter)
        painter.restore()
        if self._bar.value() > 0:
            look = theme.current()
            edge = QRectF(self._left() - 2, 0, look.line.border, self._top() + self._rows_height())
            painter.fillRect(edge, look.colour.border)

    def _rows_height(self) -> int:
        return len(self.sizes()) * theme.current().size.cohort_row

    def _paint_current(self, painter: QPainter) -> None:
        look, known = theme.current(), self._has(*self._current)
        if known:
            painter.setPen(QPen(look.colour.text, look.line.selected_card))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.cell_box(*self._current))
        if self.hasFocus() and (known or self._has(0, 0)):
            box = self.cell_box(*(self._current if known else (0, 0)))
            draw_ring(painter, box.adjusted(-2, -2, 2, 2), 0)

    def _paint_names(self, painter: QPainter, cells: CohortCells) -> None:
        """Paint names and sizes of the cohorts, their heads, and the rule under the averages."""
        look = theme.current()
        label, count, _width = self._widths()
        height, font, muted = look.size.cohort_row, look.font("caption"), look.colour.muted
        first, n, _zero, average = (say(text, self._words) for text in cells.heads)
        beside = count - look.space.m
        draw_text(painter, QRectF(0, 0, label, height), first, font, muted)
        draw_text(painter, QRectF(label, 0, beside, height), n, font, muted, RIGHT)
        if cells.show_average:
            strong = look.font("caption", SEMIBOLD)
            draw_text(painter, QRectF(0, height, label, height), average, strong, look.colour.text)
            total = self._words.count(int(cells.sizes.sum()))
            draw_text(painter, QRectF(label, height, beside, height), total, font, muted, RIGHT)
            rule = 2 * height + look.space.xs - 1
            painter.fillRect(QRectF(0, rule, self.width(), look.line.border), look.colour.border)
        for row, size in enumerate(cells.sizes.tolist()):
            y = self._top() + row * height
            tint = muted if size < cells.mute_small else look.colour.text
            name = say(cells.labels[row], self._words)
            draw_text(painter, QRectF(0, y, label, height - 1), name, font, tint, LEFT)
            box = QRectF(label, y, beside, height - 1)
            draw_text(painter, box, self._words.count(size), font, muted, RIGHT)

    def _paint_heads(self, painter: QPainter, cells: CohortCells) -> None:
        look = theme.current()
        height, font, muted = look.size.cohort_row, look.font("caption"), look.colour.muted
        zero = say(cells.heads[2], self._words)
        for column in range(cells.shares.shape[1]):
            box = self.cell_box(0, column)
            box.setRect(box.left(), 0, box.width(), height)
            said = str(column)
            if column == 0 and QFontMetrics(font).horizontalAdvance(zero) <= box.width() + look.space.m:
                said = zero
            draw_text(painter, box, said, font, muted, CENTRE, elide=False)

    def _paint_average(self, painter: QPainter, cells: CohortCells) -> None:
        written = cells.written_average()
        for column, share in enumerate(cells.average):
            if np.isfinite(share):
                said, fill = self._words.count(written[column]), fill_of(cells, share, column)
                paint_cell(painter, self.cell_box(AVERAGE_ROW, column), said, fill, bold=True)

    def _paint_row(self, painter: QPainter, cells: CohortCells, row: int) -> None:
        look, written = theme.current(), cells.written()
        small = int(cells.sizes[row]) < cells.mute_small
        for column in np.flatnonzero(np.isfinite(cells.shares[row])).tolist():
            share, figure = cells.shares[row, column], float(written[row, column])
            box = self.cell_box(row, column)
            if box.right() < self._left() or box.left() > self.width():
                continue
            text = self._words.count(figure)
            if cells.hatch_immature and not cells.mature[row, column]:
                draw_hatch(painter, box)
                paint_cell(painter, box, text, None)
            else:
                quiet = look.colour.hover if small and column else None
                paint_cell(painter, box, text, quiet or fill_of(cells, share, column), muted=small)

    # -- mouse and keys --------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Read the cell under the mouse in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row, column = self._cell_at(event.pos().x(), event.pos().y())
            if column >= 0:
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
        if column >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.mark(row, column)
            self.chosen.emit(row, column)

    def _last_column(self, row: int) -> int:
        if self._cells is not None and row == AVERAGE_ROW:
            return int(np.isfinite(self._cells.average).sum()) - 1
        known = np.isfinite(self._cells.shares[row]) if self._cells and len(self.sizes()) else np.zeros(0)
        return int(known.sum()) - 1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, Home and End, choose with Enter, copy with the keys for copying."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return
        row, column = self._current if self._has(*self._current) else (0, 0)
        moves = {
            Qt.Key.Key_Home: (row, 0), Qt.Key.Key_End: (row, self._last_column(row)),
            Qt.Key.Key_Left: (row, column - 1), Qt.Key.Key_Right: (row, column + 1),
            Qt.Key.Key_Up: (row - 1 if row > 0 else AVERAGE_ROW, column),
            Qt.Key.Key_Down: (0 if row == AVERAGE_ROW else row + 1, column),
        }  # fmt: skip
        to = moves.get(Qt.Key(event.key()))
        if to is not None:
            if self._has(*to):
                self.mark(*to)
                self._bring_into_view(to[1])
                self.setAccessibleDescription(self.sentence(*to).replace("**", ""))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._has(
            row, column
        ):
            self.chosen.emit(row, column)
        else:
            super().keyPressEvent(event)
