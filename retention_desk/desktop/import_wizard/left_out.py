"""Sheets that are left out: why, and the card that takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.edit_draft import DraftEditor
from retention_desk.desktop.import_wizard.menus import add_choice
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.desktop.widgets.cards import Box
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.columns import TABLES
from retention_desk.foundation.vocabulary import TABLE_KINDS
from retention_desk.foundation.wording import Phrase, Words, phrase

ROLE_NOTES: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "hidden_sheet": phrase("hidden, left out"),
        "summary_sheet": phrase("summary, left out"),
        "data_dictionary": phrase("explains columns, left out"),
        "notes_sheet": phrase("notes, left out"),
    }
)
"""What is said under the name of a sheet that holds no data of its own."""

_REASONS: Final[Mapping[str, Phrase]] = MappingProxyType(
    {
        "hidden_sheet": phrase("The sheet is hidden in the workbook, so it is left out."),
        "summary_sheet": phrase("It sums up other sheets; its figures are in those already."),
        "data_dictionary": phrase("It explains the columns of another sheet."),
        "notes_sheet": phrase("It holds notes and no table."),
        "sheet_not_used": phrase("It is no table of customers or of what they did, as far as can be told."),
    }
)
_BY_HAND: Final = phrase("You left this sheet out.")


class LeftOutCard(Box):
    """Why a sheet is left out, with the way to take it in: at once, or as a kind that is chosen."""

    def __init__(self, flow: DraftEditor, words: Words) -> None:
        super().__init__("sunken")
        self._flow, self._words, look = flow, words, theme.current()
        self._place = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space.card_padding_x, look.space.s, look.space.s, look.space.s)
        row.setSpacing(look.space.s)
        self.reason = Label("", words, wrap=True)
        self.take_in = Button(phrase("Take this sheet in"), words)
        self.kinds = MenuButton(phrase("Take it in as…"), words, boxed=True)
        self.kinds.setFixedWidth(look.size.figure_card_min_width)
        self.take_in.clicked.connect(lambda: self._flow.set_skip(self._place, False))
        row.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.take_in)
        row.addWidget(self.kinds)

    def show_sheet(self, draft: Draft, place: int) -> None:
        """Show why sheet `place` is left out; hide when it is used."""
        raw, mapping = draft.raws[place], draft.mappings[place]
        self._place = place
        role = draft.role_of(place)
        out = mapping.skip or mapping.kind == "other"
        self.setVisible(out)
        if not out:
            return
        self.reason.say(_BY_HAND if role is None else _REASONS[role])
        known = mapping.kind != "other"
        self.take_in.setVisible(known)
        self.kinds.setVisible(not known and raw.header_row is not None)
        self.kinds.set_menu(self._menu(place))

    def _menu(self, place: int) -> QMenu:
        menu = QMenu(self)
        for key in TABLES:
            add_choice(menu, self._words(TABLE_KINDS[key]), False, partial(self._flow.set_kind, place, key))
        return menu

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words


def role_note(role: str | None) -> Phrase | None:
    """Return what is said under the name of a sheet of this role, None when it is nothing special."""
    return ROLE_NOTES.get(role or "")
