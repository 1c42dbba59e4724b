"""Retention: how many stay."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.figure_views import period_name
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.retention_page.activity_view import ActivityView
from retention_desk.desktop.retention_page.cohorts_view import CohortsView
from retention_desk.desktop.retention_page.compare_view import CompareView
from retention_desk.desktop.retention_page.curves_view import CurvesView
from retention_desk.desktop.retention_page.panel import RetentionPanel
from retention_desk.desktop.retention_page.periods_view import PeriodsView
from retention_desk.desktop.retention_page.recurring_view import RecurringView
from retention_desk.desktop.retention_page.splits_view import SplitsView
from retention_desk.desktop.retention_page.survival_view import SurvivalView
from retention_desk.desktop.retention_page.view import RetentionView
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.viewed_page import ViewedPage
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.split_results import SplitColumn
from retention_desk.foundation.trace_results import Traced
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase

VIEWS: Final[tuple[tuple[str, Phrase, type[RetentionView]], ...]] = (
    ("cohorts", phrase("Cohorts"), CohortsView),
    ("curves", phrase("Curves"), CurvesView),
    ("survival", phrase("Survival"), SurvivalView),
    ("periods", phrase("Periods"), PeriodsView),
    ("recurring", phrase("Recurring revenue"), RecurringView),
    ("activity", phrase("Active customers"), ActivityView),
    ("compare", phrase("A year before"), CompareView),
    ("splits", phrase("Splits"), SplitsView),
)
"""Key, name and class of each view, in the order of their tabs."""


class RetentionPage(ViewedPage[RetentionView]):
    """One sentence, and views under it: the first is cohorts, survival and both definitions.

    Notes
    -----
    Which view is in front, and what it is asked to show, the page remembers while the program runs.
    """

    def __init__(self, desk: Desk) -> None:
        self._panel = RetentionPanel(desk)
        self._why = WhyView(desk)
        self._figure = "retention_rate"
        names = [(key, name) for key, name, _make in VIEWS]
        promise = phrase("Cohorts, survival and both retention rates will be here.")
        super().__init__(ENTRY.key, ENTRY.icon, ENTRY.title, names, desk, promise)
        self._panel.changed.connect(self.refresh)
        self._panel.figure_asked.connect(self._show_why)
        self._panel.part_asked.connect(self._show_part)

    def settings_panel(self) -> QWidget | None:
        """Return period, window and what the views show."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the figure asked for, the retention rate at first."""
        return self._why if self.analysis is not None else None

    def make_view(self, key: str) -> RetentionView:
        """Return a new view."""
        make = {name: make for name, _title, make in VIEWS}[key]
        return make(self.desk, self._panel)

    def command_name(self, view: Phrase) -> Phrase:
        """Return what the command for a view is called."""
        return phrase("Retention: {view}", view=view)

    def fill(self, analysis: Analysis) -> None:
        """Fill the view in front."""
        self._panel.show_analysis(analysis)
        self._ask_columns(analysis)
        self.say(sentence(analysis, self._panel.shown().back, self.words))
        self.show_front()
        self._why.show_metric(self._figure, analysis)

    def fill_view(self, key: str, view: RetentionView, analysis: Analysis) -> None:
        """Show what the panel asks for in the view that is in front."""
        self._panel.show_view(key)
        view.show_analysis(analysis, self._panel.shown())

    def _ask_columns(self, analysis: Analysis) -> None:
        from retention_desk.questions import split_columns

        def show(columns: tuple[SplitColumn, ...]) -> None:
            before = self._panel.shown()
            self._panel.show_columns(columns)
            if self._panel.shown() != before and self.analysis is analysis:
                self.show_front()

        self.workspace.answers.ask("retention.columns", analysis, split_columns, (), show)

    def _show_part(self, part: Traced) -> None:
        if self.analysis is not None:
            self._why.show_part(part, self.analysis)
        self.desk.window.inspector.reveal("why")

    def _show_why(self, key: str) -> None:
        self._figure = key
        if self.analysis is not None:
            self._why.show_metric(key, self.analysis)
        self.desk.window.inspector.reveal("why")


def sentence(analysis: Analysis, back: int, words: Words) -> Phrase | str:
    """Return the sentence that answers the page's question, so many periods before the last one."""
    movements = analysis.metrics.movements
    if movements is None or not len(movements.ends):
        if analysis.metrics.active is None:
            return ""
        whole = PERIODS[analysis.settings.general.period]
        return phrase("No {period} is over yet: how many stay cannot be told.", period=whole)
    place = max(len(movements.ends) - 1 - back, 0)
    opening, stayed = int(movements.opening[place]), int(movements.stayed[place])
    period = period_name(movements.starts[place], movements.ends[place], words)
    if not opening:
        return phrase("Nobody was active before {period}: there is nobody yet to keep.", period=period)
    return phrase(
        "Of **{opening:count} customers** active before {period}, **{stayed:count} ({share:share})** "
        "were still "
        "active at its end; {back:count} others came back.",
        opening=opening,
        period=period,
        stayed=stayed,
        share=stayed / opening,
        back=int(movements.came_back[place]),
    )


def _build(desk: Desk) -> Page:
    return RetentionPage(desk)


ENTRY = PageEntry("retention", phrase("Retention"), "repeat", 2, 5, _build)
