"""A short table to type numbers into: a name, a number, and the way back to what it was delivered with."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.wording import Words, phrase


@dataclass(frozen=True)
class NumberRow:
    """A row: its key and name, its number (None: not given), and whether it was edited."""

    key: str
    name: Text
    value: float | None
    is_edited: bool = False


class NumberRows(QWidget):
    """Rows of a name, a number field and a button that is there while the number is an edited one.

    Parameters
    ----------
    words : Words
    high : float
        The greatest number allowed; the least is 0.
    digits : int
    unit : Phrase or str
    """

    changed = Signal(str, float)
    """Key of a row and its new number."""
    reset = Signal(str)
    """Key of a row whose number is to be as delivered again."""

    def __init__(self, words: Words, *, high: float, digits: int = 0, unit: Text = "") -> None:
        super().__init__()
        self._words, self._high, self._digits, self._unit = words, high, digits, unit
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().space.s)
        self._grid.setVerticalSpacing(theme.current().space.xs)
        self._grid.setColumnStretch(0, 1)
        self._rows: tuple[NumberRow, ...] = ()
        self._parts: dict[str, tuple[Label, NumberField, Button]] = {}

    def field(self, key: str) -> NumberField:
        """Return the field of a row."""
        return self._parts[key][1]

    def button(self, key: str) -> Button:
        """Return the button of a row that takes its number back."""
        return self._parts[key][2]

    def keys(self) -> list[str]:
        """Return the keys of the rows shown, from the top."""
        return [row.key for row in self._rows]

    def set_unit(self, unit: Text) -> None:
        """Put another unit beside the numbers."""
        self._unit = unit
        for _, field, _ in self._parts.values():
            field.set_unit(unit)

    def show_rows(self, rows: Sequence[NumberRow]) -> None:
        """Show the rows; fields that are being typed into keep their text."""
        if [(row.key, row.name) for row in rows] != [(row.key, row.name) for row in self._rows]:
            self._make(rows)
        self._rows = tuple(rows)
        for row in rows:
            _, field, button = self._parts[row.key]
            if not (field.hasFocus() and field.isModified()):
                field.set_value(math.nan if row.value is None else row.value)
            button.setVisible(row.is_edited)

    def _make(self, rows: Sequence[NumberRow]) -> None:
        for parts in self._parts.values():
            for part in parts:
                self._grid.removeWidget(part)
                part.hide()
                part.deleteLater()
        self._parts = {row.key: self._row(place, row) for place, row in enumerate(rows)}

    def _row(self, place: int, row: NumberRow) -> tuple[Label, NumberField, Button]:
        look, words = theme.current(), self._words
        label = Label(row.name, words, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        field = NumberField(
            words, low=0, high=self._high, digits=self._digits, unit=self._unit, dense=True, name=row.name
        )
        field.setFixedWidth(look.size.control * 3)
        field.changed.connect(lambda value: self.changed.emit(row.key, value))
        button = Button(
            None, words, kind="quiet", icon="arrow-counter-clockwise", dense=True, tip=phrase("As delivered")
        )
        button.clicked.connect(lambda: self.reset.emit(row.key))
        kept = button.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        button.setSizePolicy(kept)
        for column, part in enumerate((label, field, button)):
            self._grid.addWidget(part, place, column)
        return label, field, button
