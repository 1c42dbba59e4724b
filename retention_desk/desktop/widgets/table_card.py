"""A card with a table: title, search, filter chips, columns, copy."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.table.tables import DataTable
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.chips import ChipRow
from retention_desk.desktop.widgets.fields import SearchField
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.wording import Words, phrase, phrase_n


class TableCard(Card):
    """A `DataTable` in a card.

    Parameters
    ----------
    title : Phrase, str or None
        Title of the card; None puts the search field in its place.
    words : Words
        The language to start with.
    searchable : bool
        Whether there is a search field.
    tools : bool
        Whether columns and copy stand at the right.

    Notes
    -----
    `table` is the table. Filters set by `add_filter` have a chip; its cross lifts the filter and is told
    by `filter_removed`.
    """

    filter_removed = Signal(str)

    def __init__(
        self,
        title: Text | None,
        words: Words,
        *,
        name: Text = "",
        searchable: bool = True,
        tools: bool = True,
        dense: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, words, flush=True, parent=parent)
        self._words = words
        self.head.show()
        self.title.setVisible(title is not None)
        if title is None:
            self.header.setStretch(0, 0)
        self.table = DataTable(words, dense=dense, name=title or name)
        self.search = SearchField(phrase("Search"), words)
        self.search.focused.connect(self.table.model_.prepare_search)
        self.search.searched.connect(self.table.model_.set_search)
        self.chips = ChipRow(words, clear=False)
        self.chips.removed.connect(self.remove_filter)
        self.header.insertWidget(1, self.search)
        self.search.setVisible(searchable)
        self.header.insertWidget(2, self.chips)
        self.columns = Button(None, words, kind="quiet", icon="columns", tip=phrase("Columns"))
        self.copy = Button(None, words, kind="quiet", icon="copy", tip=phrase("Copy the table"))
        self.columns.clicked.connect(self._open_columns)
        self.copy.clicked.connect(self.table.copy_selection)
        for tool in (self.columns, self.copy):
            self.add_tool(tool)
            tool.setVisible(tools)
        self.body.addWidget(self.table, 1)
        self.table.model_.rows_changed.connect(self._count_rows)

    def add_filter(self, key: str, label: Text, mask: NDArray[np.bool_]) -> None:
        """Show only rows where `mask` holds (shape ``(n_rows,)``), told by a chip."""
        self.table.model_.set_filter(key, mask)
        self.chips.set_chip(key, label)

    def remove_filter(self, key: str) -> None:
        """Lift a filter and take its chip away."""
        self.table.model_.set_filter(key, None)
        self.chips.remove_chip(key)
        self.filter_removed.emit(key)

    def set_table(self, specs: Any, columns: Any) -> None:
        """Show columns (see `FrameModel.set_table`); filters and their chips go."""
        self.chips.set_chips({})
        self.table.set_table(specs, columns)

    def _count_rows(self) -> None:
        total = self.table.model_.total
        hint = phrase_n("Search {n:count} row", "Search {n:count} rows", total)
        self.search.set_hint(hint, self._words)

    def _open_columns(self) -> None:
        menu = self.table.header.columns_menu()
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height())))

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self._count_rows()
