"""The planner of an experiment: what is asked, in fields that answer at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.fields import NumberField
from retention_desk.desktop.widgets.tabs import SegmentedControl
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.experiment_plan import (
    MOST_ARMS,
    ExperimentPlan,
    ExperimentQuestion,
    plan_experiment,
)
from retention_desk.foundation.wording import NOTHING_SAID, Phrase, Words, phrase

_PER_CENT: Final = 100.0
_FIELDS: Final[tuple[tuple[str, Phrase, Phrase, float, float, int, str], ...]] = (
    ("base", phrase("Kept without contact"), phrase("%"), 1, 99, 1, "share"),
    ("difference", phrase("Difference to see"), phrase("points"), 0.1, 90, 1, "share"),
    ("mean", phrase("Revenue without contact"), NOTHING_SAID, 0, 1e9, 2, "money"),
    ("more", phrase("Difference to see"), NOTHING_SAID, 0.01, 1e9, 2, "money"),
    ("spread", phrase("Spread of one customer"), NOTHING_SAID, 0.01, 1e9, 2, "money"),
    ("arms", phrase("Arms beside the control"), NOTHING_SAID, 1, MOST_ARMS, 0, ""),
    ("control", phrase("Left alone"), phrase("%"), 1, 90, 1, ""),
    ("week", phrase("Customers drawn a week"), NOTHING_SAID, 1, 1_000_000, 0, ""),
    ("power", phrase("Chance of seeing it"), phrase("%"), 50, 99, 0, ""),
)
"""Key, name, unit, bounds, decimals, and the measure that a field belongs to (empty: both)."""


class PlannerCard(Card):
    """Fields for what an experiment is to find out.

    Parameters
    ----------
    words : Words
        The language to start with.
    """

    planned = Signal(object)
    """ExperimentPlan of the question as it is now."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("Before it begins"), words)
        space = theme.current().space
        self.question = ExperimentQuestion()
        self._touched: set[str] = set()
        names = (("share", phrase("Share kept")), ("money", phrase("Revenue")))
        self.measure = SegmentedControl(names, words, name=phrase("What is compared"))
        self.measure.chosen.connect(lambda key: self._ask(replace(self.question, measure=key)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(space.l)
        grid.setVerticalSpacing(space.s)
        grid.setColumnStretch(0, 1)
        self.fields: dict[str, NumberField] = {}
        self._labels: dict[str, Label] = {}
        for row, (key, name, unit, low, high, digits, _measure) in enumerate(_FIELDS):
            field = NumberField(words, low=low, high=high, digits=digits, unit=unit, name=name, dense=True)
            field.setFixedWidth(theme.current().size.indicator_row + space.l)
            field.changed.connect(lambda value, key=key: self._changed(key, value))
            label = Label(name, words, tone="muted")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            self.fields[key], self._labels[key] = field, label
        self.body.addWidget(self.measure)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        self._show()

    def plan(self) -> ExperimentPlan:
        """Return what the question takes."""
        return plan_experiment(self.question)

    def suggest(self, share: float | None, per_week: int, control_share: float, words: Words) -> None:
        """Fill in what the data say, where nobody typed anything."""
        question = self.question
        if share is not None and "base" not in self._touched:
            question = replace(question, base=share)
        if "week" not in self._touched and per_week:
            question = replace(question, customers_per_week=per_week)
        if "control" not in self._touched and control_share >= 0.01:
            question = replace(question, control_share=control_share)
        self.question = question
        self._show()

    def _changed(self, key: str, value: float) -> None:
        self._touched.add(key)
        whole = int(value)
        changed = {
            "base": lambda q: replace(q, base=value / _PER_CENT),
            "difference": lambda q: replace(q, difference=value / _PER_CENT),
            "mean": lambda q: replace(q, base=value),
            "more": lambda q: replace(q, difference=value),
            "spread": lambda q: replace(q, spread=value),
            "arms": lambda q: replace(q, arms=whole),
            "control": lambda q: replace(q, control_share=value / _PER_CENT),
            "week": lambda q: replace(q, customers_per_week=whole),
            "power": lambda q: replace(q, power_share=value / _PER_CENT),
        }[key](self.question)
        self._ask(changed)

    def _ask(self, question: ExperimentQuestion) -> None:
        if question.measure != self.question.measure:
            question = _of_measure(question)
        self.question = question
        self._show()
        self.planned.emit(self.plan())

    def _show(self) -> None:
        question = self.question
        self.measure.choose(question.measure)
        values = {
            "base": question.base * _PER_CENT, "difference": question.difference * _PER_CENT,
            "mean": question.base, "more": question.difference, "spread": question.spread,
            "arms": question.arms, "control": question.control_share * _PER_CENT,
            "week": question.customers_per_week, "power": question.power_share * _PER_CENT,
        }  # fmt: skip
        for key, *_rest, measure in _FIELDS:
            field = self.fields[key]
            is_asked = measure in ("", question.measure)
            field.setVisible(is_asked)
            self._labels[key].setVisible(is_asked)
            if is_asked and not field.hasFocus():
                field.set_value(values[key])


def _of_measure(question: ExperimentQuestion) -> ExperimentQuestion:
    """Return a question about the other measure, with numbers that are usual for it."""
    usual = ExperimentQuestion()
    if question.measure == "share":
        return replace(question, base=usual.base, difference=usual.difference)
    return replace(question, base=usual.spread, difference=usual.spread / 10, spread=usual.spread)
