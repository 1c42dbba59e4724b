"""Reports: what to hand over."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from retention_desk.desktop.analysis_page import AnalysisPage, row_of
from retention_desk.desktop.exports.handed_over import kept_by
from retention_desk.desktop.page import Desk, Page, PageEntry
from retention_desk.desktop.reports_page.report_pictures import sheets_of
from retention_desk.desktop.reports_page.report_preview import ReportPreview
from retention_desk.desktop.reports_page.report_settings import ReportPanel
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.text import Label
from retention_desk.desktop.window_commands import LANGUAGE_NAMES
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase
from retention_desk.reporting.paper.marks import Page as Sheet


class ReportsPage(AnalysisPage):
    """The report page by page, and beside it whatever else can be handed over."""

    def __init__(self, desk: Desk) -> None:
        self._panel = ReportPanel(desk)
        self._panel.changed.connect(self._set_again)
        super().__init__(
            ENTRY.title, desk, phrase("The report to hand over will be here, page by page."), scroll=False
        )
        exporting = self.workspace.exporting
        self.print = Button(phrase("Print…"), self.words, icon="printer")
        panel = self._panel
        panel.key_asked.connect(lambda: panel.take_key(exporting.ask_key()))
        self.print.clicked.connect(lambda: exporting.print_report(panel.language, panel.choice, panel.key))
        self.save = Button(phrase("Save as PDF"), self.words, kind="primary", icon="file-pdf")
        self.save.clicked.connect(lambda: exporting.report(panel.language, panel.choice, panel.key))
        for button in (self.print, self.save):
            self.buttons.addWidget(button)
            button.hide()

    def settings_panel(self) -> QWidget | None:
        """Return language, name and parts of the report."""
        return self._panel if self.analysis is not None else None

    def build(self) -> None:
        """Make the other exports and the preview."""
        words, exporting = self.words, self.workspace.exporting
        self.preview = ReportPreview(self.session.runner, words)
        self.others = [
            HandoverCard(
                phrase("Action workbook"),
                phrase("The list to fill in, with live formulas; it comes back and is merged."),
                phrase("Save the workbook"),
                lambda: exporting.workbook(self._panel.language, self._panel.key),
                words,
            ),
            HandoverCard(
                phrase("Customers as CSV"),
                phrase("One line per customer: scores, forecasts, value, play."),
                phrase("Save the customers"),
                lambda: exporting.customers(self._panel.language, self._panel.key),
                words,
            ),
            HandoverCard(
                phrase("Charts"),
                phrase("Every chart as a picture of its own, in a folder."),
                phrase("Save the charts"),
                lambda: exporting.charts("png", self._panel.language),
                words,
            ),
        ]
        self.content.addWidget(self.preview, 1)
        self.content.addLayout(row_of(self.others))
        self.print.show()
        self.save.show()

    def fill(self, analysis: Analysis) -> None:
        """Set the pages of the report again."""
        self._panel.follow(self.words.language)
        if not analysis.is_whole:
            self.say(phrase("The forecast is still being trained; the report follows."))
            return
        self.say(phrase("The pages are being set."))
        self.preview.wait()
        kept = kept_by(self.workspace.project.state)
        asked = (self._panel.language, self._panel.choice, kept, self._panel.key)
        self.workspace.answers.ask("reports.pages", analysis, sheets_of, asked, self._show_pages)

    def _set_again(self) -> None:
        if self.analysis is not None and self.isVisible():
            self.fill(self.analysis)
        else:
            self.refresh()

    def _show_pages(self, pages: tuple[Sheet, ...]) -> None:
        analysis = self.analysis
        if analysis is None:
            return
        self.preview.show_pages(pages)
        name = LANGUAGE_NAMES[self._panel.language]
        self.say(sentence(len(pages), name, analysis))


def sentence(pages: int, language: str, analysis: Analysis) -> Phrase:
    """Return how long the report is, in which language, and from which day."""
    said = {"n": pages, "language": language}
    if analysis.data.as_of is None:
        return phrase("**{n:count} pages** in {language}, with the same figures as every page here.", **said)
    return phrase(
        "**{n:count} pages** in {language} as of {day:longdate}, with the same figures as every page here.",
        day=analysis.data.as_of,
        **said,
    )


class HandoverCard(Card):
    """Something that can be handed over: what it is, and the button that saves it."""

    def __init__(
        self, title: Phrase, what: Phrase, word: Phrase, run: Callable[[], None], words: Words
    ) -> None:
        super().__init__(title, words)
        self.button = Button(word, words, dense=True)
        self.button.clicked.connect(lambda: run())
        self.body.addWidget(Label(what, words, role="caption", tone="muted", wrap=True))
        self.body.addStretch(1)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)


def _build(desk: Desk) -> Page:
    return ReportsPage(desk)


ENTRY = PageEntry("reports", phrase("Reports"), "files", 3, 11, _build)
