"""Looking back at the health score: how it ordered customers on several days, and where it was wrong."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnalysisChart
from retention_desk.desktop.health_page.past_list_card import Kind, PastListCard
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase

_REST_MS: Final = 200


class PastHealthView(QWidget):
    """AUC by day, and the lists of missed leavers and false alarms; follows the weights when they rest."""

    left = Signal()
    """The user wants to return to the scores."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        words, look = desk.words, theme.current()
        self._desk = desk
        self.back = Button(phrase("Back to the scores"), words, kind="link", icon="caret-left")
        self.back.clicked.connect(lambda: self.left.emit())
        self._note = Label("", words, role="caption", tone="muted", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(look.space.m)
        head.addWidget(self.back)
        head.addWidget(self._note, 1)
        self.chart = AnalysisChart(
            "backtest_days", desk, least_height=look.size.indicator_row * 2 - look.space.xl, keep=True
        )
        self.list = PastListCard(desk)
        self.list.setMinimumHeight(look.size.indicator_row * 2)
        self.list.wanted.connect(lambda _kind: self._ask())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space.s)
        column.addLayout(head)
        column.addWidget(self.chart, 2)
        column.addWidget(self.list, 3)
        self._analysis: Analysis | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.show_now)

    def show_soon(self, analysis: Analysis) -> None:
        """Show an analysis once no newer one follows: drawing is too slow for every move of a drag."""
        self._analysis = analysis
        self.list.show_counts(analysis.backtest)
        self._rest.start()

    def show_now(self) -> None:
        """Show the analysis given last."""
        analysis = self._analysis
        if analysis is None:
            return
        self._note.say(analysis.backtest.note)
        self.chart.show_analysis(analysis)
        self._ask()

    def _ask(self) -> None:
        analysis, kind = self._analysis, self.list.kind
        if analysis is None:
            return
        workspace: Workspace = self._desk.session
        question = questions.missed_leavers if kind == "missed" else questions.false_alarms

        def show(found: Any, analysis: Analysis = analysis, kind: Kind = kind) -> None:
            self.list.show_list(analysis, found, kind, self._desk.words)

        workspace.answers.ask("health.past", analysis, question, (), show)
