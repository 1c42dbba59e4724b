"""The first view of the value page: figures, distribution, concentration, what retention keeps, the past."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from PySide6.QtWidgets import QButtonGroup, QStackedWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.value_page.backtest_card import ValueBacktestCard
from retention_desk.desktop.value_page.concentration_card import ConcentrationCard
from retention_desk.desktop.value_page.figures import value_figures
from retention_desk.desktop.value_page.revenue_kept_card import RevenueKeptCard, kept_figure
from retention_desk.desktop.value_page.tenths_card import ValueTenthsCard
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.value_results import RevenueKept
from retention_desk.foundation.wording import Phrase, Words, phrase

_CARDS: Final = 4


class ValueOverview(PageView):
    """What the customers are worth together, and how it is spread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words, look = desk.words, theme.current()
        self._selected = "lifetime_value"
        self._shown: list[ShownFigure] = []
        self._analysis: Analysis | None = None
        self.cards = [FigureCard(Figure("", ""), words) for _ in range(_CARDS)]
        group = QButtonGroup(self)
        for place, card in enumerate(self.cards):
            group.addButton(card)
            card.clicked.connect(partial(self._select, place))
        height = look.size.indicator_row * 2 - 2 * look.space.xxl
        self.distribution = AnalysisChart("value_distribution", desk, least_height=height, keep=True)
        self.concentration = ConcentrationCard(desk, least_height=height)
        self.concentration.wanted.connect(lambda _of: self._ask_concentration())
        self.kept = RevenueKeptCard(words)
        self.kept.why_asked.connect(self._explain_kept)
        self._answer: RevenueKept | None = None
        self.check = ValueBacktestCard(desk)
        self.tenths = ValueTenthsCard(desk, least_height=height)
        self.past = QStackedWidget()
        self.past.addWidget(self.check)
        self.past.addWidget(self.tenths)
        self.check.opened.connect(self._open_tenths)
        self.tenths.closed.connect(self._close_tenths)
        self.explain_parts(self.distribution, self.concentration)
        self.column.addLayout(row_of(self.cards))
        self.column.addLayout(row_of((self.distribution, self.concentration)))
        self.column.addLayout(row_of((self.kept, self.past), 1, 2))
        self.column.addStretch(1)

    def show_analysis(self, analysis: Analysis) -> None:
        """Show figures and charts."""
        self._analysis = analysis
        self.told.emit(sentence(analysis, self.words))
        self._shown = value_figures(analysis, self.words)[:_CARDS]
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(self._shown))
            if place < len(self._shown):
                card.show_figure(self._shown[place].card)
                card.setChecked(self._shown[place].key == self._selected)
        self.distribution.show_analysis(analysis)
        self.check.show_value(analysis)
        self.past.setCurrentWidget(self.check)
        self._ask_concentration()
        self.ask("kept", analysis, questions.revenue_kept, (), self._show_kept)
        self._explain()

    def _ask_concentration(self) -> None:
        analysis = self._analysis
        if analysis is not None:
            of_value = self.concentration.of(analysis) == "value"
            question = questions.value_concentration if of_value else questions.revenue_concentration
            show = partial(self._show_concentration, analysis)
            self.ask("concentration", analysis, question, (), show)

    def _show_concentration(self, analysis: Analysis, answer: Any) -> None:
        self.concentration.show_answer(answer, analysis.data.currency)

    def _show_kept(self, answer: Any) -> None:
        assert self._analysis is not None
        self._answer = answer
        self.kept.show_kept(answer, self._analysis.data.currency, self.words)

    def _open_tenths(self, answer: Any) -> None:
        self.tenths.show_tenths(answer)
        self.past.setCurrentWidget(self.tenths)
        self.tenths.back.setFocus()

    def _close_tenths(self) -> None:
        self.past.setCurrentWidget(self.check)
        self.check.last_opened.day.setFocus()

    def _explain_kept(self) -> None:
        if self._answer is not None:
            self.explained.emit(kept_figure(self._answer))
            self.desk.window.inspector.reveal("why")

    def _select(self, place: int) -> None:
        self._selected = self._shown[place].key
        self._explain()
        self.desk.window.inspector.reveal("why")

    def _explain(self) -> None:
        chosen = [figure for figure in self._shown if figure.key == self._selected] or self._shown[:1]
        if chosen:
            self.explained.emit(chosen[0])


def sentence(analysis: Analysis, words: Words) -> Phrase:
    """Return the sentence that answers the page's question."""
    import numpy as np

    worth = analysis.value.lifetime_value
    known = np.isfinite(worth)
    if not known.any():
        return analysis.value.note
    currency = analysis.data.currency
    if not analysis.at_risk.n:
        return phrase(
            "The next {months:count} months are worth **{total}** with {n:count} customers; without a churn "
            "forecast, what may be lost is not known.",
            months=analysis.value.horizon_months,
            total=words.short_money(float(worth[known].sum()), currency),
            n=int(known.sum()),
        )
    return phrase(
        "The next {months:count} months are worth **{total}** with {n:count} customers; **{at_risk}** "
        "of it is at risk.",
        months=analysis.value.horizon_months,
        total=words.short_money(float(worth[known].sum()), currency),
        n=int(known.sum()),
        at_risk=words.short_money(analysis.at_risk.total, currency),
    )
