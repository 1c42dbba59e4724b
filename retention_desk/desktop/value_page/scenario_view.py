"""The profit scenario: retention raised by some points, worked out live from the user's own curve."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.value_page.scenario_card import ScenarioCard
from retention_desk.desktop.value_page.scenario_notes import ScenarioNotes
from retention_desk.desktop.widgets.figure_card import Figure
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.value_results import ProfitScenario
from retention_desk.foundation.wording import Money, Phrase, phrase


class ScenarioView(PageView):
    """Slider and table, customers and profit month by month, and what it rests on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        height = theme.current().size.figure_card_min_width
        self.card = ScenarioCard(desk.words)
        self.customers = AnswerChart("customer_paths", desk, least_height=height)
        self.profit = AnswerChart("profit_paths", desk, least_height=height)
        self.notes = ScenarioNotes(desk.words)
        self.card.moved.connect(lambda _points: self._ask())
        self.card.slider.committed.connect(lambda _points: self._explain())
        self.column.addWidget(self.card)
        self.column.addLayout(row_of((self.customers, self.profit)))
        self.column.addWidget(self.notes)
        self.column.addStretch(1)
        self._charts = QTimer(self)
        self._charts.setSingleShot(True)
        self._charts.setInterval(0)
        self._charts.timeout.connect(self._show_charts)
        self._analysis: Analysis | None = None
        self._scenario: ProfitScenario | None = None

    def show_analysis(self, analysis: Analysis) -> None:
        """Ask the scenario of an analysis, at the points the slider stands at."""
        self._analysis = analysis
        self._ask()

    def _ask(self) -> None:
        if self._analysis is not None:
            points = round(self.card.points / 100, 6)
            self.ask("scenario", self._analysis, questions.profit_scenario, (points,), self.show_scenario)

    def show_scenario(self, scenario: Any) -> None:
        """Show the answer, its numbers first; None says what is missing."""
        self._scenario = scenario
        self.card.show_scenario(scenario)
        self.told.emit(scenario_sentence(scenario))
        self._charts.start()

    def _show_charts(self) -> None:
        """Show charts and notes, once the numbers are on the screen: drawing takes longer than they do."""
        scenario = self._scenario
        currency = None if scenario is None else scenario.currency
        self.customers.show_answer(scenario, currency)
        self.profit.show_answer(scenario, currency)
        self.notes.setVisible(scenario is not None)
        if scenario is not None:
            self.notes.show_scenario(scenario)
        if not self.card.slider.held:
            self._explain()

    def _explain(self) -> None:
        """Explain the scenario in *Why*, which is made anew: not with every move of a drag."""
        if self._scenario is not None:
            self.explained.emit(scenario_figure(self._scenario))


def scenario_sentence(scenario: ProfitScenario | None) -> Phrase:
    """Return what the points bring."""
    if scenario is None:
        return phrase("Without a measured retention and revenue there is nothing to raise.")
    months = len(scenario.customers) - 1
    points = scenario.raised_share - scenario.retention_share
    if points <= 0:
        return phrase("Move the slider to see what a higher retention would bring.")
    return phrase(
        "{points:points} of retention would bring **{extra} more profit** in {months:count} months "
        "({change:change}), by your own customers and curve.",
        points=points,
        extra=Money(scenario.profit_extra, scenario.currency),
        months=months,
        change=scenario.profit_change_share,
    )


def scenario_figure(scenario: ProfitScenario) -> ShownFigure:
    """Return the figure for *Why*."""
    kept, raised = scenario.retention_share, scenario.raised_share
    return ShownFigure(
        "profit_scenario",
        Figure("", ""),
        phrase("Profit scenario"),
        phrase(
            "Each month customers leave by their tenure as they did so far, and new ones come as of late. "
            "Raising retention makes everyone’s chance of leaving smaller in the same proportion."
        ),
        phrase("chance of leaving × (1 − {raised:share}) ÷ (1 − {kept:share})", raised=raised, kept=kept),
        notes=tuple((phrase("Assumed"), note) for note in scenario.notes),
        customers=scenario.active,
    )
