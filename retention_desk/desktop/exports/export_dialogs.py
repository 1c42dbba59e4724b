"""What can be exported: the menu, the commands, and the questions where it goes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog, QMenu

from retention_desk.desktop.actions_page.exports import add_contact_exports
from retention_desk.desktop.commands import Command
from retention_desk.desktop.exports.handed_over import kept_by
from retention_desk.desktop.icons import icon
from retention_desk.desktop.reports_page.report_pictures import sheets_of
from retention_desk.desktop.window_commands import LANGUAGE_NAMES
from retention_desk.foundation.report_results import ReportChoice
from retention_desk.foundation.wording import Language, Phrase, Words, phrase

if TYPE_CHECKING:
    from retention_desk.desktop.workspace import Workspace
    from retention_desk.reporting.paper.marks import Page

WHOLE = ReportChoice()


class ExportDialogs(QObject):
    """Asks where an export goes, and has it written.

    Parameters
    ----------
    workspace : Workspace
        Its window, session and exporter.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._workspace = workspace

    def show_menu(self) -> None:
        """Open the menu under the Export button."""
        menu = self.menu()
        button = self._workspace.window.top_bar.export
        menu.popup(button.mapToGlobal(button.rect().bottomRight()) - QPoint(menu.sizeHint().width(), 0))

    def menu(self) -> QMenu:
        """Return the menu of what can be exported."""
        window = self._workspace.window
        words, menu = window.words, QMenu(window)
        menu.addAction(icon("table"), words("Action workbook…"), self.workbook)
        other = menu.addMenu(icon("translate"), words("Action workbook in"))
        for language, name in LANGUAGE_NAMES.items():
            other.addAction(name, partial(self.workbook, language))
        menu.addAction(icon("file-pdf"), words("Report as PDF…"), self.report)
        menu.addAction(icon("printer"), words("Print the report…"), self.print_report)
        menu.addAction(icon("file-text"), words("Customers as CSV…"), self.customers)
        hidden = menu.addMenu(icon("lock-simple"), words("Anonymised"))
        for name, write in (
            (words("Action workbook…"), self.workbook),
            (words("Report as PDF…"), self.report),
            (words("Customers as CSV…"), self.customers),
        ):
            hidden.addAction(name, partial(self.anonymised, write))
        menu.addSeparator()
        add_contact_exports(menu, self._workspace)
        menu.addSeparator()
        menu.addAction(icon("image"), words("Charts as PNG…"), partial(self.charts, "png"))
        menu.addAction(icon("image"), words("Charts as SVG…"), partial(self.charts, "svg"))
        return menu

    def commands(self) -> list[Command]:
        """Return the same as commands."""

        def command(
            key: str, title: Phrase, run: Callable[[], None], sign: str, shortcut: str = ""
        ) -> Command:
            return Command(key, title, run, shortcut, self._has_analysis, sign)

        return [
            command("export.workbook", phrase("Export the action workbook"), self.workbook, "table"),
            command("export.report", phrase("Export the report as PDF"), self.report, "file-pdf"),
            command("file.print", phrase("Print the report…"), self.print_report, "printer", "Ctrl+P"),
            command("export.customers", phrase("Export the customers as CSV"), self.customers, "file-text"),
        ]

    def _has_analysis(self) -> bool:
        return self._workspace.session.analysis is not None

    # -- what is written -------------------------------------------------------------------------

    def ask_key(self) -> Path | None:
        """Ask where the key of what is anonymised is kept; one that is there already is used as it is."""
        window, project = self._workspace.window, self._workspace.project.state
        name = f"{self._stem()} {window.words('Key file')}.key"
        beside = name if project is None else str(project.path.with_name(name))
        title = window.words("Key file: used if it is there, else made. Keep it to yourself.")
        chosen, _kind = QFileDialog.getSaveFileName(
            window, title, beside, "*.key", "", QFileDialog.Option.DontConfirmOverwrite
        )
        return Path(chosen) if chosen else None

    def anonymised(self, write: Callable[..., None]) -> None:
        """Ask where the key is kept, then where the file goes, and have it written without names."""
        key = self.ask_key()
        if key is not None:
            write(key=key)

    def workbook(self, language: Language | None = None, key: Path | None = None) -> None:
        """Ask where the action workbook goes, and write it; with a `key` file anonymised."""
        words = self._words(language)
        path = self._ask_path(f"{self._stem()} {words('Actions')}.xlsx", "*.xlsx")
        if path is not None:
            self._workspace.exports.workbook(path, words, key)

    def report(
        self, language: Language | None = None, choice: ReportChoice = WHOLE, key: Path | None = None
    ) -> None:
        """Ask where the report goes, and write it; with a `key` file anonymised."""
        words = self._words(language)
        name = words("Report")
        path = self._ask_path(f"{self._stem()} {name}.pdf", "*.pdf")
        if path is not None:
            self._workspace.exports.report(path, words, choice, None, key)

    def customers(self, language: Language | None = None, key: Path | None = None) -> None:
        """Ask where the customers go, and write them; with a `key` file anonymised."""
        words = self._words(language)
        path = self._ask_path(f"{self._stem()} {words('Customers')}.csv", "*.csv")
        if path is not None:
            self._workspace.exports.customers(path, words, key)

    def charts(self, kind: str, language: Language | None = None) -> None:
        """Ask for a folder, and write the charts into it."""
        window, words = self._workspace.window, self._words(language)
        name = QFileDialog.getExistingDirectory(window, window.words("Folder for the charts"))
        if name:
            scheme = window.appearance.scheme
            self._workspace.exports.charts(Path(name), words, scheme, "svg" if kind == "svg" else "png")

    def print_report(
        self, language: Language | None = None, choice: ReportChoice = WHOLE, key: Path | None = None
    ) -> None:
        """Set the pages, ask for a printer, and print them; with a `key` file anonymised."""
        analysis = self._workspace.exports.whole_analysis()
        if analysis is not None:
            kept = kept_by(self._workspace.project.state)
            asked = (language or self._workspace.window.words.language, choice, kept, key)
            self._workspace.answers.ask("report.print", analysis, sheets_of, asked, self._print)

    def _print(self, pages: tuple[Page, ...]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        from retention_desk.desktop.reports_page.print_report import a4_printer, print_pages

        printer = a4_printer()
        dialog = QPrintDialog(printer, self._workspace.window)
        dialog.setMinMax(1, len(pages))
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            print_pages(printer, pages)

    def _words(self, language: Language | None) -> Words:
        return Words(language) if language else self._workspace.window.words

    def _stem(self) -> str:
        return self._workspace.title or "retention-desk"

    def _ask_path(self, name: str, kind: str) -> Path | None:
        window = self._workspace.window
        chosen, _kind = QFileDialog.getSaveFileName(window, window.words("Export"), name, kind)
        return Path(chosen) if chosen else None
