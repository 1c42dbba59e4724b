"""One person under several IDs: suggestions to settle, those put together, a list to import."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import Draft
from retention_desk.desktop.import_wizard.keep_focus import give_focus, place_of_focus
from retention_desk.desktop.import_wizard.merge_by_hand import MergeByHand
from retention_desk.desktop.import_wizard.people import (
    Aliases,
    CustomerNames,
    keep_apart,
    kept_apart,
    open_suggestions,
    persons,
    put_together,
    take_apart,
)
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card, Rule
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text
from retention_desk.foundation.wording import Phrase, Words, phrase

_MOST_ROWS = 50
Deed = tuple[Text, Callable[[], object]]


class PeopleView(QWidget):
    """What is suggested and what was put together; each decision is told as new aliases with a name."""

    aliases_changed = Signal(object, object)
    """Aliases, and the Phrase that names the change."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words, space = words, theme.current().space
        self._aliases: Aliases = {}
        self._names = CustomerNames(None)
        self._data: object = None
        self.by_hand = MergeByHand(words)
        self.by_hand.merged.connect(self._put_together)
        self.suggested = Card(phrase("May be one person"), words, flush=True)
        self.put_all = Button(phrase("Put all together"), words, kind="link")
        self.put_all.clicked.connect(self._put_all_together)
        self.suggested.add_tool(self.put_all)
        self.together = Card(phrase("IDs that count as another"), words, flush=True)
        self.apart = Card(phrase("Kept apart"), words, flush=True)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.card_gap)
        for card in (self.by_hand, self.suggested, self.together, self.apart):
            column.addWidget(card)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self.rows: list[PersonRow] = []

    def show_draft(self, draft: Draft) -> None:
        """Show the suggestions of a draft and the decisions made about them."""
        if draft.data is not self._data:
            self._data, self._names = draft.data, CustomerNames(draft.data)
        self._draft, self._aliases = draft, draft.settings.general.aliases
        focused = place_of_focus(self.rows)
        self.rows = []
        self._show_suggestions()
        self._show_together()
        self._show_apart()
        give_focus([row.buttons[0] for row in self.rows], focused)

    def open_by_hand(self) -> None:
        """Let customers be chosen that are one person."""
        self.by_hand.open_card(self._names)

    # -- the three lists -------------------------------------------------------------------------

    def _show_suggestions(self) -> None:
        groups = open_suggestions(self._draft.people, self._aliases)
        self.put_all.setVisible(len(groups) > 1)
        rows = [
            self._row(
                group.ids,
                group.reason,
                (phrase("Put together"), partial(self._put_together, group.ids)),
                (phrase("Keep apart"), partial(self._keep_apart, group.ids)),
            )
            for group in groups[:_MOST_ROWS]
        ]
        none = phrase("No two customers share an e-mail address or a telephone number.")
        if self._draft.people:
            none = phrase("All suggestions are settled.")
        self._fill(self.suggested, rows, len(groups), none)

    def _show_together(self) -> None:
        pairs = [(person.stays, other) for person in persons(self._aliases) for other in person.others]
        rows = [
            self._row(
                (other,),
                phrase("counts as {name}", name=self._names.called(stays)),
                (phrase("Take apart"), partial(self._take_apart, other)),
            )
            for stays, other in pairs[:_MOST_ROWS]
        ]
        self.together.setVisible(bool(pairs))
        self._fill(self.together, rows, len(pairs), "")

    def _show_apart(self) -> None:
        apart = kept_apart(self._aliases)
        rows = [
            self._row(
                (key,),
                phrase("a person of its own, as you said"),
                (phrase("Suggest again"), partial(self._take_apart, key)),
            )
            for key in apart[:_MOST_ROWS]
        ]
        self.apart.setVisible(bool(apart))
        self._fill(self.apart, rows, len(apart), "")

    def _row(self, ids: tuple[str, ...], why: Phrase, *deeds: Deed) -> PersonRow:
        row = PersonRow([self._names.called(key) for key in ids], why, deeds, self._words)
        self.rows.append(row)
        return row

    def _fill(self, card: Card, rows: list[PersonRow], total: int, none: Text) -> None:
        while (item := card.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        card.body.setSpacing(0)
        for place, row in enumerate(rows):
            if place:
                card.body.addWidget(Rule())
            card.body.addWidget(row)
        space = theme.current().space
        last: Text = none if not rows else ""
        if total > len(rows):
            last = phrase("and {n:count} more", n=total - len(rows))
        if last:
            label = Label(last, self._words, tone="muted", wrap=True)
            label.setContentsMargins(space.card_padding_x, space.m, space.card_padding_x, space.m)
            card.body.addWidget(label)

    # -- deciding --------------------------------------------------------------------------------

    def _put_together(self, ids: tuple[str, ...]) -> None:
        self.aliases_changed.emit(put_together(self._aliases, ids), phrase("Customers put together"))

    def _put_all_together(self) -> None:
        aliases = dict(self._aliases)
        for group in open_suggestions(self._draft.people, self._aliases):
            aliases = put_together(aliases, group.ids)
        self.aliases_changed.emit(aliases, phrase("Customers put together"))

    def _keep_apart(self, ids: tuple[str, ...]) -> None:
        self.aliases_changed.emit(keep_apart(self._aliases, ids), phrase("Customers kept apart"))

    def _take_apart(self, key: str) -> None:
        self.aliases_changed.emit(take_apart(self._aliases, key), phrase("Customers taken apart"))

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`; the page shows the draft again."""
        self._words = words
        self.by_hand.retranslate(words)


class PersonRow(QWidget):
    """Customers that are, or may be, one person, why, and what can be decided."""

    def __init__(self, names: list[str], why: Phrase, deeds: tuple[Deed, ...], words: Words) -> None:
        super().__init__()
        space = theme.current().space
        row = QHBoxLayout(self)
        row.setContentsMargins(space.card_padding_x, space.s, space.card_padding_x, space.s)
        row.setSpacing(space.s)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(" = ".join(names), words, role="body_medium"))
        texts.addWidget(ElidedLabel(why, words, role="caption", tone="muted"))
        row.addLayout(texts, 1)
        self.buttons: list[Button] = []
        for word, run in deeds:
            button = Button(word, words, dense=True)
            button.clicked.connect(lambda _on=False, run=run: run())
            self.buttons.append(button)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
