"""The model behind every table: named columns, filtered, searched, sorted and grouped in NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from retention_desk.desktop.table.columns import (
    ColumnSpec,
    SearchIndex,
    Values,
    order_values,
    set_value,
    sorted_rows,
    text_columns,
    typed_values,
)
from retention_desk.desktop.table.lines import Folding, GroupHeader, Grouping, RowKind, arrange_lines
from retention_desk.desktop.widgets.paint import LEFT, RIGHT
from retention_desk.desktop.widgets.text import say
from retention_desk.foundation.wording import UNKNOWN, Words

AnyIndex = QModelIndex | QPersistentModelIndex
_NO_INDEX: Final = QModelIndex()


class FrameModel(QAbstractTableModel):
    """Rows of equal-length columns, shown through filters, a search text, an order and groups.

    Rows are named by their place in the columns given (source rows), whatever order is shown.
    """

    rows_changed = Signal()
    """Filters, search, order or groups gave other lines."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        self.specs: tuple[ColumnSpec, ...] = ()
        self._values: dict[str, Values] = {}
        self._count = 0
        self._filters: dict[str, NDArray[np.bool_]] = {}
        self._search_text = ""
        self._index: SearchIndex | None = None
        self._order: tuple[tuple[str, bool], ...] = ()
        self._order_values: dict[str, NDArray[np.float64]] = {}
        self._groups: Grouping | None = None
        self._closed_groups: set[int] = set()
        self._whole_groups: set[int] = set()
        self._expanded: set[int] = set()
        self._muted: NDArray[np.bool_] | None = None
        self._rows: NDArray[np.intp] = np.empty(0, dtype=np.intp)
        self._kinds: NDArray[np.uint8] = np.empty(0, dtype=np.uint8)
        self._items: NDArray[np.intp] = np.empty(0, dtype=np.intp)

    # -- content -------------------------------------------------------------------------------

    def set_table(self, specs: Sequence[ColumnSpec], columns: Mapping[str, Any]) -> None:
        """Show other columns; filters go, the order stays where its columns do.

        Parameters
        ----------
        specs : sequence of ColumnSpec
            Columns from left to right.
        columns : mapping of str to array-like, each of shape (n_rows,)
            Values by key: those of `specs`, of their bands, and any others pages want to find again.
        """
        self.beginResetModel()
        self.specs = tuple(specs)
        by_key = {spec.key: spec for spec in specs}
        self._values = {
            key: typed_values(by_key[key], raw) if key in by_key else np.asarray(raw)
            for key, raw in columns.items()
        }
        lengths = {len(values) for values in self._values.values()}
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")
        self._count = lengths.pop() if lengths else 0
        self._filters, self._index, self._order_values = {}, None, {}
        self._expanded, self._groups, self._muted = set(), None, None
        self._order = tuple(item for item in self._order if item[0] in by_key)
        self._arrange()
        self.endResetModel()
        self.rows_changed.emit()

    def values(self, key: str) -> Values:
        """Return all values of a column, shape ``(n_rows,)``."""
        return self._values[key]

    @property
    def total(self) -> int:
        """How many rows there are before any filter."""
        return self._count

    @property
    def rows(self) -> NDArray[np.intp]:
        """Source rows that pass filters and search, in the order shown (groups closed or not)."""
        return self._rows

    def set_muted(self, mask: NDArray[np.bool_] | None) -> None:
        """Grey the rows where `mask` holds (customers held out, say)."""
        self._muted = mask
        self._all_changed()

    def is_muted(self, source: int) -> bool:
        """Whether a source row is greyed."""
        return self._muted is not None and bool(self._muted[source])

    # -- filter, search, order, groups -----------------------------------------------------------

    def set_filter(self, key: str, mask: NDArray[np.bool_] | None) -> None:
        """Show only rows where `mask` (shape ``(n_rows,)``) holds, besides other filters; None lifts it."""
        if mask is None:
            self._filters.pop(key, None)
        else:
            self._filters[key] = np.asarray(mask, dtype=bool)
        self._rearrange()

    def filters(self) -> list[str]:
        """Return the keys of the filters that hold."""
        return list(self._filters)

    def use_search_index(self, index: SearchIndex) -> None:
        """Take a search index made elsewhere from the texts shown: many rows need seconds for one."""
        self._index = index

    def prepare_search(self) -> None:
        """Build the search index now, so that the first letter typed finds it ready."""
        if self._index is None:
            self._index = SearchIndex(text_columns(self.specs, self._values), self._count)

    def set_search(self, text: str) -> None:
        """Show only rows whose texts hold every word of `text`."""
        if text.strip():
            self.prepare_search()
        self._search_text = text
        self._rearrange()

    def order(self) -> tuple[tuple[str, bool], ...]:
        """Return the order: column keys, each with whether it descends, the first one first."""
        return self._order

    def set_order(self, order: Sequence[tuple[str, bool]]) -> None:
        """Sort by several columns, the first one first; an empty order is that of the source."""
        self._order = tuple(order)
        self._rearrange()

    def set_groups(self, group_of_row: Any, headers: Sequence[GroupHeader], limit: int | None = None) -> None:
        """Show rows under headers; `group_of_row` (shape ``(n_rows,)``) gives each row's header's place.

        `limit` holds back the rows of a group after so many, until its last line is clicked.
        """
        self._groups = Grouping(np.asarray(group_of_row, dtype=np.intp), tuple(headers), limit)
        self._closed_groups, self._whole_groups = set(), set()
        self._rearrange()

    def toggle(self, line: int) -> None:
        """Open or close what a line stands for: a row's detail, a group, the rows held back."""
        kind, item = self.kind_at(line), int(self._items[line])
        if kind == RowKind.MORE:
            self._whole_groups.add(item)
        elif kind == RowKind.GROUP:
            self._closed_groups ^= {item}
        else:
            self._expanded ^= {item}
        self._rearrange()

    def set_expanded(self, source: int, expanded: bool) -> None:
        """Show or hide the detail under a source row."""
        if expanded != (source in self._expanded):
            self._expanded ^= {source}
            self._rearrange()

    def expanded(self) -> frozenset[int]:
        """Return the source rows whose detail is shown."""
        return frozenset(self._expanded)

    def is_open(self, line: int) -> bool:
        """Whether the row or group on a line is open."""
        item = int(self._items[line])
        if self.kind_at(line) == RowKind.GROUP:
            return item not in self._closed_groups
        return item in self._expanded

    def _passing(self) -> NDArray[np.intp]:
        shown = np.ones(self._count, dtype=bool)
        for mask in self._filters.values():
            shown &= mask
        if self._search_text.strip() and self._index is not None and self._count:
            shown &= self._index.find(self._search_text)
        return np.flatnonzero(shown)

    def _ordering(self, key: str) -> NDArray[np.float64]:
        if key not in self._order_values:
            spec = next(spec for spec in self.specs if spec.key == key)
            self._order_values[key] = order_values(spec, self._values[key])
        return self._order_values[key]

    def _arrange(self) -> None:
        keys = [(self._ordering(key), descending) for key, descending in self._order]
        self._rows = sorted_rows(self._passing(), keys)
        grouping = self._groups
        if grouping is None and not self._expanded:
            self._kinds, self._items = np.zeros(len(self._rows), dtype=np.uint8), self._rows
        else:
            folding = Folding(self._closed_groups, self._whole_groups, self._expanded)
            self._kinds, self._items = arrange_lines(self._rows, grouping, folding)

    def _rearrange(self) -> None:
        self.beginResetModel()
        self._arrange()
        self.endResetModel()
        self.rows_changed.emit()

    # -- lines -----------------------------------------------------------------------------------

    def kind_at(self, line: int) -> RowKind:
        """Return what a line shows."""
        return RowKind(int(self._kinds[line]))

    def source_at(self, line: int) -> int | None:
        """Return the source row on a line (also of its detail); None for groups."""
        if self.kind_at(line) in (RowKind.ROW, RowKind.DETAIL):
            return int(self._items[line])
        return None

    def line_of(self, source: int) -> int | None:
        """Return the line on which a source row is shown, or None."""
        hits = np.flatnonzero((self._items == source) & (self._kinds == RowKind.ROW))
        return int(hits[0]) if len(hits) else None

    def lines_of(self, sources: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the lines on which source rows are shown, −1 where one is not."""
        lines = np.full(self._count, -1, dtype=np.intp)
        shown = np.flatnonzero(self._kinds == RowKind.ROW)
        lines[self._items[shown]] = shown
        found: NDArray[np.intp] = lines[sources]
        return found

    def sources(self, lines: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return the source rows on some lines, in their order; groups and details left out."""
        found: NDArray[np.intp] = self._items[lines][self._kinds[lines] == RowKind.ROW]
        return found

    def header_of(self, line: int) -> GroupHeader | None:
        """Return the header on a line of a group, or of the rows a group holds back."""
        if self._groups is None or self.kind_at(line) not in (RowKind.GROUP, RowKind.MORE):
            return None
        return self._groups.headers[int(self._items[line])]

    def lines_of_kind(self, kind: RowKind) -> list[int]:
        """Return the lines of a kind."""
        return [int(line) for line in np.flatnonzero(self._kinds == kind)]

    def text(self, source: int, column: int) -> str:
        """Return a value as it is shown."""
        spec = self.specs[column]
        said = set_value(spec, self._values[spec.key][source], self.words)
        if spec.band_key is not None and spec.band_word:
            band = set_value(ColumnSpec("", "", "band"), self._values[spec.band_key][source], self.words)
            return said if band == UNKNOWN else f"{said} {band}"
        return said

    # -- Qt ----------------------------------------------------------------------------------------

    def rowCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: AnyIndex = _NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.specs)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text and alignment of a cell, for screen readers and tools; painting has its own way."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._line_text(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(RIGHT if self.specs[index.column()].right_aligned else LEFT)
        return None

    def _line_text(self, line: int, column: int) -> str:
        header = self.header_of(line)
        if header is not None:
            if column == 0:
                return f"{say(header.title, self.words)} {say(header.note, self.words)}".strip()
            return say(header.cells.get(self.specs[column].key), self.words)
        source = self.source_at(line)
        return "" if source is None or self.kind_at(line) == RowKind.DETAIL else self.text(source, column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title, or its definition as tooltip."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.specs):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say(self.specs[section].title, self.words)
        if role == Qt.ItemDataRole.ToolTipRole:
            return say(self.specs[section].tip, self.words) or None
        return None

    def retranslate(self, words: Words) -> None:
        """Set texts and numbers in the language of `words`."""
        self.words = words
        self._all_changed()
        if self.specs:
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.specs) - 1)

    def _all_changed(self) -> None:
        if len(self._items) and self.specs:
            last = self.index(len(self._items) - 1, len(self.specs) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
