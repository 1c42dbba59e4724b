"""The typed result of a sheet under header menus; meanings are dragged from header to header."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.import_wizard.import_grid import Grid
from retention_desk.desktop.import_wizard.sheet_preview import FEATURE, UNUSED, PreviewColumn
from retention_desk.desktop.theme import SEMIBOLD
from retention_desk.desktop.widgets.marks import draw_dots
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_box, draw_ring, draw_text
from retention_desk.foundation.wording import Words

MEANING_DRAG: Final = "application/x-retention-desk-meaning"
"""MIME type of a canonical key that is dragged; a column that is dragged is told by `COLUMN_DRAG` too."""
COLUMN_DRAG: Final = "application/x-retention-desk-column"


class TypedGrid(Grid):
    """The typed result under header menus; converted cells are tinted, rows set aside hatched.

    A header is dragged onto another one to move what it means there; a field dropped on a header is what
    that column means from then on.
    """

    menu_asked = Signal(int, QPoint)
    """Column whose menu is asked for, and where (global)."""
    column_moved = Signal(int, int)
    """Column whose meaning was dropped on another one, and that one."""
    meaning_dropped = Signal(int, str)
    """Column on which a canonical key was dropped, and the key."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._hovered = -1
        self._open = -1
        self._current = 0
        self._target = -1
        self._pressed: tuple[int, QPoint] | None = None
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
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

    def set_current(self, column: int) -> None:
        """Make a column the one that the keyboard is at, and take the focus."""
        self._current = column
        self.setFocus(Qt.FocusReason.OtherFocusReason)
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
                self.paint_hatch(painter, top, height)
            top += height
        self.paint_lines(painter, tops, self.height_needed())
        for column, meant in enumerate(preview.columns):
            self._paint_header(painter, column, meant)

    def _paint_header(self, painter: QPainter, column: int, meant: PreviewColumn) -> None:
        look = theme.current()
        box = QRectF(self.left(column), 0, self.widths[column + 1], look.size.import_header)
        inner = box.adjusted(look.space.xs, look.space.xs, -look.space.xs - 1, -look.space.xs)
        if column in (self._open, self._target):
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
        """Note the header under the mouse; drag the one that is pressed."""
        if self._pressed is not None:
            column, start = self._pressed
            if (event.position().toPoint() - start).manhattanLength() >= QApplication.startDragDistance():
                self._pressed = None
                self._drag(column)
            return
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
        """Note which header is pressed: it opens when let go, or is dragged."""
        column = self._column_at(event.position().x(), event.position().y())
        self._pressed = (column, event.position().toPoint()) if column >= 0 else None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the menu of the header that was pressed."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None:
            self._ask(pressed[0])

    def _drag(self, column: int) -> None:
        """Drag the meaning of a column, its name beside the mouse."""
        preview = self.preview
        if preview is None or preview.columns[column].meaning in (UNUSED, FEATURE):
            return
        look = theme.current()
        data = QMimeData()
        data.setData(COLUMN_DRAG, str(column).encode())
        data.setData(MEANING_DRAG, preview.columns[column].meaning.encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        box = (self.left(column), 0, self.widths[column + 1], look.size.import_header)
        drag.setPixmap(self.grab().copy(*box))
        drag.setHotSpot(QPoint(look.space.l, look.space.l))
        drag.exec(Qt.DropAction.MoveAction)

    # -- dropping --------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take fields and columns."""
        if event.mimeData().hasFormat(MEANING_DRAG):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Mark the column under the mouse: all of it takes what is dropped, not the header alone."""
        self._target = self._column_at(event.position().x(), 0.0)
        event.setAccepted(self._target >= 0)
        self.update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the mark away."""
        self._target = -1
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was dropped on which column."""
        target, self._target = self._column_at(event.position().x(), 0.0), -1
        self.update()
        data = event.mimeData()
        if target < 0 or not data.hasFormat(MEANING_DRAG):
            return
        event.acceptProposedAction()
        if data.hasFormat(COLUMN_DRAG):
            source = int(bytes(data.data(COLUMN_DRAG).data()))
            if source != target:
                self.column_moved.emit(source, target)
        else:
            self.meaning_dropped.emit(target, bytes(data.data(MEANING_DRAG).data()).decode())

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
