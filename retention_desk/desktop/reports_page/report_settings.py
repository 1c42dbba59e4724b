"""Settings of the report: its language, its name, and the parts that are in it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QLineEdit

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import RadioRow
from retention_desk.desktop.widgets.fields import CheckBox, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.window_commands import LANGUAGE_NAMES
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.wording import Language, Words, phrase
from retention_desk.reporting.write_report import report_parts, report_title

ALWAYS_IN = "summary"
OF_A_PROJECT = frozenset({"review"})
"""Parts that the lists of a project make: they belong to the review, not to an analysis."""

HASHED: Final = phrase(
    "IDs and owners become keyed hashes, amounts bands: in report, workbook and customers. With the key file "
    "a filled-in workbook is read back."
)


class ReportPanel(Panel):
    """What is wanted of the report; nothing here changes a number."""

    changed = Signal()
    """Language, name or parts are others."""
    key_asked = Signal()
    """A key file is wanted: `take_key` gets it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._language: Language = words.language
        self._is_chosen = False
        self._left_out: frozenset[str] = frozenset()
        column = self.column
        column.addWidget(Label(phrase("Language of the report"), words, role="body_medium"))
        self.languages: dict[Language, RadioRow] = {}
        group = QButtonGroup(self)
        for language, name in LANGUAGE_NAMES.items():
            row = RadioRow(name, words)
            row.setChecked(language == self._language)
            row.clicked.connect(partial(self._take_language, language))
            group.addButton(row)
            self.languages[language] = row
            column.addWidget(row)
        column.addWidget(Rule())
        self.title = QLineEdit()
        self.title.setAccessibleName(words("Name on the first page"))
        self.title.setPlaceholderText(report_title(words))
        self.title.editingFinished.connect(self._take_title)
        column.addWidget(labelled(phrase("Name on the first page"), self.title, words))
        column.addSpacing(space.s)
        column.addWidget(Rule())
        column.addWidget(Label(phrase("Parts of the report"), words, role="body_medium"))
        self.anonymous = CheckBox(phrase("Name no customers"), words)
        self.anonymous.toggled.connect(lambda _on: self.changed.emit())
        self.parts: dict[str, CheckBox] = {}
        for key, part in report_parts().items():
            if key == ALWAYS_IN or key in OF_A_PROJECT:
                continue
            box = CheckBox(part.name, words, checked=True)
            box.toggled.connect(partial(self._take_part, key))
            self.parts[key] = box
            column.addWidget(box)
        column.addSpacing(space.s)
        column.addWidget(Rule())
        column.addWidget(self.anonymous)
        column.addWidget(Rule())
        self.hashed = CheckBox(phrase("Anonymised"), words)
        self.hashed.clicked.connect(self._ask_key)
        column.addWidget(self.hashed)
        self._key: Path | None = None
        self._key_note = Label(HASHED, words, role="caption", tone="muted", wrap=True)
        column.addWidget(self._key_note)

    @property
    def language(self) -> Language:
        """Language of the report."""
        return self._language

    @property
    def choice(self) -> ReportChoice:
        """What is wanted of the report; anonymised it has no name of its own on the first page."""
        title = self.title.text().strip() if self._key is None else ""
        return ReportChoice(self._left_out, title, names_customers=not self.anonymous.isChecked())

    @property
    def key(self) -> Path | None:
        """Key file of what is anonymised: report, workbook and customers; None where names are wanted."""
        return self._key

    def take_key(self, key: Path | None) -> None:
        """Anonymise with a key file; None goes back to names."""
        before, self._key = self._key, key
        self.hashed.setChecked(key is not None)
        self.title.setEnabled(key is None)
        kept = phrase("Key file: {file}. Who has it knows the names.", file="" if key is None else key.name)
        told = HASHED if key is None else kept
        self._key_note.say(told)
        self._key_note.setToolTip("" if key is None else str(key))
        if key != before:
            self.changed.emit()

    def _ask_key(self, on: bool) -> None:
        """Ask for the key before anything is said to be anonymised."""
        if on:
            self.hashed.setChecked(False)
            self.key_asked.emit()
        else:
            self.take_key(None)

    def follow(self, language: Language) -> None:
        """Take the language of the window, as long as none was chosen for the report."""
        if not self._is_chosen:
            self._take(language)

    def _take_language(self, language: Language, _on: bool = True) -> None:
        self._is_chosen = True
        if language != self._language:
            self._take(language)
            self.changed.emit()

    def _take(self, language: Language) -> None:
        self._language = language
        self.languages[language].setChecked(True)
        self.title.setPlaceholderText(report_title(Words(language)))

    def _take_title(self) -> None:
        if self.title.isModified():
            self.title.setModified(False)
            self.changed.emit()

    def _take_part(self, key: str, on: bool) -> None:
        self._left_out = self._left_out - {key} if on else self._left_out | {key}
        self.changed.emit()
