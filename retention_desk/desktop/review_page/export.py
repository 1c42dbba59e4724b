"""The button that hands the review over: a workbook of its own, or the report with its part."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu

from retention_desk.desktop.icons import icon
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.buttons import MenuButton
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.review_results import Review
from retention_desk.foundation.wording import Words, phrase


class ReviewExport(MenuButton):
    """Writes the review that it was shown last.

    Parameters
    ----------
    desk : Desk
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(phrase("Export the review"), desk.words)
        self._desk = desk
        self._workspace: Workspace = desk.session
        self._review: Review | None = None
        self.hide()

    def show_review(self, review: Review | None, words: Words) -> None:
        """Take the review to write; hidden without one."""
        self._review = review
        self.setVisible(review is not None)
        menu = QMenu(self)
        menu.addAction(icon("table"), words("Review workbook…"), self.ask_workbook)
        menu.addAction(icon("file-pdf"), words("Report with the review (PDF)…"), self.ask_report)
        self.set_menu(menu)

    def ask_workbook(self) -> None:
        """Ask where the workbook of the review goes, and write it."""
        path = self._ask_path("xlsx")
        if path is not None and self._review is not None:
            self._workspace.exports.review(self._review, path, self._desk.words)

    def ask_report(self) -> None:
        """Ask where the report goes, and write it with the review."""
        path = self._ask_path("pdf")
        if path is not None and self._review is not None:
            self._workspace.exports.report(path, self._desk.words, ReportChoice(), self._review)

    def _ask_path(self, ending: str) -> Path | None:
        words, window = self._desk.words, self._desk.window
        name = f"{self._workspace.title} {words('Review')}.{ending}"
        chosen, _kind = QFileDialog.getSaveFileName(window, words("Export"), name, f"*.{ending}")
        return Path(chosen) if chosen else None
