"""A day looked back from, opened to the tenths of its customers."""

from __future__ import annotations

from PySide6.QtCore import Signal

from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.results import CheckByTenth
from retention_desk.foundation.wording import phrase


class ValueTenthsCard(AnswerChart):
    """The chart of predicted against came by tenth, with the way back to all days."""

    closed = Signal()
    """The user wants the days back."""

    def __init__(self, desk: Desk, *, least_height: int | None = None) -> None:
        super().__init__("value_tenths", desk, least_height=least_height, keep=True)
        self.back = Button(phrase("All days"), desk.words, kind="link")
        self.back.clicked.connect(self.closed)
        self.header.insertWidget(self.header.indexOf(self.as_table), self.back)

    def show_tenths(self, answer: CheckByTenth) -> None:
        """Show the tenths of one day."""
        self.show_answer(answer, answer.currency)
