"""Settings of the review page: the month compared with, and what counts as kept, small and worth it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal

from retention_desk.desktop import theme
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.choices import ChoiceMenu
from retention_desk.desktop.widgets.fields import NumberField, labelled
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, phrase


@dataclass(frozen=True, slots=True)
class _Number:
    """A setting that is a number: its key, name, bounds, unit, and the factor between shown and kept."""

    key: str
    name: Phrase
    low: float
    high: float
    unit: Phrase = NOTHING_SAID
    factor: float = 1.0


_NUMBERS: Final = (
    _Number("review.outcome_days", phrase("Days until an action is decided"), 1, 3650, phrase("days")),
    _Number("review.smallest_group", phrase("Told from so many customers on"), 1, 10_000),
    _Number(
        "review.smallest_lift", phrase("Smallest difference that matters"), 0.1, 50, phrase("points"), 100.0
    ),
    _Number("review.planned_looks", phrase("Looks planned until the end"), 1, 60),
)


class ReviewPanel(Panel):
    """Which month is compared with, and how outcomes are judged.

    Parameters
    ----------
    desk : Desk
    """

    month_chosen = Signal(object)
    """Day (date) of the month to compare with."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, space = desk.words, theme.current().space
        self._session = desk.session.session
        self.month = ChoiceMenu(words, name=phrase("Compared with"))
        self.month.chosen.connect(lambda key: self.month_chosen.emit(dt.date.fromisoformat(key)))
        self._month = labelled(phrase("Compared with"), self.month, words)
        self._no_month = Label(phrase("No earlier month is kept."), words, tone="muted", wrap=True)
        column = self.column
        column.addWidget(Label(phrase("Months"), words, role="body_medium"))
        column.addWidget(self._month)
        column.addWidget(self._no_month)
        column.addSpacing(space.s)
        column.addWidget(Rule())
        column.addSpacing(space.s)
        column.addWidget(Label(phrase("How outcomes are judged"), words, role="body_medium"))
        self.fields: dict[str, NumberField] = {}
        for number in _NUMBERS:
            self.fields[number.key] = field = self._field(number, desk)
            column.addWidget(labelled(number.name, field, words))

    def _field(self, number: _Number, desk: Desk) -> NumberField:
        field = NumberField(
            desk.words, low=number.low, high=number.high, digits=1 if number.factor != 1 else 0,
            unit=number.unit, name=number.name,
        )  # fmt: skip
        field.changed.connect(lambda value: self._set(number, value))
        return field

    def _set(self, number: _Number, value: float) -> None:
        kept = round(value / number.factor, 6) if number.factor != 1 else int(value)
        self._session.set_value(number.key, kept, number.name)

    def show_months(self, earlier: Sequence[Snapshot], chosen: dt.date | None) -> None:
        """Show the months that can be compared with, of which one is."""
        self._month.setVisible(bool(earlier))
        self._no_month.setVisible(not earlier)
        if earlier:
            choices = [
                (month.day.isoformat(), phrase("{day:date}", day=month.day)) for month in reversed(earlier)
            ]
            held = chosen if chosen is not None else earlier[-1].day
            self.month.show_choices(choices, held.isoformat())

    def show_settings(self, settings: AnalysisSettings) -> None:
        """Show the settings of the review as they are."""
        for number in _NUMBERS:
            field = self.fields[number.key]
            if not field.hasFocus():
                field.set_value(float(settings.value_of(number.key)) * number.factor)
