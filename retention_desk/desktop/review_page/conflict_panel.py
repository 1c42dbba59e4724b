"""One conflict with all its sides: who said what and when, what was handed out, and what is to hold."""

from __future__ import annotations

import datetime as dt
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.review_page.words import CellWords, column_name
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.option_box import OptionBox
from retention_desk.desktop.widgets.states import Sign
from retention_desk.desktop.widgets.text import ElidedLabel, Label, Text
from retention_desk.foundation.merge_results import DATES, CellKey, Conflict
from retention_desk.foundation.project_results import CellValue, ReturnedEdit
from retention_desk.foundation.returned_cells import same_cell
from retention_desk.foundation.wording import Words, phrase

_OPTIONS_A_ROW: Final = 2
_EMPTY: Final = ""


class ConflictPanel(QWidget):
    """Shows a conflict; tells what the user settles it to.

    Parameters
    ----------
    words : Words
        The language to start with.

    Notes
    -----
    The keys 1, 2 … choose a side, Enter keeps what is chosen.
    """

    settled = Signal(object, object)
    """CellKey and the value that is to hold."""
    stepped = Signal(int)
    """The user wants another conflict: so many further on."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._key: CellKey | None = None
        self._says: CellWords | None = None
        self._sides: list[tuple[OptionBox, CellValue]] = []
        self.customer = Label("", words, role="body_medium")
        self.field = ElidedLabel("", words, tone="muted")
        self.place = Label("", words, role="caption", tone="muted")
        self.back = _arrow("caret-left", phrase("Conflict before"), words)
        self.next = _arrow("caret-right", phrase("Next conflict"), words)
        self.back.clicked.connect(lambda: self.stepped.emit(-1))
        self.next.clicked.connect(lambda: self.stepped.emit(1))
        self.other = OptionBox(phrase("Another answer"), words)
        self.other.clicked.connect(lambda: self._pick(self.other))
        self.typed = QLineEdit()
        self.typed.textEdited.connect(lambda _text: self._pick(self.other))
        self.list = ChoiceMenu(words, name=phrase("Another answer"))
        self.list.chosen.connect(self._picked_answer)
        self._answer = _EMPTY
        self.keep = Button(phrase("Keep"), words)
        self.keep.clicked.connect(self.keep_chosen)
        self._lay_out()

    def _lay_out(self) -> None:
        look = theme.current()
        space = look.space
        head = QHBoxLayout()
        head.setSpacing(space.s)
        head.addWidget(Sign("git-merge", "warning"))
        head.addWidget(self.customer)
        head.addWidget(self.field, 1)
        for widget in (self.place, self.back, self.next):
            head.addWidget(widget)
        self._options = QGridLayout()
        self._options.setSpacing(space.s)
        for column in range(_OPTIONS_A_ROW):
            self._options.setColumnStretch(column, 1)
        own = QHBoxLayout()
        own.setSpacing(space.s)
        own.addWidget(self.other, 1)
        own.addWidget(self.typed, 1)
        own.addWidget(self.list, 1)
        own.addWidget(self.keep)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(space.card_padding_x, space.s, space.card_padding_x, space.m)
        outer.setSpacing(space.s)
        outer.addLayout(head)
        outer.addLayout(self._options)
        outer.addLayout(own)

    def show_conflict(
        self, conflict: Conflict, chosen: CellValue, is_chosen: bool, place: Text, says: CellWords
    ) -> None:
        """Show a conflict.

        Parameters
        ----------
        conflict : Conflict
        chosen : cell
            What it was settled to before, where `is_chosen`.
        is_chosen : bool
        place : Phrase or str
            Which of how many it is.
        says : CellWords
            Says cells, customers and people.
        """
        column = conflict.key.column
        self._key, self._says = conflict.key, says
        self.customer.say(says.customer(conflict.key.customer_id))
        before = says.cell(column, conflict.before)
        self.field.say(phrase("{column}, handed out as: {before}", column=column_name(column), before=before))
        self.place.say(place)
        self._show_sides(conflict, says)
        self._show_own(column, says)
        match = [box for box, value in self._sides if is_chosen and same_cell(value, chosen)]
        if match:
            self._pick(match[0])
        elif is_chosen:
            self._show_typed(column, chosen, says)
            self._pick(self.other)
        else:
            self._pick(None)

    def _show_sides(self, conflict: Conflict, says: CellWords) -> None:
        for box, _value in self._sides:
            self._options.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._sides = []
        for value in conflict.values:
            sides = [side for side in conflict.sides if same_cell(side.value, value)]
            box = OptionBox(says.cell(conflict.key.column, value), says.words, note=said_by(sides, says))
            box.clicked.connect(lambda _on=False, box=box: self._pick(box))
            place = len(self._sides)
            self._options.addWidget(box, place // _OPTIONS_A_ROW, place % _OPTIONS_A_ROW)
            self._sides.append((box, value))

    def _show_own(self, column: str, says: CellWords) -> None:
        """Show the list of answers where the column has one, else the field to type in."""
        answers = says.choices(column)
        self._answer = _EMPTY
        self.typed.clear()
        self.typed.setVisible(not answers)
        self.list.setVisible(bool(answers))
        if answers:
            self._show_answers(_EMPTY)
        hint = phrase("Type a date such as 2025-01-31.") if column in DATES else phrase("Type an answer")
        self.typed.setPlaceholderText(says.words(hint))
        self.typed.setAccessibleName(says.words("Another answer"))

    def _show_answers(self, key: str) -> None:
        assert self._says is not None
        assert self._key is not None
        answers = self._says.choices(self._key.column)
        self.list.show_choices([(_EMPTY, self._says.words("empty")), *answers.items()], key)

    def _show_typed(self, column: str, value: CellValue, says: CellWords) -> None:
        self._answer = str(value) if isinstance(value, str) else _EMPTY
        if says.choices(column):
            self._show_answers(self._answer)
        else:
            self.typed.setText("" if value is None else says.cell(column, value))

    # -- choosing --------------------------------------------------------------------------------

    def _picked_answer(self, key: str) -> None:
        self._answer = key
        self._pick(self.other)

    def _pick(self, box: OptionBox | None) -> None:
        for other in (*(item for item, _value in self._sides), self.other):
            other.setChecked(other is box)
        if box is self.other and self.typed.isVisibleTo(self) and not self.typed.hasFocus():
            self.typed.setFocus(Qt.FocusReason.OtherFocusReason)
        self._mark(False)
        self.keep.setEnabled(box is not None)

    def keep_chosen(self) -> None:
        """Tell what was chosen; a date that is none is marked instead."""
        if self._key is None or not self.keep.isEnabled():
            return
        for box, value in self._sides:
            if box.isChecked():
                self.settled.emit(self._key, value)
                return
        own, is_readable = self._own_value(self._key.column)
        self._mark(not is_readable)
        if is_readable:
            self.settled.emit(self._key, own)

    def _own_value(self, column: str) -> tuple[CellValue, bool]:
        """Return the value of the user's own, and whether it can be one of the column."""
        if self._says is not None and self._says.choices(column):
            return self._answer or None, True
        text = self.typed.text().strip()
        if column not in DATES or not text:
            return text or None, True
        try:
            return dt.date.fromisoformat(text.replace("/", "-").replace(".", "-")), True
        except ValueError:
            return None, False

    def _mark(self, wrong: bool) -> None:
        self.typed.setProperty("wrong", wrong)
        self.typed.style().unpolish(self.typed)
        self.typed.style().polish(self.typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a side by its number, keep by Enter."""
        number = event.key() - Qt.Key.Key_1
        if 0 <= number < len(self._sides):
            self._pick(self._sides[number][0])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.keep_chosen()
        else:
            super().keyPressEvent(event)


def said_by(sides: list[ReturnedEdit], says: CellWords) -> str:
    """Return who said it and when; of several, all names and the newest time."""
    people = list(dict.fromkeys(says.person(side.who) for side in sides))
    return says.words("{who}, {when}", who=says.words.listing(people), when=says.when(sides[0].saved_at))


def _arrow(icon: str, tip: Text, words: Words) -> Button:
    return Button(None, words, kind="quiet", icon=icon, tip=tip, dense=True)
