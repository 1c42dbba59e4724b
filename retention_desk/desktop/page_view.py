"""A view of a page: shows an analysis, asks what takes longer, tells what it found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnalysisChart, AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Words


class PageView(QWidget):
    """A column of cards; subclasses give `show_analysis`.

    Parameters
    ----------
    desk : Desk
    """

    told = Signal(object)
    """Phrase: the sentence that answers the page's question in this view."""
    explained = Signal(object)
    """ShownFigure that *Why* is to explain."""
    part_asked = Signal(object, object)
    """Phrase and positions: the customers of a part of a chart that *Why* is to explain."""
    view_wanted = Signal(str)
    """Key of another view that the user wants to see."""
    settings_wanted = Signal()
    """The user wants to change what the view rests on."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.page_key = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.current().space.card_gap)

    @property
    def words(self) -> Words:
        """The language of the window."""
        return self.desk.words

    def show_analysis(self, analysis: Analysis) -> None:
        """Show an analysis, in the language of the window."""
        raise NotImplementedError

    def explain_parts(self, *charts: AnalysisChart | AnswerChart) -> None:
        """Let the parts of charts be explained, from the chart's menu."""
        for chart in charts:
            chart.why_asked.connect(partial(self._ask_why, chart))

    def _ask_why(self, chart: AnalysisChart | AnswerChart, key: str) -> None:
        wanted = chart.filter_of(key)
        if wanted is not None and wanted.chosen:
            self.part_asked.emit(wanted.text, wanted.chosen)

    def ask(
        self,
        topic: str,
        analysis: Analysis,
        question: Callable[..., Any],
        arguments: tuple[Any, ...],
        show: Callable[[Any], None],
    ) -> None:
        """Have a question answered off the window's thread and shown where it still is the newest."""
        workspace: Workspace = self.desk.session
        workspace.answers.ask(f"{self.page_key}.{topic}", analysis, question, arguments, show)
