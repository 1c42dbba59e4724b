"""The conditions of a play as rows: a column, from, to, or texts it may be."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words, phrase
from retention_desk.foundation.written_plays import MEASURES, Condition

_MOST_HEADERS: Final = 40


class ConditionRows(QWidget):
    """The conditions that all have to hold; `changed` tells them anew."""

    changed = Signal(object)
    """Tuple of Condition."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._conditions: tuple[Condition, ...] = ()
        self._columns: list[tuple[str, Text]] = []
        self._texts: Mapping[str, str] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.current().space.xs)
        self.add = Button(phrase("Add a condition"), words, kind="link")
        self.add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().space.xs)
        column.addLayout(self._rows)
        column.addWidget(self.add)

    def retranslate(self, words: Words) -> None:
        """Take the language of `words`."""
        self._words = words

    def show_conditions(self, conditions: Sequence[Condition], analysis: Analysis, words: Words) -> None:
        """Show conditions, with the columns that these data have to choose from."""
        self._words, self._conditions = words, tuple(conditions)
        self._columns, self._texts = condition_columns(analysis)
        clear(self._rows)
        for place, condition in enumerate(self._conditions):
            self._rows.addWidget(self._row(place, condition))

    def _row(self, place: int, condition: Condition) -> QWidget:
        look, words = theme.current(), self._words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space.s)
        column = ChoiceMenu(words, name=phrase("Column"))
        known = dict(self._columns)
        choices = (
            self._columns
            if condition.column in known
            else [*self._columns, (condition.column, condition.column)]
        )
        column.show_choices(choices, condition.column)
        column.chosen.connect(partial(self._set_column, place))
        row.addWidget(column, 1)
        if condition.column in self._texts or condition.equals:
            row.addWidget(self._text_field(place, condition), 1)
        else:
            row.addWidget(self._border(place, condition, "at_least"))
            row.addWidget(Label("–", words, tone="muted"))
            row.addWidget(self._border(place, condition, "at_most"))
        drop = Button(None, words, kind="quiet", icon="x", dense=True, tip=phrase("Take the condition away"))
        drop.clicked.connect(lambda: self._drop(place))
        row.addWidget(drop)
        return holder

    def _text_field(self, place: int, condition: Condition) -> QLineEdit:
        field = QLineEdit(", ".join(condition.equals))
        field.setAccessibleName(self._words(phrase("Is one of, parted by commas")))
        field.setPlaceholderText(self._words(phrase("Is one of, parted by commas")))
        field.editingFinished.connect(lambda: self._set_texts(place, field.text()))
        return field

    def _border(self, place: int, condition: Condition, side: str) -> NumberField:
        name = phrase("At least") if side == "at_least" else phrase("At most")
        field = NumberField(self._words, digits=2, dense=True, name=name)
        field.setFixedWidth(theme.current().size.rail_folded)
        field.setPlaceholderText(self._words(name))
        value = getattr(condition, side)
        field.set_value(math.nan if value is None else value)
        field.changed.connect(lambda number: self._set_border(place, side, number))
        return field

    # -- editing -----------------------------------------------------------------------------------

    def _tell(self, place: int, condition: Condition | None) -> None:
        kept = list(self._conditions)
        if condition is None:
            del kept[place]
        else:
            kept[place] = condition
        self.changed.emit(tuple(kept))

    def _set_column(self, place: int, column: str) -> None:
        if column in self._texts:
            self._tell(place, Condition(column, equals=(self._texts[column],)))
        else:
            self._tell(place, Condition(column, at_least=0.0))

    def _set_border(self, place: int, side: str, number: float) -> None:
        value = None if math.isnan(number) else number
        try:
            condition = replace(self._conditions[place], **{side: value})
        except ValueError:
            return  # at least above at most: the field keeps what was typed until the other follows
        self._tell(place, condition)

    def _set_texts(self, place: int, text: str) -> None:
        parts = tuple(
            part.strip() for part in text.replace("，", ",").replace("、", ",").split(",") if part.strip()
        )
        if parts and parts != self._conditions[place].equals:
            self._tell(place, Condition(self._conditions[place].column, equals=parts))

    def _drop(self, place: int) -> None:
        self._tell(place, None)

    def _add(self) -> None:
        column = self._columns[0][0] if self._columns else "churn_probability"
        self.changed.emit((*self._conditions, Condition(column, at_least=0.0)))


def condition_columns(analysis: Analysis) -> tuple[list[tuple[str, Text]], dict[str, str]]:
    """Return the columns a condition may name with their names, and of those with texts an example."""
    import numpy as np
    import pandas as pd

    from retention_desk.playbook.conditions import column_name as name_of
    from retention_desk.playbook.conditions import measure

    context = analysis.intermediate["plan_basis"].context
    found: list[tuple[str, Text]] = [
        (key, name_of(context, key))
        for key in MEASURES
        if (numbers := measure(context, key)) is not None and np.isfinite(numbers).any()
    ]
    found += [(f"indicator.{one.key}", one.label) for one in analysis.indicators.columns]
    examples: dict[str, str] = {}
    for table in (analysis.data.customers, analysis.data.features):
        for header in list(table.columns)[:_MOST_HEADERS]:
            column = table[header]
            if header in {"name", "email", "phone"}:
                continue
            if column.dtype.kind == "M":
                found.append((f"days_until.{header}", name_of(context, f"days_until.{header}")))
                found.append((f"days_since.{header}", name_of(context, f"days_since.{header}")))
                continue
            key = f"column.{header}"
            found.append((key, name_of(context, key)))
            if not (pd.api.types.is_numeric_dtype(column.dtype) or pd.api.types.is_bool_dtype(column.dtype)):
                known = column.dropna()
                examples[key] = str(known.mode().iloc[0]) if len(known) else "—"
    return found, examples
