"""Customers with several IDs on the Data page: the view, its tools, and the list that is imported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.people import open_suggestions, persons
from retention_desk.desktop.import_wizard.people_view import PeopleView
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

if TYPE_CHECKING:
    from retention_desk.importing.alias_map import AliasMap


class PeoplePage:
    """The view in the middle of the Data page and the buttons at the right of its title."""

    def __init__(self, flow: ImportFlow, words: Words, tell: Callable[[Phrase], object]) -> None:
        self._flow, self._words, self._tell = flow, words, tell
        self.view = PeopleView(words)
        self.view.aliases_changed.connect(flow.set_aliases)
        flow.aliases_read.connect(lambda read: self._tell(read_sentence(read)))
        self.by_hand = Button(phrase("Merge by hand…"), words)
        self.import_list = Button(phrase("Import list…"), words)
        self.by_hand.clicked.connect(self.view.open_by_hand)
        self.import_list.clicked.connect(self._ask_list)
        self.tools = QWidget()
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.s)
        row.addWidget(self.by_hand)
        row.addWidget(self.import_list)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the view and its tools."""
        self.view.setVisible(visible)
        self.tools.setVisible(visible)

    def show_draft(self, draft: Draft) -> Phrase:
        """Show a draft; return the sentence that sums it up."""
        self.view.show_draft(draft)
        aliases = draft.settings.general.aliases
        return phrase(
            "**{waiting:count}** suggestions wait; **{merged:count}** IDs count as another. "
            "Rows are never lost: they count for one customer.",
            waiting=len(open_suggestions(draft.people, aliases)),
            merged=sum(len(person.others) for person in persons(aliases)),
        )

    def _ask_list(self) -> None:
        words = self._words
        name, _kind = QFileDialog.getOpenFileName(
            self.view, words("Import list…"), "", f"{words('Tables')} (*.xlsx *.xls *.csv *.tsv *.txt *.ods)"
        )
        if name:
            self._flow.import_aliases(Path(name))

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self.view.retranslate(words)


def read_sentence(read: AliasMap) -> Phrase:
    """Return what was read from a list of IDs, rows that say nothing included."""
    left = len(read.empty_rows) + len(read.contradicting_rows)
    if left:
        return phrase_n(
            "{n:count} ID read; {left:count} rows left out: one of the two is missing, or an earlier row "
            "says otherwise",
            "{n:count} IDs read; {left:count} rows left out: one of the two is missing, or an earlier row "
            "says otherwise",
            len(read.aliases),
            left=left,
        )
    return phrase_n("{n:count} ID read", "{n:count} IDs read", len(read.aliases))
