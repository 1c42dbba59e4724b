"""Settings of a project in the inspector: how often lists, reviews and tiers are due, and its months."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.project.months_list import MonthsList
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.text import Label, Text
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.wording import Phrase, phrase

_STEP: Final = phrase("How often it is due")
_FIELDS: Final[dict[str, tuple[Phrase, Phrase, int]]] = {
    "review.list_every_days": (phrase("Action list every"), phrase("days"), 366),
    "review.review_every_months": (phrase("Export and review every"), phrase("months"), 24),
    "review.tiers_every_months": (phrase("Value tiers every"), phrase("months"), 24),
}


class ProjectSettings(QWidget):
    """Shown where a project is open."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._workspace: Workspace = desk.session
        words, space = desk.words, theme.current().space
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, space.m)
        column.setSpacing(space.s)
        column.addWidget(Label(phrase("What is due when"), words, role="body_medium"))
        self.fields: dict[str, NumberField] = {}
        for key, (name, unit, most) in _FIELDS.items():
            field = NumberField(words, low=1, high=most, unit=unit, name=name)
            field.changed.connect(partial(self._set, key))
            self.fields[key] = field
            label: Text = name
            column.addWidget(labelled(label, field, words))
        column.addSpacing(space.xs)
        column.addWidget(Rule())
        column.addSpacing(space.xs)
        column.addWidget(Label(phrase("Months in this project"), words, role="body_medium"))
        self.months = MonthsList(self._workspace.project, self._workspace.months, words)
        column.addWidget(self.months)
        column.addWidget(Rule())
        self._workspace.project.opened.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the settings as they are."""
        self.setVisible(self._workspace.project.state is not None)
        for key, field in self.fields.items():
            if not field.hasFocus():
                field.set_value(float(self._workspace.session.settings.value_of(key)))

    def _set(self, key: str, value: float) -> None:
        self._workspace.session.set_value(key, int(value), _STEP)
