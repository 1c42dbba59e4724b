"""Settings of the action list: people, budget, holdout, waves, arms, plays."""

from __future__ import annotations

from collections import Counter

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.actions_page.experiment import ExperimentSection
from retention_desk.desktop.actions_page.holdout import HoldoutSection
from retention_desk.desktop.actions_page.people import PeopleSection
from retention_desk.desktop.actions_page.play_texts import play_texts
from retention_desk.desktop.actions_page.waves import WavesSection
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.cards import Rule
from retention_desk.desktop.widgets.fields import CheckBox
from retention_desk.desktop.widgets.inspector import Panel
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase


class ActionsPanel(Panel):
    """Who does it, who is held out, in which waves and arms, by which plays."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._desk, self._session = desk, desk.session.session
        self.people = PeopleSection(desk)
        self.holdout = HoldoutSection(desk)
        self.waves = WavesSection(desk)
        self.experiment = ExperimentSection(desk)
        self._plays = QVBoxLayout()
        self._plays.setSpacing(look.space.xs)
        for section in (self.people, self.holdout, self.waves, self.experiment):
            self.column.addWidget(section)
            self._rule()
        self.column.addWidget(Label(phrase("Plays"), words, role="body_medium"))
        self.column.addLayout(self._plays)

    def _rule(self) -> None:
        space = theme.current().space
        self.column.addSpacing(space.s)
        self.column.addWidget(Rule())
        self.column.addSpacing(space.s)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show the settings as they are, and what they come to."""
        for section in (self.people, self.holdout, self.waves, self.experiment):
            section.show_analysis(analysis)
        table = analysis.plan.table
        self._show_plays(analysis, table.loc[(table["arm"] != "holdout").to_numpy(), "play"].to_list())

    def _show_plays(self, analysis: Analysis, used: list[str]) -> None:
        from retention_desk.desktop.import_wizard.questions_panel import clear

        clear(self._plays)
        words, counts = self._desk.words, Counter(used)
        disabled = analysis.settings.playbook.disabled
        for key, name in analysis.plan.plays.items():
            self._plays.addWidget(self._play_row(key, words(name), counts[key], True))
        for key in disabled:
            if key not in analysis.plan.plays:
                known = words(play_texts(key, analysis.settings.playbook).label or key)
                self._plays.addWidget(self._play_row(key, known, 0, False))

    def _play_row(self, key: str, name: str, count: int, on: bool) -> QWidget:
        words = self._desk.words
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        box = CheckBox(name, words, checked=on)
        box.toggled.connect(lambda checked: self._set_play(key, checked))
        row.addWidget(box, 1)
        row.addWidget(Label(words.count(count), words, tone="muted"))
        return holder

    def _set_play(self, key: str, on: bool) -> None:
        disabled = [other for other in self._session.settings.playbook.disabled if other != key]
        if not on:
            disabled.append(key)
        self._session.set_value("playbook.disabled", disabled, phrase("Plays"))
