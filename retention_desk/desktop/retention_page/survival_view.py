"""How long customers stay and where they leave, of everybody or by any column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.survival_chart import SurvivalChart
from retention_desk.desktop.retention_page.tables import survival_rows, survival_table
from retention_desk.desktop.retention_page.view import RetentionView, Shown, SplitMenu
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import SurvivalByGroup
from retention_desk.foundation.wording import phrase


class SurvivalView(RetentionView):
    """Kaplan–Meier (by group with the log-rank test), hazard by tenure, and the numbers of each group."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        size = theme.current().size
        self.survival = SurvivalChart(desk, "retention.survival", self._show_groups)
        self.hazard = AnalysisChart("hazard_by_tenure", desk, keep=True)
        for chart in (self.survival.whole, self.survival.groups, self.hazard):
            chart.view.set_least_height(size.indicator_row * 2)
        title = phrase("Still there, with the 95 % interval")
        self.table = TableCard(title, desk.words, searchable=False, dense=True)
        self.by = SplitMenu(desk.words, panel, phrase("Everybody"))
        self.table.header.insertWidget(2, self.by)
        self.column.addLayout(row_of((self.survival, self.hazard)), 1)
        self.column.addWidget(self.table)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show everybody's curve or ask for those by the column chosen."""
        self.by.show_columns(shown.columns, shown.split)
        curve = analysis.metrics.survival
        needs = (
            phrase("Nothing tells yet how long customers stay."),
            phrase(
                "It needs orders, activity or subscriptions with dates, or days of leaving. Add such a file."
            ),
        )
        if self.show_lack(None if curve is not None else needs, self.survival, self.hazard, self.table):
            return
        self.hazard.show_analysis(analysis)
        self.survival.show_analysis(analysis, shown.split)
        if curve is not None and not shown.split:
            self._fill(*survival_table([(phrase("Everybody"), curve)], (), self.desk.words))

    def _show_groups(self, answer: SurvivalByGroup | None) -> None:
        if answer is None:
            self._fill((), {})
            return
        self._fill(*survival_table(survival_rows(answer), answer.too_few, self.desk.words))

    def _fill(self, specs: Sequence[ColumnSpec], columns: Mapping[str, Any]) -> None:
        """Fill the table, which takes no more room than its rows."""
        self.table.set_table(specs, columns)
        size, inner = theme.current().size, self.table.table
        lines = max(inner.model_.total, 1) * inner.row_height + size.table_header
        self.table.setFixedHeight(min(size.top_bar + lines + theme.current().space.l, size.indicator_row * 3))
