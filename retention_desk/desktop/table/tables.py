"""The one table of the program: sort, filter, search, copy, sums; 100,000 rows without a pause."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelectionModel, QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.copy import copied_rows
from retention_desk.desktop.table.delegate import RowDelegate
from retention_desk.desktop.table.details import LineLayout
from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.table.header import TableHeader
from retention_desk.desktop.table.lines import RowKind
from retention_desk.desktop.table.selection import SelectionSums, lines_in, selection_of, sums_of
from retention_desk.desktop.table.widths import column_widths, share_out
from retention_desk.desktop.widgets.text import Text, say
from retention_desk.foundation.wording import Words


class DataTable(QTableView):
    """Shows a `FrameModel`.

    Parameters
    ----------
    words : Words
        The language to start with.
    dense : bool
        Rows of 28 rather than 32 pixels.
    name : Phrase or str
        Accessible name.

    Notes
    -----
    Give it data with `set_table`; filter, search, order and group through `model_` (a `FrameModel`).
    """

    row_activated = Signal(int)
    """Source row on which Enter or a double click was given."""
    current_row_changed = Signal(int)
    """Source row that became the current one by mouse or keys."""
    selection_summed = Signal(object)
    """SelectionSums of the selection; of 0 rows when it was given up."""

    def __init__(
        self, words: Words, *, dense: bool = False, name: Text = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        size = theme.current().size
        self._name = name
        self.row_height = size.table_row_dense if dense else size.table_row
        self.hovered_line = -1
        self._restoring = False
        self.model_ = FrameModel(words)
        self._layout = LineLayout(self, self.model_, self.row_height)
        self.delegate = RowDelegate(self.model_, self)
        self.header = TableHeader(self.model_)
        self.setModel(self.model_)
        self.setItemDelegate(self.delegate)
        self.setHorizontalHeader(self.header)
        self._set_up()
        self._sized_by_hand = False
        self._own_width = self._room = 0
        self.header.order_asked.connect(self.set_order)
        self.header.sectionResized.connect(self._column_dragged)
        self.header.columns_chosen.connect(self.fit_columns)
        self.model_.modelAboutToBeReset.connect(self._remember)
        self.model_.modelReset.connect(self._restore)
        self.selectionModel().selectionChanged.connect(self._sum_up)
        self.selectionModel().currentChanged.connect(self._current_moved)
        self._remembered: tuple[NDArray[np.intp], int | None, int] = (np.empty(0, dtype=np.intp), None, 0)
        self.retranslate(words)

    def _set_up(self) -> None:
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.row_height)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setProperty("ring", "none")

    # -- content -------------------------------------------------------------------------------

    def set_table(self, specs: Sequence[ColumnSpec], columns: Mapping[str, Any]) -> None:
        """Show columns (see `FrameModel.set_table`), each at its width."""
        same = tuple(spec.key for spec in specs) == tuple(spec.key for spec in self.model_.specs)
        fitted = same and self.model_.total > 0
        self.model_.set_table(specs, columns)
        if fitted:
            return
        self._sized_by_hand = False
        self.fit_columns()

    def fit_columns(self) -> None:
        """Share the table's width out among its columns, until the user drags one."""
        if self._sized_by_hand or not self.model_.specs:
            return
        shown = [n for n in range(len(self.model_.specs)) if not self.isColumnHidden(n)]
        found = column_widths(self.model_, expandable=self.expandable)
        widths = share_out([found[n] for n in shown], self.viewport().width())
        for column, width in zip(shown, widths, strict=True):
            self.setColumnWidth(column, width)

    def _column_dragged(self) -> None:
        self._sized_by_hand = self._sized_by_hand or self.header.dragging

    def set_order(self, order: Sequence[tuple[str, bool]]) -> None:
        """Sort by several columns, the first one first."""
        self.model_.set_order(order)
        self.header.viewport().update()

    def set_detail(self, make: Callable[[int], QWidget] | None) -> None:
        """Let rows open to a widget under them, made by `make` from the source row."""
        self._layout.make_detail = make
        self.header.expandable = make is not None
        self.fit_columns()

    @property
    def expandable(self) -> bool:
        """Whether rows open to a detail."""
        return self._layout.make_detail is not None

    def retranslate(self, words: Words) -> None:
        """Set texts and numbers in the language of `words`."""
        self.setAccessibleName(say(self._name, words))
        self.model_.retranslate(words)
        self.fit_columns()
        self._sum_up()

    # -- selection -----------------------------------------------------------------------------

    def current_source(self) -> int | None:
        """Return the source row that is current."""
        line = self.currentIndex().row()
        return self.model_.source_at(line) if line >= 0 else None

    def selected_sources(self) -> NDArray[np.intp]:
        """Return the selected source rows in the order shown."""
        # The ranges belong to the selection: it has to outlive them.
        selection = self.selectionModel().selection()
        return self.model_.sources(lines_in(selection))

    def select_source(self, source: int) -> bool:
        """Make a source row the current and only selected one; return whether it is shown."""
        line = self.model_.line_of(source)
        if line is None:
            return False
        self._make_current(line)
        return True

    def _make_current(self, line: int) -> None:
        index = self.model_.index(line, max(self.currentIndex().column(), 0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def step(self, by: int) -> None:
        """Make the row `by` lines further the current one, passing over headers and details."""
        line = self.currentIndex().row() + by
        while 0 <= line < self.model_.rowCount() and self.model_.kind_at(line) != RowKind.ROW:
            line += by
        if 0 <= line < self.model_.rowCount():
            self._make_current(line)

    def sums(self) -> SelectionSums:
        """Return what the selected rows come to in the current column."""
        return sums_of(self.model_, self.selected_sources(), self.currentIndex().column())

    def _sum_up(self) -> None:
        if not self._restoring:
            self.selection_summed.emit(self.sums())

    def _current_moved(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._sum_up()
        source = self.model_.source_at(current.row()) if current.isValid() else None
        if source is not None and not self._restoring and current.row() != previous.row():
            self.current_row_changed.emit(source)

    def _remember(self) -> None:
        self._remembered = (
            self.selected_sources(),
            self.current_source(),
            max(self.currentIndex().column(), 0),
        )
        self._restoring = True

    def _restore(self) -> None:
        chosen, current, column = self._remembered
        line = self.model_.line_of(current) if current is not None else None
        model = self.selectionModel()
        if line is not None:
            model.setCurrentIndex(self.model_.index(line, column), QItemSelectionModel.SelectionFlag.NoUpdate)
        selection = selection_of(self.model_, chosen)
        model.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self._restoring = False
        self.hovered_line = -1
        self._layout.lay_out()
        self._sum_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit details to the new width."""
        super().resizeEvent(event)
        # A scroll bar that comes narrows the columns; one that goes does not widen them again, or bar and
        # columns would take turns for ever.
        room = self.viewport().width()
        if self.width() != self._own_width or room < self._room:
            self._own_width, self._room = self.width(), room
            self.fit_columns()
            self._layout.fit()

    # -- mouse and keys ------------------------------------------------------------------------

    def ring_line(self) -> int:
        """Return the current line where the table has the focus, else −1."""
        alone = self.hasFocus() and not self.selectionModel().hasSelection()
        return self.currentIndex().row() if alone else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the mouse."""
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Give up the tint."""
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, line: int) -> None:
        if line != self.hovered_line:
            self.hovered_line = line
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open and close groups, details and what is held back; select rows."""
        here = event.position().toPoint()
        index = self.indexAt(here)
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            look = theme.current()
            kind = self.model_.kind_at(index.row())
            gutter = look.space.l + look.size.icon_small + look.space.s
            on_caret = self.expandable and here.x() + self.horizontalOffset() < gutter
            if kind in (RowKind.GROUP, RowKind.MORE) or (kind == RowKind.ROW and on_caret):
                self.model_.toggle(index.row())
                return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activate the row."""
        super().mouseDoubleClickEvent(event)
        source = self.current_source()
        if source is not None:
            self.row_activated.emit(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, activate, open and close by keys."""
        index = self.currentIndex()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._activate(index.row())
        elif self._opens(event, index):
            self.model_.toggle(index.row())
        else:
            super().keyPressEvent(event)

    def _activate(self, line: int) -> None:
        if self.model_.kind_at(line) in (RowKind.GROUP, RowKind.MORE):
            self.model_.toggle(line)
            return
        source = self.model_.source_at(line)
        if source is not None:
            self.row_activated.emit(source)

    def _opens(self, event: QKeyEvent, index: QModelIndex) -> bool:
        """Whether a key opens (→, +) or closes (←, −) the current row or group."""
        if not index.isValid():
            return False
        kind = self.model_.kind_at(index.row())
        if kind != RowKind.GROUP and not (kind == RowKind.ROW and self.expandable):
            return False
        opening = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Plus)
        closing = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Minus)
        return (opening or closing) and self.model_.is_open(index.row()) != opening

    # -- copying -------------------------------------------------------------------------------

    def copied(self, sources: NDArray[np.intp] | None = None) -> QMimeData:
        """Return rows (the selected ones, or all shown) with headers as tab-separated text and as HTML."""
        chosen = self.selected_sources() if sources is None else sources
        if not len(chosen) and sources is None:
            chosen = self.model_.rows
        order = [self.header.logicalIndex(place) for place in range(len(self.model_.specs))]
        shown = [column for column in order if not self.isColumnHidden(column)]
        return copied_rows(self.model_, chosen, shown)

    def copy_selection(self) -> None:
        """Copy the selected rows, or all that are shown where none is."""
        QGuiApplication.clipboard().setMimeData(self.copied())
