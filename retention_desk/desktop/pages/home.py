"""Home: what there is, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.figure_views import ShownFigure, first_figures
from retention_desk.desktop.home_page.due_banner import DueBanner
from retention_desk.desktop.home_page.month_figures import FIRST, with_months
from retention_desk.desktop.home_page.reasons_card import ReasonsCard
from retention_desk.desktop.home_page.rows_strip import RowsStrip
from retention_desk.desktop.home_page.settings import HomePanel
from retention_desk.desktop.home_page.since_card import SinceCard
from retention_desk.desktop.home_page.steps_card import StepsCard
from retention_desk.desktop.home_page.words import benchmark_sentence, headline, steps_of
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.project.home import project_sentence
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.foundation.benchmarks import BenchmarkComparison, benchmark_of, leading_retention_key
from retention_desk.foundation.change_results import Changes
from retention_desk.foundation.feedback_results import DataRequest, LeavingReasons
from retention_desk.foundation.project_results import KeptScores
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.home_page.start import HomeStart

_CARDS: Final = 4
_STRIP_FROM_HEIGHT: Final = 800
_THREE_CHARTS_FROM_WIDTH: Final = 1280


class HomePage(AnalysisPage):
    """Headline, four figures, next steps, what changed, who stayed, why they may leave, every row."""

    def __init__(self, desk: Desk) -> None:
        self._why = WhyView(desk)
        self._panel = HomePanel(desk)
        self._selected = "value_at_risk"
        self._shown: list[ShownFigure] = []
        self._comparison: BenchmarkComparison | None = None
        self._turned = False
        self._start: HomeStart | None = None
        self._compared: KeptScores | None = None
        super().__init__(
            ENTRY.title, desk, phrase("Reading the customers; the first figures will be here shortly.")
        )

        project, months = self.workspace.project, self.workspace.months
        for signal in (project.opened, project.changed, months.changed, desk.window.preferences_changed):
            signal.connect(self._project_changed)

    def empty_state(self) -> QWidget:
        """Return the start: open, drop, recent files, samples."""
        from retention_desk.desktop.home_page.start import HomeStart

        self._start = HomeStart(self.desk)
        return self._start

    def _show_empty(self, empty: bool) -> None:
        """Show the start, or the project that is open; its figures stay while its data are analysed."""
        super()._show_empty(empty)
        if self._start is not None:
            if empty:
                self._start.refresh()
            if self.workspace.project.state is not None:
                self._start.setVisible(empty)

    def _project_changed(self) -> None:
        self._show_empty(self.analysis is None)
        if self.workspace.months.earlier is not self._compared:
            self._compared = self.workspace.months.earlier
            self.refresh()

    def start_sentence(self) -> Phrase | str:
        """Return what the way from here is, or what the project is that is open."""
        state = self.workspace.project.state
        if state is not None:
            return project_sentence(state, self.workspace.months.loading or state.latest)
        return phrase("Drop a file in, answer two questions, and have your list in ten minutes.")

    def settings_panel(self) -> QWidget | None:
        """Return the benchmark."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the selected figure."""
        return self._why if self.analysis is not None else None

    # -- building --------------------------------------------------------------------------------

    def build(self) -> None:
        """Make cards, steps, charts and the strip."""
        words = self.words
        self.cards = [FigureCard(Figure("", ""), words) for _ in range(_CARDS)]
        group = QButtonGroup(self)
        for place, card in enumerate(self.cards):
            group.addButton(card)
            card.clicked.connect(partial(self._select, place))
        self.steps = StepsCard(self.desk, words)
        self.since = SinceCard(self.desk)
        self.reasons = ReasonsCard(self.desk)
        low = theme.current().size.indicator_row
        self.movements = AnalysisChart("movements_by_period", self.desk, least_height=low)
        self.concentration = AnalysisChart("revenue_concentration", self.desk, least_height=low)
        self._third = QWidget()
        third = QHBoxLayout(self._third)
        third.setContentsMargins(0, 0, 0, 0)
        third.addWidget(self.concentration)
        self.strip = RowsStrip(words)
        self.due = DueBanner(self.desk)
        self.content.addWidget(self.due)
        self.due.refresh()
        self.content.addLayout(row_of(self.cards))
        self.content.addLayout(row_of((self.steps, self.since), 6, 5))
        self.content.addLayout(row_of((self.movements, self.reasons, self._third), 6, 5, 5), 1)
        self.content.addWidget(self.strip)

    # -- rendering -------------------------------------------------------------------------------

    def fill(self, analysis: Analysis) -> None:
        """Fill everything from an analysis; what takes a question follows as soon as it is answered."""
        words = self.words
        self.say(headline(analysis, words))
        self._show_cards(analysis)
        self.steps.show_steps(steps_of(analysis))
        self.reasons.show_analysis(analysis, words)
        if not self._turned and not self.desk.window.inspector.folded:
            self._turned = True
            self.desk.window.inspector.reveal("why")
        for chart in (self.movements, self.concentration):
            chart.show_analysis(analysis)
        self.strip.show_rows(analysis)
        self._panel.show_analysis(analysis)
        self._fit()
        ask = self.workspace.answers.ask
        ask("home.benchmark", analysis, questions.compare_with_benchmark, (), self._show_comparison)
        self._ask_changes(analysis)
        ask("home.reasons", analysis, questions.leaving_reasons, (), self._show_reasons)
        ask("home.requests", analysis, questions.data_requests, (), self._show_requests)

    def _ask_changes(self, analysis: Analysis) -> None:
        """Ask what changed since the month kept before, or since the last period where none is kept."""
        ask, earlier = self.workspace.answers.ask, self.workspace.months.earlier
        if earlier is None:
            ask("home.changes", analysis, questions.what_changed, (), self._show_changes)
        else:
            ask("home.changes", analysis, questions.what_changed_since, (earlier,), self._show_changes)

    def _show_cards(self, analysis: Analysis) -> None:
        leading = leading_retention_key(analysis.settings)
        wanted = (leading, *FIRST)
        self._shown = first_figures(analysis, self.words, wanted, _CARDS)
        if self._shown and self._shown[0].key == leading:
            self._shown[0] = self._beside_benchmark(self._shown[0], analysis)
        self._comparison = None
        state, day = self.workspace.project.state, self.workspace.months.day
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(self._shown))
            if place < len(self._shown):
                shown = self._shown[place]
                figure = shown.card
                if state is not None and day is not None:
                    figure = with_months(figure, shown.key, state, day, self.words)
                card.show_figure(figure)
                card.setChecked(self._shown[place].key == self._selected)
        self._show_why()

    def _beside_benchmark(self, shown: ShownFigure, analysis: Analysis) -> ShownFigure:
        """Return the retention rate with the benchmark in its note."""
        benchmark = benchmark_of(analysis.settings)
        metric = analysis.metrics.values[shown.key]
        note = phrase(
            "n = {n:count} · ref. {share:share0} a year", n=metric.n, share=benchmark.retention_share
        )
        return replace(shown, card=replace(shown.card, note=note))

    def _select(self, place: int) -> None:
        self._selected = self._shown[place].key
        self._show_why()
        self.desk.window.inspector.reveal("why")

    def _show_why(self) -> None:
        if self._shown and self.analysis is not None:
            self._why.show_figure(self._why_shown(), self.analysis)

    def _why_shown(self) -> ShownFigure:
        """Return the selected figure; the retention rate with the benchmark among its notes."""
        chosen = [figure for figure in self._shown if figure.key == self._selected] or self._shown
        shown, found = chosen[0], self._comparison
        if found is None or not shown.key.startswith("retention_rate"):
            return shown
        compared = phrase("{what}\n{why}", what=benchmark_sentence(found), why=found.warning)
        return replace(shown, notes=(*shown.notes, (phrase("Benchmark"), compared)))

    def _show_comparison(self, found: BenchmarkComparison) -> None:
        self._comparison = found
        self._panel.show_comparison(found)
        self._show_why()

    def _show_changes(self, changes: Changes | None) -> None:
        if self.analysis is not None:
            self.since.show_changes(self.analysis, changes, self.words)

    def _show_reasons(self, reasons: LeavingReasons | None) -> None:
        if self.analysis is not None:
            self.reasons.show_given(self.analysis, reasons, self.words)
            self._fit()

    def _show_requests(self, requests: tuple[DataRequest, ...]) -> None:
        if self.analysis is not None and requests:
            self.steps.show_steps(steps_of(self.analysis, requests[0], self.words))

    def _fit(self) -> None:
        """Drop the strip in a low window, where the status bar repeats it; a third chart needs width."""
        if self._built:
            low = self.desk.window.height() < _STRIP_FROM_HEIGHT
            self.strip.setVisible(not low)
            self.due.set_low(low)
            wide = self.width() >= _THREE_CHARTS_FROM_WIDTH
            self._third.setVisible(wide or self.reasons.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the window."""
        super().resizeEvent(event)
        self._fit()


def _build(desk: Desk) -> Page:
    return HomePage(desk)


ENTRY = PageEntry("home", phrase("Home"), "house-simple", 0, 0, _build)
