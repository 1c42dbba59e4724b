"""The strategies view of the Actions page: which one to begin with, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk import play_questions
from retention_desk.desktop import theme
from retention_desk.desktop.actions_page import play_edits
from retention_desk.desktop.actions_page.strategy_row import StrategyRow
from retention_desk.desktop.import_wizard.questions_panel import clear
from retention_desk.desktop.page import Desk
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.playbook.choose_strategy import StrategyChoice


class StrategyView(QWidget):
    """The fourteen strategies, the one to begin with first."""

    told = Signal(object)
    """Phrase: the sentence of the page in this view."""
    plays_asked = Signal(str)
    """Key of a play to be shown in the editor."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._workspace: Workspace = desk.session
        self.rows: list[StrategyRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().space.card_gap)

    def show_analysis(self, analysis: Analysis) -> None:
        """Ask for the strategies, and show them."""
        ask = self._workspace.answers.ask
        ask("actions.strategies", analysis, play_questions.choose_strategies, (), self._show)

    def _show(self, choices: tuple[StrategyChoice, ...]) -> None:
        clear(self._column)
        settings = self._workspace.session.settings
        self.rows = [
            StrategyRow(choice, self._desk.words, in_pilot=play_edits.is_pilot(settings, choice.plays))
            for choice in choices
        ]
        for row in self.rows:
            row.pilot_wanted.connect(self._start_pilot)
            row.plays_asked.connect(self.plays_asked)
            self._column.addWidget(row)
        self._column.addStretch(1)
        self._fit()
        self.told.emit(sentence(choices))

    def _start_pilot(self, keys: tuple[str, ...]) -> None:
        session = self._workspace.session
        session.edit(play_edits.as_pilot(session.settings, keys), phrase("Started as a pilot"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that the wrapped texts need."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Take the height that the wrapped texts need; hidden widgets have none."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(self._column.heightForWidth(self.width()), 0))


def sentence(choices: tuple[StrategyChoice, ...]) -> Phrase:
    """Return what to begin with, and what the score is made of."""
    able = [one for one in choices if one.score == one.score and one.plays]
    if not able:
        return phrase("None of the strategies can be carried out with these data yet.")
    return phrase(
        "Begin with **{name}**, as a pilot: score = 0.4 × evidence + 0.3 × cost + 0.3 × skill. "
        "**{n:count}** of {all:count} strategies can be carried out with these data.",
        name=able[0].name, n=sum(one.score == one.score for one in choices), all=len(choices),
    )  # fmt: skip
