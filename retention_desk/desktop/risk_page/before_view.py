"""Before they left: the average path of what customers do, beside matched customers who stayed."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QGridLayout, QWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.page import Desk
from retention_desk.desktop.page_view import PageView
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.churn_results import Trajectories
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

_MOST_CHARTS = 8
_COLUMNS = 2


class RiskBeforeView(PageView):
    """One chart a path, the ones that part most clearly first; what left means below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        words, look = desk.words, theme.current()
        self.lack = EmptyState(
            phrase("The weeks before leaving cannot be shown."),
            "",
            words,
            (phrase("Add files"), lambda: desk.session.choose_files(add=True)),
            primary=False,
        )
        self.lack.hide()
        height = look.size.indicator_row * 2 - look.space.l
        self.charts = [
            AnswerChart("customer_trajectory", desk, least_height=height) for _ in range(_MOST_CHARTS)
        ]
        self._holder = QWidget()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look.space.card_gap)
        for place, chart in enumerate(self.charts):
            grid.addWidget(chart, *divmod(place, _COLUMNS))
            chart.hide()
        self.note = Label("", words, role="caption", tone="muted", wrap=True)
        for widget in (self.lack, self._holder, self.note):
            self.column.addWidget(widget)
        self.column.addStretch(1)
        self._analysis: Analysis | None = None

    def show_analysis(self, analysis: Analysis) -> None:
        """Ask for the paths of an analysis."""
        if analysis is not self._analysis:
            self._analysis = analysis
            self.told.emit(phrase("Looking at the weeks before customers left …"))
        self.ask("trajectories", analysis, questions.trajectories, (), self.show_paths)

    def show_paths(self, answer: Any) -> None:
        """Show the paths, or why there are none."""
        currency = None if self._analysis is None else self._analysis.data.currency
        self.lack.setVisible(not answer.paths)
        self._holder.setVisible(bool(answer.paths))
        self.note.setVisible(bool(answer.paths))
        self.lack.note.say(answer.missing)
        for place, chart in enumerate(self.charts):
            chart.setVisible(place < len(answer.paths))
            if place < len(answer.paths):
                chart.show_answer(answer.paths[place], currency)
        self.note.say(paths_note(answer))
        self.told.emit(paths_sentence(answer))


def paths_sentence(answer: Trajectories) -> Phrase:
    """Return what changes first, and when."""
    if not answer.paths:
        return answer.missing
    parted = [path for path in answer.paths if path.parted_days is not None]
    if not parted:
        return phrase("Before leaving, customers behave **no differently** from similar ones who stay.")
    first = max(parted, key=lambda path: path.parted_days or 0)
    return phrase(
        "The first to change is **{label}, {days:count} days before** customers leave.",
        label=first.label, days=first.parted_days,
    )  # fmt: skip


def paths_note(answer: Trajectories) -> Phrase:
    """Return what left means, and whom the paths show."""
    return phrase(
        "{definition}. Shown are {pairs:count} of {leavers:count} who left, each beside one customer who "
        "stayed, matched by day, tenure and frequency. Those without ninety days of history or without a "
        "match are left out.",
        definition=answer.definition, pairs=answer.n_pairs, leavers=answer.n_leavers,
    )  # fmt: skip
