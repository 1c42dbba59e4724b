"""Foot of an import: which saved mapping is in use, with a menu to choose, save, rename or delete it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.icons import icon
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.open_files import ImportFlow
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.importing.saved_mappings import SavedMapping

Keep = Callable[[str], UserFacingError | None]
Tell = Callable[[Phrase, Phrase, Callable[[], object]], None]


class MappingBar(QWidget):
    """The mapping in use by name; a field takes its place while a name is typed.

    Parameters
    ----------
    flow : ImportFlow
    words : Words
    tell : callable
        Takes a line to say, an action and what it does: the window's toast.
    """

    def __init__(self, flow: ImportFlow, words: Words, tell: Tell) -> None:
        super().__init__()
        self._flow, self._words, self._tell = flow, words, tell
        self.button = MenuButton("", words, prefix=phrase("Mapping"), tip=phrase("Mappings saved by name"))
        self.save = Button(phrase("Save as…"), words, kind="link")
        self.save.clicked.connect(self.ask_to_save)
        self.naming = NameField(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.s)
        for widget in (self.button, self.save, self.naming):
            row.addWidget(widget)
        row.addStretch(1)
        self.naming.over.connect(self._end_naming)
        self._end_naming()

    def show_draft(self, draft: Draft) -> None:
        """Show which mapping a draft uses."""
        self.button.say(_value(draft))
        self.button.set_menu(self.menu_for(draft))
        self.save.setVisible(draft.saved is None and not self.naming.isVisibleTo(self))

    def menu_for(self, draft: Draft) -> QMenu:
        """Return the menu: the saved mappings, those that fit first, then what can be done with this one."""
        menu, words, flow = QMenu(self), self._words, self._flow
        saved = flow.store.listed()
        now = draft.saved
        for item in sorted(saved, key=lambda item: not item.can_serve(draft.raws)):
            chosen = now is not None and item.path == now.path
            action = self._add(menu, item.name, chosen, partial(flow.use_saved, item))
            action.setEnabled(item.can_serve(draft.raws))
            if not action.isEnabled():
                action.setText(f"{action.text()}\t{words('other columns')}")
        if saved:
            menu.addSeparator()
        self._add(menu, words("None: as proposed"), now is None, partial(flow.use_saved, None))
        menu.addSeparator()
        if now is not None and draft.edited:
            again = phrase("Save the changes to “{name}”", name=now.name)
            self._add(menu, words(again), False, partial(self._save_changes, now))
        self._add(menu, words("Save as…"), False, self.ask_to_save)
        if now is not None:
            self._add(menu, words("Rename…"), False, partial(self._ask, now.name, flow.rename_mapping))
            self._add(menu, words("Delete"), False, self.delete)
        return menu

    @staticmethod
    def _add(menu: QMenu, text: str, chosen: bool, run: Callable[[], object]) -> QAction:
        action = menu.addAction(text.replace("&", "&&"))
        if chosen:
            action.setIcon(icon("check", "text"))
        action.triggered.connect(lambda _on=False: run())
        return action

    # -- what the menu does ----------------------------------------------------------------------

    def ask_to_save(self) -> None:
        """Let a name be typed for the mappings as they are."""
        draft = self._flow.draft
        if draft is not None:
            self._ask(draft.saved.name if draft.saved else draft.paths[0].stem, self._flow.save_mapping)

    def delete(self) -> None:
        """Delete the mapping in use, and offer to bring it back."""
        draft = self._flow.draft
        name = draft.saved.name if draft is not None and draft.saved is not None else ""
        back = self._flow.delete_mapping()
        if back is not None:
            self._tell(phrase("Mapping “{name}” deleted", name=name), phrase("Undo"), back)

    def _save_changes(self, saved: SavedMapping) -> None:
        error = self._flow.save_mapping(saved.name)
        if error is not None:
            self._flow.refused.emit(error)

    def _ask(self, name: str, keep: Keep) -> None:
        self.button.hide()
        self.save.hide()
        self.naming.ask(name, keep)

    def _end_naming(self) -> None:
        typed = self.naming.isVisible()
        self.naming.hide()
        self.button.show()
        if typed:
            self.button.setFocus()
        draft = self._flow.draft
        self.save.setVisible(draft is not None and draft.saved is None)
        if draft is not None:
            self.show_draft(draft)

    def retranslate(self, words: Words) -> None:
        """Say what is shown again in the language of `words`."""
        self._words = words
        if self._flow.draft is not None:
            self.show_draft(self._flow.draft)


def _value(draft: Draft) -> Phrase | str:
    if draft.saved is None:
        return phrase("changed by you") if draft.edited else phrase("as proposed")
    return phrase("{name}, changed", name=draft.saved.name) if draft.edited else draft.saved.name


class NameField(QWidget):
    """A field for a name with Save and Cancel; what is wrong with the name is said in front of it."""

    over = Signal()
    """The name was taken, or typing it was given up."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        look = theme.current()
        self._words = words
        self._keep: Keep | None = None
        self.field: Final = QLineEdit()
        self.field.setFixedWidth(look.size.figure_card_min_width)
        self.field.returnPressed.connect(self.accept)
        self.save = Button(phrase("Save"), words)
        self.save.clicked.connect(self.accept)
        cancel = Button(phrase("Cancel"), words, kind="quiet")
        cancel.clicked.connect(self.over)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space.s, 0, 0, 0)
        row.setSpacing(look.space.s)
        self.caption = Label(phrase("Name of the mapping"), words, tone="muted")
        for widget in (self.caption, self.field, self.save, cancel):
            row.addWidget(widget)
        self.retranslate(words)

    def ask(self, name: str, keep: Keep) -> None:
        """Take the focus with `name` to start from; `keep` gets what was typed."""
        self._keep = keep
        self._say(phrase("Name of the mapping"), "muted")
        self.field.setText(name)
        self.show()
        self.field.selectAll()
        self.field.setFocus()

    def accept(self) -> None:
        """Hand the name on; stay where it cannot be used."""
        error = self._keep(self.field.text()) if self._keep is not None else None
        if error is not None:
            self._say(error.what, "danger")
            self.field.setFocus()
            return
        self.over.emit()

    def _say(self, text: Phrase, tone: str) -> None:
        self.caption.say(text)
        self.caption.set_tone(tone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.over.emit()
        else:
            super().keyPressEvent(event)

    def retranslate(self, words: Words) -> None:
        """Name the field in the language of `words`."""
        self.field.setAccessibleName(words("Name of the mapping"))
