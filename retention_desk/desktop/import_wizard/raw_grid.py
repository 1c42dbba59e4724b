"""The rows of a sheet as in the file: header marked, what is left out greyed with its reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.import_grid import Grid
from retention_desk.desktop.import_wizard.raw_rows import PreviewRow
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_text
from retention_desk.foundation.wording import Phrase, Words, phrase


class RawGrid(Grid):
    """Rows as in the file. A click on a row number asks for its menu, one on a gap for the rows in it."""

    row_asked = Signal(int, QPoint)
    """Row number whose menu is asked for, and where (global)."""
    gap_asked = Signal(int)
    """First row of a gap whose rows are asked for."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._hovered = -1
        self.setMouseTracking(True)
        self.setAccessibleName(words("Rows as in the file"))

    def height_needed(self) -> int:
        """Return the height of all rows."""
        row = theme.current().size.import_row
        return row * max(len(self.preview.raw_rows) if self.preview else 0, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        preview = self.preview
        if preview is None:
            return
        look = theme.current()
        painter = QPainter(self)
        self.paint_frame(painter)
        height, tops = look.size.import_row, []
        for place, row in enumerate(preview.raw_rows):
            top = place * height
            tops.append(top)
            self._paint_row(painter, row, top, height)
        self.paint_lines(painter, tops, self.height_needed())
        for row, top in zip(preview.raw_rows, tops, strict=True):
            if row.kind == "gap":
                self._paint_gap(painter, row, top, height)
            elif row.kind == "above":
                self._paint_running_over(painter, row.cells, top, height)
            if row.note is not None:
                self._paint_note(painter, row.note, top, height)

    def _paint_row(self, painter: QPainter, row: PreviewRow, top: int, height: int) -> None:
        look = theme.current()
        font = look.font("body", SEMIBOLD if row.kind == "header" else None)
        muted = row.kind in ("above", "aside")
        tint = look.colour.muted if muted else look.colour.text
        if row.kind == "header":
            line = look.line.border
            painter.fillRect(0, top, self.width(), height, look.colour.surface)
            painter.fillRect(0, top, self.widths[0] - line, height, look.colour.border)
        if row.kind == "aside":
            self.paint_hatch(painter, top, height)
        self.paint_number(painter, top, height, str(row.number) if row.kind != "gap" else "⋯")
        for column, text in enumerate(row.cells):
            draw_text(painter, self.cell(column, top, height), text, font, tint, LEFT)

    def _paint_running_over(self, painter: QPainter, cells: Sequence[str], top: int, height: int) -> None:
        """Let the texts above the header run over the empty cells at their right, as a spreadsheet does."""
        look = theme.current()
        line = look.line.border
        for column, text in enumerate(cells):
            if not text:
                continue
            end = column + 1
            while end < len(cells) and not cells[end]:
                end += 1
            if end == column + 1:
                continue
            left = self.left(column)
            width = sum(self.widths[column + 1 : end + 1])
            painter.fillRect(QRectF(left, top + line, width - line, height - line), look.colour.raised)
            box = QRectF(left + look.space.s, top, width - 2 * look.space.s, height)
            draw_text(painter, box, text, look.font("body"), look.colour.muted, LEFT)

    def _paint_note(self, painter: QPainter, note: Phrase, top: int, height: int) -> None:
        """Say at the right end of what can be seen why a row is left out."""
        look = theme.current()
        seen, line = self.visibleRegion().boundingRect(), look.line.border
        text, font = self.words(note), look.font("caption")
        width = QFontMetrics(font).horizontalAdvance(text) + 2 * look.space.s
        box = QRectF(seen.right() - width, top + line, width, height - line)
        painter.fillRect(box, look.colour.surface)
        inner = box.adjusted(look.space.s, 0, -look.space.s, 0)
        draw_text(painter, inner, text, font, look.colour.muted, RIGHT, elide=False)

    def _paint_gap(self, painter: QPainter, row: PreviewRow, top: int, height: int) -> None:
        look = theme.current()
        line = look.line.border
        ground = look.colour.hover if row.number == self._hovered else look.colour.surface
        painter.fillRect(line, top + line, self.width() - 2 * line, height - 2 * line, ground)
        self.paint_number(painter, top, height, "⋯")
        said = phrase("Rows {first:count}–{last:count}", first=row.number, last=row.last)
        if row.number == row.last:
            said = phrase("Row {row:count}", row=row.number)
        box = QRectF(self.widths[0] + look.space.s, top, self.width(), height)
        draw_text(painter, box, self.words(said), look.font("caption"), look.colour.muted, LEFT, elide=False)

    # -- mouse -----------------------------------------------------------------------------------

    def row_at(self, y: float) -> PreviewRow | None:
        """Return the row or gap at a height in pixels."""
        rows = self.preview.raw_rows if self.preview else ()
        place = int(y // theme.current().size.import_row)
        return rows[place] if 0 <= place < len(rows) else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked."""
        row = self.row_at(event.position().y())
        in_gutter = event.position().x() < self.widths[0]
        gap = row is not None and row.kind == "gap"
        hand = gap or (in_gutter and row is not None)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        tip = phrase("Show these rows") if gap else phrase("Click to make it the header row")
        self.setToolTip(self.words(tip) if hand else "")
        self._hovered = row.number if gap and row is not None else -1
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Note that the mouse left."""
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the rows of a gap, or for the menu of a row by its number."""
        row = self.row_at(event.position().y())
        if row is None or event.button() == Qt.MouseButton.MiddleButton:
            return
        if row.kind == "gap":
            self.gap_asked.emit(row.number)
        elif event.position().x() < self.widths[0] or event.button() == Qt.MouseButton.RightButton:
            self.row_asked.emit(row.number, event.globalPosition().toPoint())

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        super().retranslate(words)
        self.setAccessibleName(words("Rows as in the file"))
