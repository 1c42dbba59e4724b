"""Feedback: what customers say, why they left, how long they waited."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QWidget

from retention_desk import questions
from retention_desk.desktop import theme
from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.chart.analysis_chart import AnswerChart
from retention_desk.desktop.feedback_page.charts import SplitChart
from retention_desk.desktop.feedback_page.comments_card import CommentsCard
from retention_desk.desktop.feedback_page.figures import feedback_figures, is_known, leading_figure
from retention_desk.desktop.feedback_page.missing_card import MissingCard
from retention_desk.desktop.feedback_page.service_card import ServiceCard
from retention_desk.desktop.feedback_page.settings import FeedbackPanel
from retention_desk.desktop.feedback_page.words import missing_parts, sentence
from retention_desk.desktop.figure_views import ShownFigure
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.trace.why_view import WhyView
from retention_desk.desktop.widgets.figure_card import Figure, FigureCard
from retention_desk.foundation.feedback_results import (
    CommentTopics,
    LeavingReasons,
    ServiceTimes,
)
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import phrase

_CARDS = 4


class FeedbackPage(AnalysisPage):
    """Figures with trend and split, reasons for leaving, topics with their comments, service times."""

    def __init__(self, desk: Desk) -> None:
        self._panel = FeedbackPanel(desk)
        self._why = WhyView(desk)
        self._figure = ""
        self._topic = ""
        self._shown: list[ShownFigure] = []
        self._known: dict[str, Any] = {}
        super().__init__(
            ENTRY.title,
            desk,
            phrase("What customers say, why they left and how long they waited will be here."),
        )

    def settings_panel(self) -> QWidget | None:
        """Return which answers count, and the reasons."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return the *Why* of the selected figure."""
        return self._why if self.analysis is not None else None

    # -- building ----------------------------------------------------------------------------------

    def build(self) -> None:
        """Make cards, charts and tables."""
        words, low = self.words, theme.current().size.indicator_row * 2
        self.cards = [FigureCard(Figure("", ""), words) for _ in range(_CARDS)]
        group = QButtonGroup(self)
        for place, card in enumerate(self.cards):
            group.addButton(card)
            card.clicked.connect(partial(self._select, place))
        self.history = AnswerChart("figure_history", self.desk, least_height=low)
        self.split = SplitChart(self.desk, "feedback.split", least_height=low)
        self.reasons = AnswerChart("leaving_reasons", self.desk, least_height=low)
        self.topics = AnswerChart("comment_topics", self.desk, least_height=low)
        self.comments = CommentsCard(self.desk)
        self.service = ServiceCard(self.desk)
        self.missing = MissingCard(words, partial(self.workspace.choose_files, add=True))
        self.topics.clicked.connect(self._choose_topic)
        self.comments.filter_removed.connect(lambda _key: self._show_topic(""))
        self.content.addLayout(row_of(self.cards))
        self.content.addLayout(row_of((self.history, self.split)))
        self.content.addLayout(row_of((self.reasons, self.topics)))
        for part in (self.comments, self.service, self.missing):
            self.content.addWidget(part)
        self.content.addStretch(1)
        for late in (self.history, self.split, self.reasons, self.topics, self.comments, self.service):
            late.hide()

    # -- rendering ---------------------------------------------------------------------------------

    def fill(self, analysis: Analysis) -> None:
        """Fill the cards; charts and tables follow as soon as their questions are answered."""
        self._known = {}
        self._shown = feedback_figures(analysis, self.words)
        if not is_known(analysis, self._figure):
            self._figure = leading_figure(analysis)
        any_known = is_known(analysis, self._figure)
        for card, shown in zip(self.cards, self._shown, strict=True):
            card.setVisible(any_known)
            card.show_figure(shown.card)
            card.setChecked(shown.key == self._figure)
        self.say(sentence(analysis, None, self.words))
        self._panel.show_analysis(analysis)
        self._why.show_metric(self._figure, analysis)
        self._ask_figure(analysis)
        ask = self.workspace.answers.ask
        ask("feedback.reasons", analysis, questions.leaving_reasons, (), self._show_reasons)
        ask("feedback.topics", analysis, questions.comment_topics, (), self._show_topics)
        ask("feedback.service", analysis, questions.service_times, (), self._show_service)

    def _ask_figure(self, analysis: Analysis) -> None:
        known = is_known(analysis, self._figure)
        self.history.setVisible(known)
        self.split.setVisible(known)
        if known:
            self.history.why_key = self._figure
            ask = self.workspace.answers.ask
            ask(
                "feedback.history",
                analysis,
                questions.figure_history,
                (self._figure,),
                self.history.show_answer,
            )
            self.split.show_figure(analysis, self._figure)

    def _select(self, place: int) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        chosen = self._shown[place].key
        self._why.show_metric(chosen, analysis)
        self.desk.window.inspector.reveal("why")
        if is_known(analysis, chosen):
            self._figure = chosen
            self._ask_figure(analysis)

    def _show_reasons(self, reasons: LeavingReasons | None) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        self._known["reasons"] = reasons
        self.reasons.show_answer(reasons)
        self._panel.show_reasons(analysis, reasons)
        self._say_all(analysis)

    def _show_topics(self, topics: CommentTopics | None) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        self._known["topics"] = topics
        self.topics.show_answer(topics)
        self.comments.setVisible(topics is not None)
        if topics is not None:
            self.comments.show_comments(analysis, topics, self.words)
            self._show_topic(self._topic if self._topic in topics.keys else "")
        self._say_all(analysis)

    def _show_service(self, times: ServiceTimes | None) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        self._known["service"] = times
        self.service.setVisible(times is not None)
        if times is not None:
            self.service.show_times(times, self.words)
        self._say_all(analysis)

    def _say_all(self, analysis: Analysis) -> None:
        """Say the sentence, and what is missing once all is answered."""
        self.say(sentence(analysis, self._known.get("reasons"), self.words))
        if len(self._known) == len(("reasons", "topics", "service")):
            self.missing.show_missing(missing_parts(analysis, **self._known), self.words)

    # -- topics ------------------------------------------------------------------------------------

    def _choose_topic(self, key: str) -> None:
        """Show the comments about a topic alone; the same topic again shows all."""
        self._show_topic("" if key == self._topic else key)

    def _show_topic(self, key: str) -> None:
        self._topic = key
        self.comments.show_topic(key)
        self.topics.view.select([key] if key else [])


def _build(desk: Desk) -> Page:
    return FeedbackPage(desk)


ENTRY = PageEntry("feedback", phrase("Feedback"), "chat-text", 2, 7, _build)
