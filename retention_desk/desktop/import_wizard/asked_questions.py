"""Questions about columns that do not tell: an example with both of its readings, one of them chosen."""

from __future__ import annotations

import datetime as dt
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.draft import AskedQuestion, Draft
from retention_desk.desktop.import_wizard.keep_focus import give_focus, place_of_focus
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import RadioRow
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.dataset import ColumnQuestion
from retention_desk.foundation.wording import Phrase, Words, phrase


class AskedQuestions(QWidget):
    """The questions of a draft, open ones and answered ones; takes no room without any."""

    answered = Signal(object, object)
    """AskedQuestion, and the answer chosen."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().space.xs)
        self.rows: list[RadioRow] = []
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        """Show the questions of a draft."""
        focused = place_of_focus(self.rows)
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = []
        self.setVisible(bool(draft.asked))
        if not draft.asked:
            return
        title = Label(phrase("The file does not tell"), self._words, role="body_medium")
        self._column.addWidget(title)
        for asked in draft.asked:
            self._add(asked, draft)
        self._column.addSpacing(theme.current().space.s)
        self._column.addWidget(Rule())
        self._column.addSpacing(theme.current().space.s)
        give_focus(self.rows, focused)

    def _add(self, asked: AskedQuestion, draft: Draft) -> None:
        words, question = self._words, asked.question
        given = asked.answer_in(draft.mappings)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, theme.current().space.xs)
        column.setSpacing(0)
        column.addWidget(Label(asked_text(question), words, wrap=True))
        for answer, reading in question.answers:
            guessed = given is None and answer == question.guess
            row = RadioRow(reading_text(reading, words), words, note=phrase("our guess") if guessed else "")
            row.setChecked(answer == (question.guess if given is None else given))
            row.clicked.connect(partial(self._tell, asked, answer))
            self.rows.append(row)
            column.addWidget(row)
        self._column.addWidget(box)

    def _tell(self, asked: AskedQuestion, answer: bool | str, _on: bool = False) -> None:
        self.answered.emit(asked, answer)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words` for questions to come."""
        self._words = words


def asked_text(question: ColumnQuestion) -> Phrase:
    """Return the question about a column, with its example."""
    return phrase("“{header}”: what is {example}?", header=question.header, example=question.example)


def reading_text(reading: dt.date | float, words: Words) -> str:
    """Return what an example then means: ``5 January 2011``, ``1,234.50``."""
    if isinstance(reading, dt.date):
        return words(phrase("{day:longdate}", day=reading))
    whole = float(reading).is_integer()
    return words.number(float(reading), 0 if whole else 3)
