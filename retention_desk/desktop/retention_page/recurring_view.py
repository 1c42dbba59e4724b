"""How recurring revenue moved: a waterfall of one period, and all periods in figures that add up."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.tables import recurring_table
from retention_desk.desktop.retention_page.view import RetentionView, Shown
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.history_results import RecurringWaterfall
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, phrase


class RecurringView(RetentionView):
    """The waterfall of the period chosen, and the movements of all of them beneath."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        size = theme.current().size
        self._drawn: tuple[Analysis, int, Analysis] | None = None
        self.chart = AnalysisChart(
            "recurring_waterfall", desk, keep=True, least_height=size.indicator_row * 2
        )
        title = phrase("Movements of each period: they add up to its end")
        self.table = TableCard(title, desk.words, searchable=False, dense=True)
        self.table.setMinimumHeight(size.indicator_row * 2)
        self.table.table.row_activated.connect(panel.show_back)
        self.table.table.current_row_changed.connect(panel.show_back)
        self.column.addWidget(self.chart, 3)
        self.column.addWidget(self.table, 2)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show the movements of the period chosen and of all."""
        flow = analysis.metrics.waterfall
        if self.show_lack(_lack(analysis), self.chart, self.table) or flow is None:
            return
        back = min(shown.back, len(flow.ends) - 1)
        self.chart.show_analysis(self._as_of_period(analysis, flow, back))
        currency = analysis.data.currency
        self.table.set_table(*recurring_table(flow, analysis.metrics.series, self.desk.words, currency))

    def _as_of_period(self, analysis: Analysis, flow: RecurringWaterfall, back: int) -> Analysis:
        """Return the analysis as its chart has it so many periods ago; the same one when asked again."""
        if back == 0:
            return analysis
        if self._drawn is None or self._drawn[0] is not analysis or self._drawn[1] != back:
            earlier: dict[str, Any] = {name: value[:-back] for name, value in vars(flow).items()}
            metrics = replace(analysis.metrics, waterfall=RecurringWaterfall(**earlier))
            self._drawn = (analysis, back, replace(analysis, metrics=metrics))
        return self._drawn[2]


def _lack(analysis: Analysis) -> tuple[Phrase, Text] | None:
    if analysis.metrics.waterfall is not None:
        return None
    if "subscriptions" in analysis.data.events:
        period = PERIODS[analysis.settings.general.period]
        return phrase("Recurring revenue has not run for a whole {period} yet.", period=period), phrase(
            "Choose a shorter period, or add earlier or later subscriptions."
        )
    why = analysis.metrics.values["mrr"].missing
    title = phrase("Recurring revenue comes from subscriptions.")
    if why is None:
        return title, phrase("Add a table with customer, beginning and amount a month.")
    return title, phrase("It {needs}. Add a table with customer, beginning and amount a month.", needs=why)
