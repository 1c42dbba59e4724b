"""Lines that are no plain rows: details under rows, group headers across columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QTableView, QWidget

from retention_desk.desktop.table.frame_model import FrameModel
from retention_desk.desktop.table.lines import RowKind


class LineLayout:
    """Gives details their widget and height, and headers the room up to their next cell.

    Parameters
    ----------
    table : QTableView
        The table that shows the lines.
    model : FrameModel
        Their model.
    row_height : int
        Height of a plain row in pixels.
    """

    def __init__(self, table: QTableView, model: FrameModel, row_height: int) -> None:
        self._table, self._model, self._row_height = table, model, row_height
        self.make_detail: Callable[[int], QWidget] | None = None
        self._tall_lines: list[int] = []

    def lay_out(self) -> None:
        """Set spans, widgets and heights for the lines as they are now."""
        self._table.clearSpans()
        columns = len(self._model.specs)
        for line in self._model.lines_of_kind(RowKind.GROUP):
            self._span_header(line)
        for line in self._model.lines_of_kind(RowKind.MORE):
            self._table.setSpan(line, 0, 1, max(columns, 2))
        for line in self._tall_lines:
            if line < self._model.rowCount():
                self._table.setRowHeight(line, self._row_height)
        self._tall_lines = self._model.lines_of_kind(RowKind.DETAIL)
        if self.make_detail is None:
            return
        for line in self._tall_lines:
            source = self._model.source_at(line)
            assert source is not None
            widget = self.make_detail(source)
            self._table.setSpan(line, 0, 1, max(columns, 2))
            self._table.setIndexWidget(self._model.index(line, 0), widget)
            self._table.setRowHeight(line, self._height(widget))

    def fit(self) -> None:
        """Fit the details' heights to the table's width."""
        for line in self._tall_lines:
            widget = self._table.indexWidget(self._model.index(line, 0))
            if widget is not None:
                self._table.setRowHeight(line, self._height(widget))

    def _span_header(self, line: int) -> None:
        header = self._model.header_of(line)
        keys = header.cells if header is not None else {}
        specs = self._model.specs
        starts = [n for n, spec in enumerate(specs) if n == 0 or spec.key in keys]
        for start, end in zip(starts, [*starts[1:], len(specs)], strict=True):
            numeric = start > 0 and specs[start].right_aligned
            if end - start > 1 and not numeric:
                self._table.setSpan(line, start, 1, end - start)

    def _height(self, widget: QWidget) -> int:
        width = self._table.viewport().width()
        flows = widget.hasHeightForWidth()
        return max(widget.heightForWidth(width) if flows else widget.sizeHint().height(), self._row_height)
