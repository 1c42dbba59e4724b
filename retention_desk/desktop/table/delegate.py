"""Painting of table cells: numbers, texts, bands, group headers, hover, selection, focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from retention_desk.desktop import theme
from retention_desk.desktop.icons import paint_icon
from retention_desk.desktop.table.columns import ColumnSpec, set_value
from retention_desk.desktop.table.frame_model import AnyIndex, FrameModel
from retention_desk.desktop.table.lines import GroupHeader, RowKind
from retention_desk.desktop.theme import SEMIBOLD, Look
from retention_desk.desktop.widgets.marks import BAND_WORDS
from retention_desk.desktop.widgets.paint import LEFT, RIGHT, blend, draw_band_mark, draw_text
from retention_desk.desktop.widgets.states import WAITING_OPACITY
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.wording import UNKNOWN, phrase

SHOW_ALL = phrase("Show all")


class TableState(Protocol):
    """What the delegate asks of the table it paints in."""

    hovered_line: int
    row_height: int

    @property
    def expandable(self) -> bool:
        """Whether rows open to a detail."""

    def columnSpan(self, row: int, column: int, /) -> int:
        """Return how many columns a cell spans."""

    def ring_line(self) -> int:
        """Return the line that carries the focus ring, or −1."""


class RowDelegate(QStyledItemDelegate):
    """Paints every cell of a table."""

    def __init__(self, model: FrameModel, table: TableState) -> None:
        super().__init__()
        self._model, self._table = model, table
        self.cell_painters: dict[str, Callable[[QPainter, QRectF, int], None]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        """Return the height of a row."""
        return QSize(0, self._table.row_height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one cell: ground, content, line under it, ring."""
        look, line, column = theme.current(), index.row(), index.column()
        kind = self._model.kind_at(line)
        box = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, box, look, line, kind, selected)
        inner = self._inner(box, look, column)
        header = self._model.header_of(line)
        if kind == RowKind.ROW:
            source = self._model.source_at(line)
            assert source is not None
            if column == 0 and self._table.expandable:
                self._paint_caret(painter, box, look, line)
            self._paint_value(painter, inner, look, source, column)
        elif header is not None:
            self._paint_header(painter, box, inner, line, column, header)
        if line == self._table.ring_line():
            self._paint_ring(painter, box, look, line, column)
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, box: QRectF, look: Look, line: int, kind: RowKind, selected: bool
    ) -> None:
        colour = look.colour
        if selected and kind == RowKind.ROW:
            painter.fillRect(box, colour.selection)
        elif kind in (RowKind.GROUP, RowKind.DETAIL):
            painter.fillRect(box, colour.surface)
        elif line == self._table.hovered_line:
            painter.fillRect(box, colour.hover)
        rule = look.line.border
        painter.fillRect(QRectF(box.left(), box.bottom() - rule, box.width(), rule), colour.border)

    def _inner(self, box: QRectF, look: Look, column: int) -> QRectF:
        """Return the cell without its padding: 16 at the edges of the table, 8 between columns."""
        left = float(look.space.l if column == 0 else look.space.s)
        if column == 0 and self._table.expandable:
            left += look.size.icon_small + look.space.m
        last = column == len(self._model.specs) - 1
        return box.adjusted(left, 0, -(look.space.l if last else look.space.s), -look.line.border)

    def _paint_caret(self, painter: QPainter, box: QRectF, look: Look, line: int) -> None:
        side = look.size.icon_small
        name = "caret-down" if self._model.is_open(line) else "caret-right"
        paint_icon(
            painter, name, QRectF(box.left() + look.space.l, box.top(), side, box.height()), look.colour.muted
        )

    def _paint_value(self, painter: QPainter, box: QRectF, look: Look, source: int, column: int) -> None:
        spec = self._model.specs[column]
        own = self.cell_painters.get(spec.key)
        if own is not None:
            own(painter, box, source)
            return
        value = self._model.values(spec.key)[source]
        text = set_value(spec, value, self._model.words)
        faded = self._model.is_muted(source)
        ink = look.colour.muted if spec.muted or faded or text == UNKNOWN else look.colour.text
        font = look.font("body_medium" if spec.strong else "body")
        if spec.kind == "band":
            self._paint_band(painter, box, str(value), True, faded)
        elif spec.band_key is not None:
            band = self._model.values(spec.band_key)[source]
            self._paint_score(painter, box, spec, text, str(band), ink, faded)
        else:
            draw_text(painter, box, text, font, ink, RIGHT if spec.right_aligned else LEFT)

    def _paint_score(
        self, painter: QPainter, box: QRectF, spec: ColumnSpec, text: str, band: str, ink: QColor, faded: bool
    ) -> None:
        look = theme.current()
        number_width = look.space.xxl + look.space.xs
        mark_width = look.size.band_mark + look.space.s
        left = box.left() if spec.band_word else box.right() - number_width - mark_width
        number = QRectF(left, box.top(), number_width, box.height())
        draw_text(painter, number, text, look.font("body"), ink, RIGHT, elide=False)
        rest = box.adjusted(number.right() + look.space.s - box.left(), 0, 0, 0)
        if band in BAND_WORDS:
            self._paint_band(painter, rest, band, spec.band_word, faded)

    def _paint_band(self, painter: QPainter, box: QRectF, band: str, with_word: bool, faded: bool) -> None:
        look = theme.current()
        if band not in BAND_WORDS:
            draw_text(painter, box, UNKNOWN, look.font("body"), look.colour.muted)
            return
        half = look.size.band_mark / 2
        tint = look.band_colour(band)
        if faded:
            tint = blend(tint, look.colour.raised, WAITING_OPACITY)
        draw_band_mark(painter, band, QPointF(box.left() + half, box.center().y()), tint)
        if with_word:
            rest = box.adjusted(look.size.band_mark + look.space.s - 1, 0, 0, 0)
            ink = look.colour.muted if faded else look.colour.text
            draw_text(painter, rest, self._model.words(BAND_WORDS[band]), look.font("body"), ink)

    def _paint_header(
        self, painter: QPainter, box: QRectF, inner: QRectF, line: int, column: int, header: GroupHeader
    ) -> None:
        look, words = theme.current(), self._model.words
        if self._model.kind_at(line) == RowKind.MORE:
            if column == 0:
                said = say(header.more, words)
                used = draw_text(painter, inner, said, look.font("body"), look.colour.muted)
                rest = inner.adjusted(used + look.space.m, 0, 0, 0)
                draw_text(painter, rest, words(SHOW_ALL), look.font("body"), look.colour.accent)
            return
        if column:
            spec = self._model.specs[column]
            text = say(header.cells.get(spec.key), words)
            font = look.font("body", SEMIBOLD) if spec.right_aligned else look.font("body")
            ink = look.colour.text if spec.right_aligned else look.colour.muted
            draw_text(painter, inner, text, font, ink, RIGHT if spec.right_aligned else LEFT, elide=False)
            return
        self._paint_caret(painter, box, look, line)
        if not self._table.expandable:
            inner = inner.adjusted(look.size.icon_small + look.space.m, 0, 0, 0)
        title = say(header.title, words)
        used = draw_text(painter, inner, title, look.font("body", SEMIBOLD), look.colour.text)
        rest = inner.adjusted(used + look.space.s, 0, 0, 0)
        draw_text(painter, rest, say(header.note, words), look.font("body"), look.colour.muted)

    def _paint_ring(self, painter: QPainter, box: QRectF, look: Look, line: int, column: int) -> None:
        width, accent = look.line.focus_ring, look.colour.accent
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), width), accent)
        painter.fillRect(QRectF(box.left(), box.bottom() - width, box.width(), width), accent)
        if column == 0:
            painter.fillRect(QRectF(box.left(), box.top(), width, box.height()), accent)
        if column + self._table.columnSpan(line, column) == len(self._model.specs):
            painter.fillRect(QRectF(box.right() - width, box.top(), width, box.height()), accent)
