"""Putting customers together by hand: found by ID or name, chosen one after the other."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.people import CustomerNames
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.chips import ChipRow
from retention_desk.desktop.widgets.fields import SearchField
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Words, phrase

_MOST_FOUND = 6


class MergeByHand(Card):
    """A search, what it found, and the customers chosen; the first one chosen stays."""

    merged = Signal(object)
    """IDs to put together, the one that stays first."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Merge by hand"), words)
        self._words, space = words, theme.current().space
        self._names = CustomerNames(None)
        self.chosen: list[str] = []
        self.search = SearchField(phrase("Find a customer by ID or name"), words)
        self.search.searched.connect(self.show_found)
        self._found = QVBoxLayout()
        self._found.setSpacing(0)
        self.found: list[Button] = []
        self.chips = ChipRow(words, clear=False)
        self.chips.removed.connect(self._take_off)
        self.note = Label("", words, role="caption", tone="muted", wrap=True)
        self.put = Button(phrase("Put together"), words, kind="primary")
        self.put.clicked.connect(self._merge)
        cancel = Button(phrase("Cancel"), words)
        cancel.clicked.connect(self.close_card)
        buttons = QHBoxLayout()
        buttons.setSpacing(space.s)
        buttons.addWidget(self.put)
        buttons.addWidget(cancel)
        buttons.addStretch(1)
        for part in (self.chips, self.search):
            self.body.addWidget(part)
        self.body.addLayout(self._found)
        self.body.addWidget(self.note)
        self.body.addLayout(buttons)
        self.hide()

    def open_card(self, names: CustomerNames) -> None:
        """Begin anew with the customers of an import."""
        self._names = names
        self._set_chosen([])
        self.search.clear()
        self.show_found("")
        self.show()
        self.search.setFocus()

    def close_card(self) -> None:
        """Go away; nothing is put together."""
        self._set_chosen([])
        self.hide()

    def show_found(self, text: str) -> None:
        """Show the customers that a text finds."""
        for button in self.found:
            self._found.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.found = []
        for key in self._names.found(text, _MOST_FOUND):
            if key in self.chosen:
                continue
            button = Button(self._names.called(key), self._words, kind="quiet", icon="plus", dense=True)
            button.clicked.connect(partial(self._choose, key))
            self._found.addWidget(button)
            self.found.append(button)

    def _choose(self, key: str, _on: bool = False) -> None:
        self._set_chosen([*self.chosen, key])
        self.search.clear()
        self.show_found("")
        self.search.setFocus()

    def _take_off(self, key: str) -> None:
        self._set_chosen([other for other in self.chosen if other != key])

    def _set_chosen(self, chosen: list[str]) -> None:
        self.chosen = chosen
        self.chips.set_chips({key: self._names.called(key) for key in chosen})
        self.put.setEnabled(len(chosen) > 1)
        self.note.say(
            phrase("All of them count as {name}.", name=self._names.called(chosen[0]))
            if chosen
            else phrase("The first one you choose stays; the others count as it.")
        )

    def _merge(self) -> None:
        chosen = list(self.chosen)
        self.close_card()
        self.merged.emit(chosen)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for what is found next."""
        self._words = words
