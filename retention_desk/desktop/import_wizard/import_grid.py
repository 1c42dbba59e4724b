"""The two grids of an import: the rows as in the file, and the typed result with menus on its headers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.import_wizard.sheet_preview import UNUSED, PreviewColumn, SheetPreview
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.marks import draw_dots
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_box, draw_hatch, draw_ring, draw_text
from retention_desk.foundation.wording import Words


def column_widths(preview: SheetPreview, words: Words, room: int) -> list[int]:
    """Return the width of each column in pixels, and in front that of the row numbers.

    The columns fill `room` where they need less.
    """
    look = theme.current()
    body, strong = QFontMetrics(look.font("body")), QFontMetrics(look.font("body", SEMIBOLD))
    pad, least, most = 2 * look.space.s, look.size.control * 2 + look.space.m, look.size.figure_card_min_width
    widths = []
    for place, column in enumerate(preview.columns):
        texts = [row.cells[place] for row in preview.raw_rows if row.kind == "data"]
        texts += [row.cells[place] for row in preview.typed_rows]
        caret = look.size.icon_caret + look.space.s
        head = max(
            strong.horizontalAdvance(words(column.label)) + caret, strong.horizontalAdvance(column.header)
        )
        type_word = words(column.type_word) if column.type_word is not None else ""
        kind = QFontMetrics(look.font("caption")).horizontalAdvance(type_word) + 48
        widest = max([body.horizontalAdvance(text) for text in texts] + [head, kind])
        widths.append(min(max(widest + pad, least), most))
    number = body.horizontalAdvance("0" * 7)
    spare = room - number - sum(widths)
    if spare > 0 and widths:
        widths = [width + spare // len(widths) for width in widths]
        widths[-1] += room - number - sum(widths)
    return [number, *widths]


class _Grid(QWidget):
    """Cells with one-pixel lines and a gutter of row numbers."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.preview: SheetPreview | None = None
        self.widths: list[int] = [0]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_preview(self, preview: SheetPreview, widths: Sequence[int]) -> None:
        """Show the rows of a sheet in columns of given widths."""
        self.preview, self.widths = preview, list(widths)
        self.setFixedSize(self.sizeHint())
        self.update()

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self.words = words
        self.update()

    def height_needed(self) -> int:
        """Return the height of all rows."""
        raise NotImplementedError

    def sizeHint(self) -> QSize:
        """Return the size of all rows and columns."""
        return QSize(sum(self.widths), self.height_needed())

    def left(self, column: int) -> int:
        """Return where a column begins; −1 is the gutter."""
        return sum(self.widths[: column + 1])

    def paint_frame(self, painter: QPainter) -> None:
        """Paint ground and gutter."""
        look = theme.current()
        painter.fillRect(self.rect(), look.colour.raised)
        painter.fillRect(0, 0, self.widths[0], self.height(), look.colour.sunken)

    def paint_lines(self, painter: QPainter, tops: Sequence[int], bottom: int) -> None:
        """Paint the lines of the grid, rows beginning at `tops`."""
        look = theme.current()
        line, colour = look.line.border, look.colour.border
        for top in (*tops, bottom - line):
            painter.fillRect(0, top, self.width(), line, colour)
        for column in range(len(self.widths)):
            painter.fillRect(self.left(column) - line, 0, line, bottom, colour)
        painter.fillRect(0, 0, line, bottom, colour)

    def paint_number(self, painter: QPainter, top: int, height: int, text: str) -> None:
        """Paint a row number into the gutter."""
        look = theme.current()
        box = QRectF(0, top, self.widths[0] - look.space.s, height)
        draw_text(painter, box, text, look.font("caption"), look.colour.muted, RIGHT)

    def cell(self, column: int, top: int, height: int) -> QRectF:
        """Return the box of a cell inside its padding."""
        pad = theme.current().space.s
        return QRectF(self.left(column) + pad, top, self.widths[column + 1] - 2 * pad, height)


class RawGrid(_Grid):
    """The first rows as in the file, the header row semibold, what stands above it muted."""

    def height_needed(self) -> int:
        """Return the height of all rows."""
        row = theme.current().size.import_row
        if self.preview is None:
            return row
        return (len(self.preview.raw_rows) + (self.preview.rest is not None)) * row

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        preview = self.preview
        if preview is None:
            return
        look = theme.current()
        painter = QPainter(self)
        self.paint_frame(painter)
        height, top, tops = look.size.import_row, 0, []
        for row in preview.raw_rows:
            tops.append(top)
            font = look.font("body", SEMIBOLD if row.kind == "header" else None)
            tint = look.colour.muted if row.kind == "above" else look.colour.text
            self.paint_number(painter, top, height, str(row.number))
            for column, text in enumerate(row.cells):
                draw_text(painter, self.cell(column, top, height), text, font, tint, LEFT)
            top += height
        self.paint_lines(painter, tops, self.height_needed())
        for row, start in zip(preview.raw_rows, tops, strict=True):
            if row.kind == "above":
                self._paint_notes(painter, row.cells, start, height)
        if preview.rest is not None:
            self._paint_rest(painter, top, height)

    def _paint_notes(self, painter: QPainter, cells: Sequence[str], top: int, height: int) -> None:
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

    def _paint_rest(self, painter: QPainter, top: int, height: int) -> None:
        if self.preview is None or self.preview.rest is None:
            return
        look = theme.current()
        line = look.line.border
        painter.fillRect(line, top, self.width() - 2 * line, height - line, look.colour.surface)
        self.paint_number(painter, top, height, "⋯")
        first, last = self.preview.rest
        text = self.words("Rows {first:count}–{last:count}", first=first, last=last)
        box = QRectF(self.widths[0] + look.space.s, top, self.width(), height)
        draw_text(painter, box, text, look.font("caption"), look.colour.muted, LEFT, elide=False)
        painter.fillRect(0, top, self.width(), line, look.colour.border)


