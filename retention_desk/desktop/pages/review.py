"""Review: whether it worked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from retention_desk.desktop.analysis_page import AnalysisPage
from retention_desk.desktop.commands import Command
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.review_page.desk import ReviewDesk
from retention_desk.desktop.review_page.done_view import DoneView
from retention_desk.desktop.review_page.experiments_view import ExperimentsView
from retention_desk.desktop.review_page.export import ReviewExport
from retention_desk.desktop.review_page.lift_view import LiftView
from retention_desk.desktop.review_page.missed_view import MissedView
from retention_desk.desktop.review_page.moves_view import MovesView
from retention_desk.desktop.review_page.panel import ReviewPanel
from retention_desk.desktop.review_page.plays_view import PlaysView
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.desktop.review_page.why import ReviewWhy
from retention_desk.desktop.review_page.workbooks_view import WorkbooksView
from retention_desk.desktop.widgets.states import EmptyState
from retention_desk.desktop.widgets.view_tabs import ViewTabs
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, phrase

VIEWS: Final[tuple[tuple[str, Phrase], ...]] = (
    ("workbooks", phrase("Workbooks")),
    ("moves", phrase("What moved")),
    ("done", phrase("Done or not")),
    ("lift", phrase("Did it help?")),
    ("plays", phrase("Plays")),
    ("missed", phrase("Missed leavers")),
    ("experiments", phrase("Experiments")),
)

WITHOUT_REVIEW: Final = frozenset({"workbooks", "experiments"})
"""Views that need no review to be shown, and hand none over."""

WAITING: Final = phrase("The review is being worked out.")


class ReviewPage(AnalysisPage):
    """What came back, this month against an earlier one, and what the lists did, in seven views."""

    def __init__(self, desk: Desk) -> None:
        self._panel = ReviewPanel(desk)
        self._why = ReviewWhy(desk)
        super().__init__(
            ENTRY.title,
            desk,
            phrase("What came back from the team, and whether the contacts worked, will be here."),
        )
        self.review = ReviewDesk(desk, self)
        self.review.changed.connect(self.refresh)
        self._panel.month_chosen.connect(self._compare_with)

    def settings_panel(self) -> QWidget | None:
        """Return the month compared with, and how outcomes are judged."""
        return self._panel if self.analysis is not None else None

    def why_panel(self) -> QWidget | None:
        """Return how the figures are made."""
        return self._why if self.analysis is not None else None

    def build(self) -> None:
        """Make the views."""
        self.tabs = ViewTabs(VIEWS, self.words, name=phrase("View"))
        self.tabs.chosen.connect(lambda _key: self.refresh())
        self.content.addWidget(self.tabs)
        self.waiting = EmptyState(
            WAITING,
            phrase("Every customer is scored again as of then, so that what moved them can be told."),
            self.words,
        )
        self.content.addWidget(self.waiting, 1)
        self.workbooks = WorkbooksView(self.desk, self.review.flow)
        self.views: dict[str, ReviewView] = {
            "workbooks": self.workbooks,
            "moves": MovesView(self.desk),
            "done": DoneView(self.desk),
            "lift": LiftView(self.desk),
            "plays": PlaysView(self.desk, self.review.decide),
            "missed": MissedView(self.desk),
            "experiments": ExperimentsView(self.desk),
        }
        self.export = ReviewExport(self.desk)
        self.buttons.addWidget(self.export)
        for key, view in self.views.items():
            view.told.connect(partial(self._tell, key))
            view.wished.connect(self._follow)
            self.content.addWidget(view, 1)
            for button in view.head_buttons():
                self.buttons.addWidget(button)
                button.hide()

    def fill(self, analysis: Analysis) -> None:
        """Fill the view in front; the others wait until they are looked at."""
        self.review.ask(analysis)
        state = self.review.state()
        self._panel.show_settings(analysis.settings)
        self._panel.show_months(self.review.earlier_months(), self.review.compared_day)
        self._why.show_review(state.review, self.words)
        self.export.show_review(state.review, self.words)
        shown = self.tabs.key()
        waits = state.has_project and state.review is None and shown not in WITHOUT_REVIEW
        self.waiting.setVisible(waits)
        for key, view in self.views.items():
            view.setVisible(key == shown and not waits)
            if key != shown:
                for button in view.head_buttons():
                    button.hide()
        if shown in WITHOUT_REVIEW:
            self.export.hide()
        if waits:
            self.say(WAITING)
        else:
            self.views[shown].show_state(state)

    def open_view(self, key: str) -> None:
        """Bring the page and one of its views to the front."""
        self.desk.window.open_page(ENTRY.key)
        if self._built:
            self.tabs.choose(key)
            self.refresh()

    def take_files(self, paths: Sequence[Path]) -> bool:
        """Take dropped workbooks back; return whether there is a project that takes them."""
        if not self.review.has_project or self.analysis is None:
            return False
        self.open_view("workbooks")
        self.review.flow.bring(paths)
        return True

    def commands(self) -> Sequence[Command]:
        """Return a command for each view."""
        return [
            Command(
                f"review.{key}",
                phrase("Review: {view}", view=name),
                partial(self.open_view, key),
                enabled=lambda: self.analysis is not None,
                icon=ENTRY.icon,
            )
            for key, name in VIEWS
        ]

    def _tell(self, key: str, sentence: Phrase) -> None:
        """Say what a view found, unless another is in front."""
        if key == self.tabs.key():
            self.say(sentence)

    def _compare_with(self, day: dt.date) -> None:
        self.review.compare_with(day)

    def _follow(self, wish: str) -> None:
        """Do what gets somebody on."""
        window, workspace = self.desk.window, self.workspace
        if wish == "project":
            workspace.project_desk.new()
        elif wish == "data":
            workspace.choose_files()
        elif wish == "export":
            workspace.ask_workbook()
        elif wish == "bring":
            self.open_view("workbooks")
            self.workbooks.choose()
        else:
            window.open_page("actions")
            window.inspector.reveal("settings")


def _build(desk: Desk) -> Page:
    return ReviewPage(desk)


ENTRY = PageEntry("review", phrase("Review"), "arrows-clockwise", 3, 10, _build)
