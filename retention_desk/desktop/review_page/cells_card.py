"""A card of lists of returned cells, of which one is shown: a row opens its customer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.review_page.cell_lists import CellList
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.wording import Words, phrase


class CellsCard(TableCard):
    """Shows one of several lists; a row of words above it chooses which.

    Parameters
    ----------
    title : Phrase or str
    words : Words
        The language to start with.
    """

    customer_asked = Signal(str)
    """ID of the customer whose row was opened."""

    def __init__(self, title: Text, words: Words) -> None:
        super().__init__(title, words, name=title)
        look = theme.current()
        self.lists: tuple[CellList, ...] = ()
        self._shown = ""
        self._tabs: ViewTabs | None = None
        self._places = QWidget()
        row = QHBoxLayout(self._places)
        row.setContentsMargins(look.space.card_padding_x, look.space.xs, look.space.card_padding_x, 0)
        self.body.insertWidget(0, self._places)
        self.setMinimumHeight(look.size.indicator_row * 3)
        self.table.row_activated.connect(self._open)

    def show_lists(self, lists: Sequence[CellList]) -> None:
        """Show lists; the one shown before stays, where it is still there."""
        self.lists = tuple(lists)
        self.setVisible(bool(lists))
        if not lists:
            return
        keys = [item.key for item in lists]
        self._shown = self._shown if self._shown in keys else keys[0]
        self._make_tabs()
        self._fill()

    def shown(self) -> CellList:
        """Return the list on show."""
        return next(item for item in self.lists if item.key == self._shown)

    def choose(self, key: str) -> None:
        """Show one of the lists."""
        if self._tabs is not None:
            self._tabs.choose(key)
        self._choose(key)

    def _make_tabs(self) -> None:
        """Name the lists anew: their names hold how many rows each has."""
        layout = self._places.layout()
        assert layout is not None
        had_focus = self._tabs is not None and self._tabs.hasFocus()
        if self._tabs is not None:
            layout.removeWidget(self._tabs)
            self._tabs.hide()
            self._tabs.deleteLater()
        names = [(item.key, item.name) for item in self.lists]
        self._tabs = ViewTabs(names, self._words, name=phrase("List"))
        self._tabs.choose(self._shown)
        self._tabs.chosen.connect(self._choose)
        layout.addWidget(self._tabs)
        if had_focus:
            self._tabs.setFocus()

    def _choose(self, key: str) -> None:
        self._shown = key
        self._fill()

    def _fill(self) -> None:
        item = self.shown()
        self.table.model_.words = self._words
        self.set_table(item.specs, item.columns)

    def _open(self, source: int) -> None:
        self.customer_asked.emit(self.shown().customers[source])
