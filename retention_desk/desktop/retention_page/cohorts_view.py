"""The first view of the retention page: cohorts, how long customers stay, both definitions."""

from __future__ import annotations

from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import row_of
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.cohort_card import CohortCard
from retention_desk.desktop.retention_page.definitions_card import TwoDefinitions
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.survival_chart import SurvivalChart
from retention_desk.desktop.retention_page.view import RetentionView, Shown
from retention_desk.desktop.widgets.text import Text
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase


class CohortsView(RetentionView):
    """Cohort grid above, survival and the two definitions side by side below."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        height = theme.current().size.indicator_row * 5 // 4
        self.card = CohortCard(desk)
        self.card.cell_asked.connect(panel.part_asked)
        self.survival = SurvivalChart(desk, "retention.cohorts.survival")
        for chart in (self.survival.whole, self.survival.groups):
            chart.view.set_least_height(height)
        self.two = TwoDefinitions(desk.words)
        self.two.stepped.connect(panel.step)
        self.column.addWidget(self.card)
        self.column.addLayout(row_of((self.survival, self.two)))
        self.column.addStretch(1)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show grid, curve and definitions, or what each of them needs."""
        metrics = analysis.metrics
        movements = metrics.movements
        self.show_lack(self._lack(analysis), self.card)
        self.survival.setVisible(metrics.survival is not None)
        self.two.setVisible(movements is not None and len(movements.ends) > 0)
        if metrics.cohorts is not None:
            self.card.show_analysis(analysis, shown.cohorts)
        if metrics.survival is not None:
            self.survival.show_analysis(analysis, shown.split)
        if movements is not None and len(movements.ends):
            self.two.show_period(movements, len(movements.ends) - 1 - shown.back)

    def _lack(self, analysis: Analysis) -> tuple[Phrase, Text] | None:
        if analysis.metrics.cohorts is not None:
            return None
        if analysis.metrics.survival is None and analysis.metrics.movements is None:
            return phrase("Nothing here is dated."), phrase(
                "Retention over time needs orders, activity or subscriptions with dates. Add such a file."
            )
        return phrase("Cohorts follow orders or use."), phrase(
            "They need orders or an activity log with customer and date. Add such a file."
        )
