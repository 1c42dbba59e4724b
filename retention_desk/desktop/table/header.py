"""The header of a table: muted captions, a caret where it sorts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu

from retention_desk.desktop import theme
from retention_desk.desktop.icons import icon, paint_icon
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, draw_text
from retention_desk.desktop.widgets.text import say

_DRAG_PIXELS = 4


class TableHeader(QHeaderView):
    """Sorts by a click on a title, adds a further column with Shift, hides columns by its menu."""

    order_asked = Signal(object)
    """List of (column key, descends) that the user asked for."""
    columns_chosen = Signal()
    """A column was shown or hidden."""

    def __init__(self, model: FrameModel) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        look = theme.current()
        self._model = model
        self._pressed: QPoint | None = None
        self.expandable = False
        self.setHighlightSections(False)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setMinimumSectionSize(look.size.control)
        self.setFixedHeight(look.size.table_header)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """Return the height of the header."""
        return QSize(super().sizeHint().width(), theme.current().size.table_header)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Paint one title, its caret, and the line under it."""
        if section >= len(self._model.specs):
            return
        look = theme.current()
        spec = self._model.specs[section]
        painter.save()
        painter.fillRect(rect, look.colour.surface)
        line = look.line.border
        painter.fillRect(rect.left(), rect.bottom() - line + 1, rect.width(), line, look.colour.border)
        first, last = section == 0, section == len(self._model.specs) - 1
        left = look.space.l if first else look.space.s
        if first and self.expandable:
            left += look.size.icon_small + look.space.m
        inner = QRectF(rect).adjusted(left, 0, -(look.space.l if last else look.space.s), 0)
        place = next((n for n, item in enumerate(self._model.order()) if item[0] == spec.key), None)
        font = look.font("caption", look.text_styles["body_medium"].weight)
        title = say(spec.title, self._model.words)
        caret = look.size.icon_caret
        if place is None:
            draw_text(painter, inner, title, font, look.colour.muted, RIGHT if spec.right_aligned else LEFT)
        elif spec.right_aligned:
            room = inner.adjusted(0, 0, -caret, 0)
            draw_text(painter, room, title, font, look.colour.text, RIGHT)
            self._paint_caret(
                painter, QRectF(inner.right() - caret + 2, inner.top(), caret, inner.height()), place
            )
        else:
            used = draw_text(painter, inner.adjusted(0, 0, -caret, 0), title, font, look.colour.text)
            self._paint_caret(
                painter, QRectF(inner.left() + used + 2, inner.top(), caret, inner.height()), place
            )
        painter.restore()

    def _paint_caret(self, painter: QPainter, box: QRectF, place: int) -> None:
        descending = self._model.order()[place][1]
        side = theme.current().size.icon_caret - 2
        box = QRectF(box.left(), box.center().y() - side / 2, side, side)
        paint_icon(painter, "caret-down" if descending else "caret-up", box, theme.current().colour.muted)

    def next_order(self, section: int, *, further: bool) -> list[tuple[str, bool]]:
        """Return the order after a click on a title; `further` keeps the other columns before it.

        A first click sorts numbers from the largest down and texts from the first up; the next turns
        the order, a third one lifts it.
        """
        spec = self._model.specs[section]
        down_first = spec.right_aligned or spec.kind == "date"
        order = list(self._model.order())
        held = next((item for item in order if item[0] == spec.key), None)
        if held is None:
            return [*(order if further else []), (spec.key, down_first)]
        turned = [] if held[1] != down_first else [(spec.key, not down_first)]
        if not further:
            return turned
        place = order.index(held)
        return [*order[:place], *turned, *order[place + 1 :]]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where the mouse went down."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Sort where the mouse came up again without dragging a title or its edge."""
        resizing = self.cursor().shape() == Qt.CursorShape.SplitHCursor
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        here = event.position().toPoint()
        if pressed is None or resizing or event.button() != Qt.MouseButton.LeftButton:
            return
        section = self.logicalIndexAt(here)
        if section >= 0 and (here - pressed).manhattanLength() <= _DRAG_PIXELS:
            further = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.order_asked.emit(self.next_order(section, further=further))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu of columns."""
        self.columns_menu().popup(event.globalPos())

    def columns_menu(self) -> QMenu:
        """Return a menu that shows and hides columns; the first one always stays."""
        menu = QMenu(self)
        for section, spec in enumerate(self._model.specs):
            action = menu.addAction(say(spec.title, self._model.words))
            action.setCheckable(True)
            action.setChecked(not self.isSectionHidden(section))
            action.setEnabled(section > 0)
            if not self.isSectionHidden(section):
                action.setIcon(icon("check", "text"))
            action.toggled.connect(lambda shown, section=section: self._show(section, shown))
        return menu

    def _show(self, section: int, shown: bool) -> None:
        self.setSectionHidden(section, not shown)
        self.columns_chosen.emit()

    @property
    def dragging(self) -> bool:
        """Whether the user drags in the header now."""
        return self._pressed is not None
