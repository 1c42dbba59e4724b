"""Any figure by any column, on the retention page."""

from __future__ import annotations

from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.split_card import SplitCard
from retention_desk.desktop.retention_page.view import RetentionView, Shown
from retention_desk.foundation.results import Analysis


class SplitsView(RetentionView):
    """The card in which a figure and a column are chosen, as large as the page."""

    def __init__(self, desk: Desk, panel: RetentionPanel) -> None:
        super().__init__(desk, panel)
        self.card = SplitCard(desk, topic="retention.splits")
        self.column.addWidget(self.card, 1)

    def show_analysis(self, analysis: Analysis, shown: Shown) -> None:
        """Show the figure chosen by the column chosen."""
        self.card.show_analysis(analysis)
