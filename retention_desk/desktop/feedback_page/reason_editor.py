"""The editor of the reasons for leaving: names, words, merging, and how texts of the files are counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.widgets.buttons import Button, MenuButton
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import labelled
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text, say
from retention_desk.foundation import leaving_taxonomy as taxonomies
from retention_desk.foundation.leaving_taxonomy import LeavingTaxonomy, leaving_taxonomy
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.settings_sections import FigureSettings
from retention_desk.foundation.wording import Phrase, Words, phrase

Told = Sequence[tuple[str, str, int]]
"""Texts of the files, each with the key it is counted as and how many customers gave it."""

_TEXTS_SHOWN: Final = 8
_BETWEEN: Final = re.compile(r"[,，、;；\n]+")
_ITSELF: Final = ""


class ReasonEditor(QWidget):
    """Edits the taxonomy of one reason at a time; `changed` tells the settings and what was done.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    changed = Signal(object, object)
    """FigureSettings, and the name of the step for the undo list."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._figures = DEFAULTS.figures
        self._told: Told = ()
        self._key = ""
        self._chosen = False
        self.reason = ChoiceMenu(words, name=phrase("Reason"))
        self.name = QLineEdit()
        self.name.setAccessibleName(words("Name"))
        self.terms = TermsField(words)
        self.home = ChoiceMenu(words, name=phrase("Count it as"))
        self.added = QLineEdit()
        self.add = Button(phrase("Add"), words, dense=True)
        self.reset = Button(phrase("As delivered"), words, kind="link")
        self._texts = QVBoxLayout()
        self._texts_title = Label("", words, role="caption", tone="muted", wrap=True)
        self._lay_out(words)
        self._connect()

    def _lay_out(self, words: Words) -> None:
        space = theme.current().space
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(space.s)
        head = QHBoxLayout()
        head.addWidget(Label(phrase("Reasons for leaving"), words, role="body_medium"), 1)
        head.addWidget(self.reset)
        column.addLayout(head)
        note = phrase("A text counts as the first reason that has one of its words; your own come first.")
        column.addWidget(Label(note, words, role="caption", tone="muted", wrap=True))
        for label, field in (
            (phrase("Reason"), self.reason),
            (phrase("Name"), self.name),
            (phrase("Words, parted by commas"), self.terms),
            (phrase("Count it as"), self.home),
        ):
            column.addWidget(labelled(label, field, words))
        column.addWidget(self._texts_title)
        self._texts.setSpacing(0)
        column.addLayout(self._texts)
        row = QHBoxLayout()
        row.setSpacing(space.s)
        row.addWidget(self.added, 1)
        row.addWidget(self.add)
        column.addLayout(row)
        self._say_hints(words)

    def _connect(self) -> None:
        self.reason.chosen.connect(self.show_reason)
        self.name.editingFinished.connect(self._rename)
        self.terms.changed.connect(self._take_words)
        self.home.chosen.connect(self._merge)
        self.added.returnPressed.connect(self._add)
        self.add.clicked.connect(self._add)
        self.reset.clicked.connect(self._reset)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words
        self._say_hints(words)
        self._show()

    def _say_hints(self, words: Words) -> None:
        self.added.setPlaceholderText(words("A reason of your own"))
        self.added.setAccessibleName(words("A reason of your own"))
        self.name.setAccessibleName(words("Name"))

    # -- showing -----------------------------------------------------------------------------------

    def show_taxonomy(self, figures: FigureSettings, told: Told) -> None:
        """Show the taxonomy of the settings, and how the texts of the files are counted by it."""
        self._figures, self._told = figures, told
        self._show()

    def show_reason(self, key: str) -> None:
        """Show one reason."""
        self._key, self._chosen = key, True
        self._show()

    @property
    def shown_reason(self) -> str:
        """Key of the reason shown."""
        return self._key

    def _show(self) -> None:
        taxonomy = leaving_taxonomy(self._figures)
        keys = [*taxonomy.names, *taxonomy.merged]
        if self._key not in keys or not self._chosen:
            self._key = self._told[0][1] if self._told else keys[0]
        key = self._key
        self.reason.show_choices([(one, self._choice(taxonomy, one)) for one in keys], key)
        if not self.name.hasFocus():
            self.name.setText(say(taxonomies.reason_name(self._figures, key), self._words))
        self.terms.show_terms(taxonomy.words.get(key, ()))
        others = [(one, name) for one, name in taxonomy.names.items() if one != key]
        itself: tuple[str, Text] = (_ITSELF, phrase("itself"))
        self.home.show_choices([itself, *others], taxonomy.merged.get(key, _ITSELF))
        self.home.setEnabled(key != taxonomies.OTHER)
        self.reset.setVisible(self._figures != taxonomies.as_delivered(self._figures))
        self._show_texts(taxonomy)

    def _choice(self, taxonomy: LeavingTaxonomy, key: str) -> str:
        name = say(taxonomies.reason_name(self._figures, key), self._words)
        if key in taxonomy.merged:
            home = say(taxonomy.name_of(taxonomy.home_of(key)), self._words)
            return self._words(phrase("{name} → {home}", name=name, home=home))
        n = sum(customers for _, counted, customers in self._told if counted == key)
        return self._words(phrase("{name} · {n:count}", name=name, n=n)) if n else name

    def _show_texts(self, taxonomy: LeavingTaxonomy) -> None:
        clear(self._texts)
        texts = [(text, n) for text, counted, n in self._told if counted == self._key]
        self._texts_title.say(
            phrase("Texts of the files counted as it:")
            if texts
            else phrase("No text of the files is counted as it.")
        )
        for text, n in texts[:_TEXTS_SHOWN]:
            self._texts.addWidget(self._text_row(taxonomy, text, n))
        if len(texts) > _TEXTS_SHOWN:
            rest = phrase("and {n:count} more", n=len(texts) - _TEXTS_SHOWN)
            self._texts.addWidget(Label(rest, self._words, role="caption", tone="muted"))

    def _text_row(self, taxonomy: LeavingTaxonomy, text: str, n: int) -> QWidget:
        menu = QMenu(self)
        for key, name in taxonomy.names.items():
            if key != self._key:
                menu.addAction(say(name, self._words).replace("&", "&&"), partial(self._count_as, text, key))
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().space.s)
        row.addWidget(ElidedLabel(text, self._words), 1)
        row.addWidget(Label(self._words.count(n), self._words, tone="muted"))
        move = phrase("Count “{said}” as another reason", said=text)
        row.addWidget(MenuButton(phrase("Move"), self._words, menu, tip=move))
        return holder

    # -- editing -----------------------------------------------------------------------------------

    def _tell(self, figures: FigureSettings, step: Phrase) -> None:
        if figures != self._figures:
            self._figures = figures
            self.changed.emit(figures, step)
            self._show()

    def _rename(self) -> None:
        name, before = self.name.text().strip(), taxonomies.reason_name(self._figures, self._key)
        if name != say(before, self._words):
            self._tell(taxonomies.with_name(self._figures, self._key, name), phrase("Reason renamed"))

    def _take_words(self, text: str) -> None:
        found = [word for word in map(str.strip, _BETWEEN.split(text)) if word]
        self._tell(taxonomies.with_words(self._figures, self._key, found), phrase("Words of a reason"))

    def _merge(self, into: str) -> None:
        if into == _ITSELF:
            self._tell(taxonomies.taken_apart(self._figures, self._key), phrase("Reason taken apart"))
        else:
            self._tell(taxonomies.merged(self._figures, self._key, into), phrase("Reasons merged"))

    def _count_as(self, text: str, key: str) -> None:
        self._tell(taxonomies.counted_as(self._figures, text, key), phrase("Reason of a text"))

    def _add(self) -> None:
        name = self.added.text().strip()
        figures = taxonomies.with_reason(self._figures, name, [name])
        self.added.clear()
        if figures != self._figures:
            self._key, self._chosen = name, True
            self._tell(figures, phrase("Reason added"))

    def _reset(self) -> None:
        self._tell(taxonomies.as_delivered(self._figures), phrase("Reasons as delivered"))


class TermsField(QPlainTextEdit):
    """Words parted by commas; `changed` tells the text when the field is left, or on Ctrl+Enter."""

    changed = Signal(str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._before = ""
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.current().size.indicator_row)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate(words)

    def retranslate(self, words: Words) -> None:
        """Say its name again in the language of `words`."""
        self.setAccessibleName(words("Words, parted by commas"))

    def show_terms(self, terms: Sequence[str]) -> None:
        """Show words, unless somebody is typing."""
        text = ", ".join(terms)
        if not self.hasFocus() or self.toPlainText() == self._before:
            self._before = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def _tell(self) -> None:
        text = self.toPlainText()
        if text != self._before:
            self._before = text
            self.changed.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell what was typed."""
        super().focusOutEvent(event)
        self._tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell on Ctrl+Enter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            return
        super().keyPressEvent(event)
