"""How long customers stay, of everybody or by the column chosen: one place for both charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop.chart.analysis_chart import AnalysisChart, AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import SurvivalByGroup
from retention_desk.foundation.trace_results import StayOf, Traced

MONTH_DAYS: Final = 365.25 / 12
Told = Callable[[SurvivalByGroup | None], None]


class StayCurveChart(AnalysisChart):
    """Kaplan–Meier of everybody; *Why* traces its points, a click filters by who was still there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("survival_curve", desk, keep=True)

    def part_of(self, key: str) -> Traced | None:
        """Return the point of the curve after so many months."""
        return StayOf(int(key) * MONTH_DAYS) if key.isdigit() else super().part_of(key)


class SurvivalChart(QWidget):
    """Kaplan–Meier with its band, or one curve a group with the log-rank test in words.

    Parameters
    ----------
    desk : Desk
    topic : str
        The place of the answer (see `Answers.ask`).
    told : callable, optional
        Gets the answer by group too.
    """

    def __init__(self, desk: Desk, topic: str, told: Told | None = None) -> None:
        super().__init__()
        self._answers, self._topic, self._told = desk.session.answers, topic, told
        self.whole = StayCurveChart(desk)
        self.groups = AnswerChart("survival_groups", desk, keep=True)
        self.groups.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.whole)
        column.addWidget(self.groups)

    def show_analysis(self, analysis: Analysis, split: str) -> None:
        """Show everybody's curve, or those by a column; the old ones stay until the new are known."""
        if not split:
            self._answers.drop(self._topic)
            self.whole.show_analysis(analysis)
            self._turn(by_group=False)
            return
        from retention_desk.questions import survival_by_group

        self._answers.ask(self._topic, analysis, survival_by_group, (split,), self._show_groups)

    def _show_groups(self, answer: SurvivalByGroup | None) -> None:
        self.groups.show_answer(answer)
        self._turn(by_group=True)
        if self._told is not None:
            self._told(answer)

    def _turn(self, *, by_group: bool) -> None:
        self.whole.setVisible(not by_group)
        self.groups.setVisible(by_group)
