"""Retention curves by cohort or by any column, with their numbers."""

from __future__ import annotations

from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.tables import curves_table
from retention_desk.desktop.retention_page.view import RetentionView, Shown, SplitMenu
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import RetentionCurves
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import phrase


class CurvesView(RetentionView):
    """Who comes again so many periods after the first time: lines, and a table of them."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        size = theme.current().size
        self.chart = AnswerChart("retention_lines", desk, keep=True, least_height=size.indicator_row * 2)
        self.by = SplitMenu(desk.words, panel, phrase("Cohort"))
        self.chart.header.insertWidget(2, self.by)
        self.table = TableCard(phrase("Who comes again"), desk.words, searchable=False, dense=True)
        self.table.setMinimumHeight(size.indicator_row * 2)
        self.column.addWidget(self.chart, 3)
        self.column.addWidget(self.table, 2)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Ask for the curves by cohort, or by the column chosen, and show them."""
        self.by.show_columns(shown.columns, shown.split)
        needs = (
            phrase("Curves follow orders or use."),
            phrase("They need orders or an activity log with customer and date. Add such a file."),
        )
        lacks = analysis.metrics.cohorts is None
        if self.show_lack(needs if lacks else None, self.chart, self.table):
            return
        from retention_desk.questions import retention_curves

        asked = (shown.split or None,)
        self.workspace.answers.ask("retention.curves", analysis, retention_curves, asked, self._show)

    def _show(self, answer: RetentionCurves | None) -> None:
        self.chart.show_answer(answer)
        self.table.setVisible(answer is not None)
        if answer is not None:
            words, period = self.desk.words, PERIODS[answer.period]
            self.table.set_title(phrase("Who comes again, by {period} after the first", period=period))
            self.table.set_table(*curves_table(answer, words))
