"""One strategy of the chooser: score, evidence, cost, skill, data, the article's case, how to begin."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from retention_desk.desktop import theme
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.small_bars import LoadBar
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.wording import Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.playbook.choose_strategy import StrategyChoice


class StrategyRow(Card):
    """A strategy as a card."""

    plays_asked = Signal(str)
    """Key of the first of its plays, to be shown in the editor."""
    pilot_wanted = Signal(object)
    """Keys of the plays that are to go out as a pilot."""

    def __init__(self, choice: StrategyChoice, words: Words, *, in_pilot: bool = False) -> None:
        super().__init__(choice.name, words, subtitle=choice.card.how)
        look = theme.current()
        self.choice = choice
        self._in_pilot = in_pilot
        known = not math.isnan(choice.score)
        score = phrase("{score:number0} of 100", score=choice.score) if known else phrase("no score")
        self.score = Label(score, words, role="section", tone="text" if known else "muted")
        self.add_tool(self.score)
        row = QHBoxLayout()
        row.setSpacing(look.space.xl)
        row.addLayout(self._grounds(choice, words), 3)
        row.addLayout(self._case(choice, words), 2)
        self.body.addLayout(row)

    def _grounds(self, choice: StrategyChoice, words: Words) -> QGridLayout:
        """Return the three grounds as bars with their words, and the data."""
        look = theme.current()
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space.m)
        grid.setVerticalSpacing(look.space.xs)
        rows: tuple[tuple[Phrase, float | None, Phrase], ...] = (
            (phrase("Evidence"), choice.evidence_points, choice.evidence),
            (phrase("Cost"), choice.cost_points, choice.cost),
            (phrase("Skill"), choice.skill_points, choice.skill),
            (phrase("Data"), None, choice.data),
        )
        for place, (name, points, said) in enumerate(rows):
            grid.addWidget(Label(name, words, role="caption", tone="muted"), place, 0)
            if points is not None:
                bar = LoadBar(points / 100)
                bar.setFixedWidth(look.size.rail_folded)
                grid.addWidget(bar, place, 1)
            grid.addWidget(Label(said, words, wrap=True), place, 2)
        grid.setColumnStretch(2, 1)
        return grid

    def _case(self, choice: StrategyChoice, words: Words) -> QVBoxLayout:
        """Return the case of the article with its source, and how to begin."""
        column = QVBoxLayout()
        column.setSpacing(theme.current().space.xs)
        column.addWidget(Label(choice.card.claim, words, wrap=True))
        column.addWidget(Label(choice.source, words, role="caption", tone="muted", wrap=True))
        column.addStretch(1)
        column.addWidget(Label(choice.start, words, role="body_medium", wrap=True))
        begin = QHBoxLayout()
        begin.setSpacing(theme.current().space.s)
        self.pilot = Button(phrase("Start as a pilot"), words, dense=True)
        if self._in_pilot:
            self.pilot.say(phrase("Is a pilot"))
            self.pilot.set_icon("check")
            self.pilot.setEnabled(False)
        self.pilot.setVisible(bool(choice.plays))
        self.pilot.clicked.connect(lambda: self.pilot_wanted.emit(choice.plays))
        begin.addWidget(self.pilot)
        self.open = Button(phrase("See its plays"), words, kind="link")
        first = (*choice.plays, *choice.waiting)
        self.open.setVisible(bool(first))
        self.open.clicked.connect(lambda: self.plays_asked.emit(first[0]))
        begin.addWidget(self.open)
        begin.addStretch(1)
        column.addLayout(begin)
        return column
