"""The sheet of source rows: opened from any figure, bar, cell or score, over whatever page it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from retention_desk.desktop import theme
from retention_desk.desktop.answers import Answers
from retention_desk.desktop.customers.customer_sheet import CustomerSheet
from retention_desk.desktop.exports.export import Exporter
from retention_desk.desktop.main_window import MainWindow
from retention_desk.desktop.session import Session
from retention_desk.desktop.trace.columns import TraceRows, search_index, trace_rows
from retention_desk.desktop.trace.panel import TracePanel
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.overlays import SideSheet
from retention_desk.foundation.progress import Progress
from retention_desk.foundation.trace_results import Trace, Traced
from retention_desk.foundation.wording import phrase
from retention_desk.questions import trace

OfThis = Callable[[Callable[[TracePanel], None]], None]
"""Does something with the panel unless another trace is shown by now."""


class TraceSheet(QObject):
    """Shows the rows of a trace; they are listed off the window's thread and dropped when it closes.

    Parameters
    ----------
    window : MainWindow
    session : Session
    exports : Exporter
        Writes the rows as CSV.
    customers : CustomerSheet
        Opens the customer of a row, and asks for the rows behind a score.
    answers : Answers
        Counts the rows of what is asked for by `show`.
    """

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        exports: Exporter,
        customers: CustomerSheet,
        answers: Answers,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._session = window, session
        self._exports, self._customers, self._answers = exports, customers, answers
        customers.trace_asked.connect(self.show)
        self._number = 0
        host, bottom = window.centralWidget() or window, theme.current().size.status_bar
        self.sheet = SideSheet(window.words, host, bottom=bottom, steps=False)
        self.sheet.setAccessibleName(window.words("Source rows"))
        self.export = Button(phrase("Export as CSV"), window.words, icon="export", dense=True)
        self.export.clicked.connect(self._ask_export)
        self.sheet.tools.addWidget(self.export)
        self.sheet.closed.connect(self._closed)
        session.analysed.connect(self.sheet.close_sheet)
        session.data_imported.connect(self.sheet.close_sheet)
        window.page_shown.connect(lambda _key: self.sheet.close_sheet())
        window.language_changed.connect(lambda _words: self._show_again())

    @property
    def panel(self) -> TracePanel | None:
        """What the sheet shows."""
        content = self.sheet.content()
        return content if isinstance(content, TracePanel) else None

    def show(self, asked: Traced) -> None:
        """Open the sheet for a figure, a part of one, a score or some customers."""
        analysis = self._session.analysis
        if analysis is not None:
            self._answers.ask("trace", analysis, trace, (asked,), self.show_trace)

    def show_trace(self, found: Trace) -> None:
        """Open the sheet for a trace: what it is at once, its rows when they are listed."""
        analysis = self._session.analysis
        if analysis is None:
            return
        words, currency = self._window.words, analysis.data.currency
        panel = TracePanel(found, currency, words)
        panel.customer_asked.connect(self._open_customer)
        panel.place_asked.connect(self._see_in_file)
        panel.copy_refused.connect(self._refuse_copy)
        self.sheet.show_content(panel)
        self.sheet.raise_()
        panel.card.table.setFocus()
        self._number += 1
        number = self._number

        def of_this(show: Callable[[TracePanel], None]) -> None:
            shown = self.panel
            if number == self._number and shown is not None:
                show(shown)

        def list_them(_progress: Progress) -> TraceRows:
            return trace_rows(found, currency, words)

        def check(_progress: Progress) -> float | None:
            return None if found.compute_again is None else found.compute_again()

        runner = self._session.runner
        runner.start(
            "answer",
            phrase("Listing the rows"),
            list_them,
            lambda rows: of_this(lambda shown: self._show_rows(shown, rows, of_this)),
            topic="trace.rows",
        )
        runner.start(
            "answer",
            phrase("Computing it again"),
            check,
            lambda value: of_this(lambda shown: shown.show_check(value)),
            topic="trace.check",
        )

    def _show_rows(self, shown: TracePanel, rows: TraceRows, of_this: OfThis) -> None:
        shown.show_rows(rows)
        self._session.runner.start(
            "answer",
            phrase("Listing the rows"),
            lambda _progress: search_index(rows),
            lambda index: of_this(lambda still: still.take_index(index)),
            topic="trace.search",
        )

    def _show_again(self) -> None:
        if self.panel is not None and self.sheet.isVisible():
            self.show_trace(self.panel.trace)

    def _closed(self) -> None:
        """Let go of the rows: there may be hundreds of thousands."""
        self._number += 1
        content = self.sheet.release()
        if content is not None:
            content.hide()
            content.deleteLater()

    # -- what can be done with a row ---------------------------------------------------------------

    def _open_customer(self, key: str) -> None:
        analysis = self._session.analysis
        if analysis is not None and key in analysis.data.customer_ids:
            place = int(np.flatnonzero(analysis.data.customer_ids == key)[0])
            self._customers.show_customer(place)
            self._window.side_sheet.raise_()

    def _see_in_file(self, file: str, sheet: str, row: int) -> None:
        page = self._window.open_page("data")
        show = getattr(page, "show_column", None)
        if show is not None:
            show(file, sheet, "", row)

    def _refuse_copy(self) -> None:
        self._window.toast(
            phrase("That is too much to copy: export it."), phrase("Export as CSV"), self._ask_export
        )

    def _ask_export(self) -> None:
        panel, words = self.panel, self._window.words
        if panel is None:
            return
        name, _kind = QFileDialog.getSaveFileName(
            self._window, words("Export the rows"), f"{panel.title.spoken()}.csv", "*.csv"
        )
        if name:
            self._exports.rows(panel.trace, Path(name), words)