class TypedGrid(_Grid):
    """The typed result under header menus; converted cells are tinted, rows set aside hatched."""

    menu_asked = Signal(int, QPoint)
    """Column whose menu is asked for, and where (global)."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._hovered = -1
        self._open = -1
        self._current = 0
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "none")
        self.setAccessibleName(words("Columns as they were read"))

    def height_needed(self) -> int:
        """Return the height of header and rows."""
        size = theme.current().size
        rows = len(self.preview.typed_rows) if self.preview else 0
        return size.import_header + rows * size.import_row

    def show_open(self, column: int) -> None:
        """Mark the column whose menu is open; −1 for none."""
        self._open = column
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint headers and rows."""
        preview = self.preview
        if preview is None:
            return
        look = theme.current()
        painter = QPainter(self)
        self.paint_frame(painter)
        head, height = look.size.import_header, look.size.import_row
        painter.fillRect(0, 0, self.width(), head, look.colour.surface)
        top, tops = head, [0]
        for row in preview.typed_rows:
            tops.append(top)
            self.paint_number(painter, top, height, str(row.number))
            for column, text in enumerate(row.cells):
                if row.changed[column]:
                    box = QRectF(self.left(column), top, self.widths[column + 1], height)
                    painter.fillRect(box, look.colour.changed)
                meant = preview.columns[column]
                align = RIGHT if meant.numeric else LEFT
                tint = look.colour.muted if row.aside else look.colour.text
                draw_text(painter, self.cell(column, top, height), text, look.font("body"), tint, align)
            if row.aside:
                painter.setClipRect(QRectF(self.widths[0], top, self.width(), height))
                draw_hatch(painter, QRectF(self.widths[0], top, self.width() - self.widths[0], height))
                painter.setClipping(False)
            top += height
        self.paint_lines(painter, tops, self.height_needed())
        for column, meant in enumerate(preview.columns):
            self._paint_header(painter, column, meant)

    def _paint_header(self, painter: QPainter, column: int, meant: PreviewColumn) -> None:
        look = theme.current()
        box = QRectF(self.left(column), 0, self.widths[column + 1], look.size.import_header)
        inner = box.adjusted(look.space.xs, look.space.xs, -look.space.xs - 1, -look.space.xs)
        if column == self._open:
            draw_box(painter, inner, look.radius.control, look.colour.accent_quiet, look.colour.accent)
        elif column == self._hovered:
            draw_box(painter, inner, look.radius.control, look.colour.hover)
        if self.hasFocus() and column == self._current:
            draw_ring(painter, inner, look.radius.control)
        text = inner.adjusted(look.space.xs, 2, -look.space.xs, -2)
        upper = QRectF(text.left(), text.top(), text.width(), text.height() / 2)
        lower = QRectF(text.left(), upper.bottom(), text.width(), text.height() / 2)
        caret = look.size.icon_caret
        paint_icon(
            painter,
            "caret-down",
            QRectF(upper.right() - caret, upper.top(), caret, upper.height()),
            look.colour.muted,
        )
        tint = look.colour.muted if meant.meaning == UNUSED else look.colour.text
        name = upper.adjusted(0, 0, -caret - look.space.xs, 0)
        draw_text(painter, name, self.words(meant.label), look.font("body", SEMIBOLD), tint)
        if meant.sure:
            draw_dots(painter, lower.left(), lower.center().y(), meant.sure)
        if meant.type_word is not None:
            draw_text(
                painter, lower, self.words(meant.type_word), look.font("caption"), look.colour.muted, RIGHT
            )

    def _column_at(self, x: float, y: float) -> int:
        if self.preview is None or y >= theme.current().size.import_header:
            return -1
        for column in range(len(self.preview.columns)):
            if self.left(column) <= x < self.left(column) + self.widths[column + 1]:
                return column
        return -1

    def _ask(self, column: int) -> None:
        look = theme.current()
        corner = QPoint(self.left(column), look.size.import_header)
        self._current = column
        self.menu_asked.emit(column, self.mapToGlobal(corner))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Note the header under the mouse."""
        self._hovered = self._column_at(event.position().x(), event.position().y())
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if self._hovered >= 0 else Qt.CursorShape.ArrowCursor
        )
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Note that the mouse left."""
        self._hovered = -1
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the menu of the header under the mouse."""
        column = self._column_at(event.position().x(), event.position().y())
        if column >= 0:
            self._ask(column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the headers with the arrows, open a menu with Enter or Down."""
        last = len(self.preview.columns) - 1 if self.preview else 0
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._current = min(max(self._current + step, 0), last)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._ask(self._current)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell why a column is taken for what it is, in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            column = self._column_at(event.pos().x(), event.pos().y())
            why = self.preview.columns[column].why if self.preview and column >= 0 else None
            if why is not None:
                QToolTip.showText(event.globalPos(), self.words(why), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
