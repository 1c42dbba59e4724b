"""Period by period: who stayed, came back and is new, and both retention rates."""

from __future__ import annotations

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.definitions_card import TwoDefinitions
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.tables import periods_table
from retention_desk.desktop.retention_page.view import RetentionView, Shown
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import phrase


class PeriodsView(RetentionView):
    """Movements as bars, the two definitions of one period, and every period in a table."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        size = theme.current().size
        self.chart = AnalysisChart(
            "movements_by_period", desk, keep=True, least_height=size.indicator_row * 2
        )
        self.two = TwoDefinitions(desk.words)
        self.two.stepped.connect(panel.step)
        title = phrase("Both definitions, period by period")
        self.table = TableCard(title, desk.words, searchable=False, dense=True)
        self.table.setMinimumHeight(size.indicator_row * 2)
        self.table.table.row_activated.connect(panel.show_back)
        self.table.table.current_row_changed.connect(panel.show_back)
        self.column.addLayout(row_of((self.chart, self.two)), 2)
        self.column.addWidget(self.table, 3)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show the periods, the one chosen in both definitions."""
        movements = analysis.metrics.movements
        period = PERIODS[analysis.settings.general.period]
        needs = (
            phrase("No complete {period} with customers yet.", period=period),
            phrase(
                "It needs dates over at least one whole {period}. Choose a shorter one, or add a file.",
                period=period,
            ),
        )
        lacks = movements is None or not len(movements.ends)
        if self.show_lack(needs if lacks else None, self.chart, self.two, self.table) or movements is None:
            return
        self.chart.show_analysis(analysis)
        self.two.show_period(movements, len(movements.ends) - 1 - shown.back)
        self.table.set_table(*periods_table(movements, self.desk.words))
