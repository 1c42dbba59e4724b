"""All conflicts: one with its sides to settle, ways to settle many at once, and the list of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from retention_desk.desktop import theme
from retention_desk.desktop.review_page.cell_lists import conflict_list
from retention_desk.desktop.review_page.conflict_panel import ConflictPanel
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.desktop.table.tables import DataTable
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.foundation.merge_results import CellKey, Conflict
from retention_desk.foundation.project_results import CellValue
from retention_desk.foundation.wording import Words, phrase, phrase_n

_ROWS_SHOWN: Final = 6

Choice = Mapping[CellKey, CellValue]


class ConflictsCard(Card):
    """Settles conflicts, by hand or many at once.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    settled = Signal(object)
    """Mapping of CellKey to the value that is to hold: what the user settled in one step."""
    reopened = Signal()
    """The user takes back everything settled so far."""

    def __init__(self, words: Words) -> None:
        super().__init__("", words, flush=True)
        self._words = words
        self._conflicts: tuple[Conflict, ...] = ()
        self._chosen: Choice = {}
        self._place = 0
        self.newest = Button(phrase("Newest for all"), words, dense=True)
        self.newest.clicked.connect(lambda: self.settled.emit(newest_of(self._conflicts)))
        self.all_from = MenuButton(phrase("All from …"), words)
        self.reopen = Button(phrase("Settle anew"), words, kind="link")
        self.reopen.clicked.connect(self.reopened)
        for tool in (self.reopen, self.newest, self.all_from):
            self.add_tool(tool)
        self.panel = ConflictPanel(words)
        self.panel.settled.connect(lambda key, value: self.settled.emit({key: value}))
        self.panel.stepped.connect(self._step)
        self.table = DataTable(words, dense=True, name=phrase("Conflicts"))
        self.table.current_row_changed.connect(self.show_place)
        self.body.addWidget(self.panel)
        self.body.addWidget(Rule())
        self.body.addWidget(self.table)

    def show_conflicts(self, conflicts: Sequence[Conflict], chosen: Choice, says: CellWords) -> None:
        """Show conflicts and what they were settled to; the first that is open comes to the front."""
        self._words, self._says = says.words, says
        self._conflicts, self._chosen = tuple(conflicts), chosen
        self.setVisible(bool(conflicts))
        if not conflicts:
            return
        left = self.n_open
        self.set_title(
            phrase_n("{n:count} conflict to settle", "{n:count} conflicts to settle", left)
            if left
            else phrase("All conflicts are settled")
        )
        self.set_ruled(True)
        self.reopen.setVisible(bool(chosen))
        self.all_from.set_menu(self._menu_of_people())
        item = conflict_list(self._conflicts, chosen, says)
        self.table.model_.words = says.words
        self.table.set_table(item.specs, item.columns)
        self._fit_table()
        self.show_place(self._next_open())

    @property
    def n_open(self) -> int:
        """How many are not settled."""
        return sum(conflict.key not in self._chosen for conflict in self._conflicts)

    def show_place(self, place: int) -> None:
        """Show the conflict at a place of the list."""
        self._place = place
        conflict = self._conflicts[place]
        told = phrase("{place:count} of {n:count}", place=place + 1, n=len(self._conflicts))
        key = conflict.key
        self.panel.show_conflict(conflict, self._chosen.get(key), key in self._chosen, told, self._says)
        self.panel.back.setEnabled(place > 0)
        self.panel.next.setEnabled(place < len(self._conflicts) - 1)
        if self.table.current_source() != place:
            self.table.select_source(place)

    def _step(self, by: int) -> None:
        place = self._place + by
        if 0 <= place < len(self._conflicts):
            self.show_place(place)

    def _next_open(self) -> int:
        """Return the first open one from the one on show on, or the one on show where all are settled."""
        count = len(self._conflicts)
        start = min(self._place, count - 1)
        around = [(start + step) % count for step in range(count)]
        return next((p for p in around if self._conflicts[p].key not in self._chosen), start)

    def _menu_of_people(self) -> QMenu:
        menu = QMenu(self)
        for who in people_of(self._conflicts):
            n = len(said_by_person(self._conflicts, who))
            name = self._says.person(who).replace("&", "&&")
            text = self._words("{who} ({n:count})", who=name, n=n)
            menu.addAction(text, partial(self._take_from, who))
        return menu

    def _take_from(self, who: str) -> None:
        self.settled.emit(said_by_person(self._conflicts, who))

    def _fit_table(self) -> None:
        size = theme.current().size
        rows = min(len(self._conflicts), _ROWS_SHOWN)
        self.table.setFixedHeight(size.table_header + rows * size.table_row_dense + size.table_row_dense // 2)
        self.table.setVisible(len(self._conflicts) > 1)


def people_of(conflicts: Sequence[Conflict]) -> list[str]:
    """Return who takes part in conflicts, as named first."""
    return list(dict.fromkeys(side.who for conflict in conflicts for side in conflict.sides))


def said_by_person(conflicts: Sequence[Conflict], who: str) -> dict[CellKey, CellValue]:
    """Return what somebody said in conflicts, the newest where it is several things."""
    said: dict[CellKey, CellValue] = {}
    for conflict in conflicts:
        own = [side.value for side in conflict.sides if side.who == who]
        if own:
            said[conflict.key] = own[0]
    return said


def newest_of(conflicts: Sequence[Conflict]) -> dict[CellKey, CellValue]:
    """Return the newest side of each conflict."""
    return {conflict.key: conflict.sides[0].value for conflict in conflicts}
