"""The card of the cohort grid: its answer, key and cells; filters by click, copies, saves as CSV."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu

from retention_desk.desktop import theme
from retention_desk.desktop.filters import chosen_filter
from retention_desk.desktop.page import Desk
from retention_desk.desktop.retention_page.cohort_cells import (
    CohortLook,
    averaged_cohorts,
    cohort_cells,
    cohort_csv,
    cohort_lines,
    first_cohort,
)
from retention_desk.desktop.retention_page.cohort_words import average_sentence, cell_sentence, grid_titles
from retention_desk.desktop.table.copy import copied_lines
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.cards import Card
from retention_desk.desktop.widgets.cohort_view import AVERAGE_ROW, CohortView
from retention_desk.desktop.widgets.ramp_legend import RampLegend
from retention_desk.desktop.widgets.text import Label
from retention_desk.foundation.results import Analysis, CohortGrid
from retention_desk.foundation.trace_results import AverageOf, CellCount, CellOf
from retention_desk.foundation.vocabulary import PERIODS
from retention_desk.foundation.wording import Phrase, Words, phrase


class CohortCard(Card):
    """Shows the cohorts of an analysis as a `CohortLook` asks for them.

    Notes
    -----
    Cohorts by another period than the analysis has, and the members of a cohort that was clicked, are asked
    for (`Answers`): neither waits in the window's thread.
    """

    cell_asked = Signal(object)
    """CellOf, or AverageOf, of the cell that was chosen: what *Why* traces."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("", desk.words, subtitle="")
        words = desk.words
        self._desk, self._workspace = desk, desk.session
        self._look = CohortLook()
        self._grid: CohortGrid | None = None
        self._analysis: Analysis | None = None
        self.legend = RampLegend(words)
        self.more = Button(
            None, words, kind="quiet", icon="dots-three", tip=phrase("Copy or save"), dense=True
        )
        self.more.clicked.connect(self._open_menu)
        self.add_tool(self.legend)
        self.add_tool(self.more)
        self.grid = CohortView(words)
        self.grid.chosen.connect(self._filter_cohort)
        self.grid.copy_asked.connect(self.copy_grid)
        self.lack = Label("", words, tone="muted", wrap=True)
        self.body.addWidget(self.grid)
        self.body.addWidget(self.lack)
        self.lack.hide()

    def show_analysis(self, analysis: Analysis, look: CohortLook) -> None:
        """Show the cohorts of an analysis; those by another period come a moment later."""
        self._analysis, self._look = analysis, look
        grid = analysis.metrics.cohorts
        if grid is None or look.by in (None, grid.period):
            self._workspace.answers.drop("retention.grid")
            self._show_grid(grid)
            return
        from retention_desk.questions import cohort_grid

        self._workspace.answers.ask("retention.grid", analysis, cohort_grid, (look.by,), self._show_grid)

    @property
    def _of_orders(self) -> bool:
        return self._analysis is not None and "orders" in self._analysis.data.events

    def _show_grid(self, grid: CohortGrid | None) -> None:
        self._grid = grid
        if grid is None or self._analysis is None:
            return
        words, look = self._desk.words, self._look
        currency, orders = self._analysis.data.currency, self._of_orders
        lacking = look.measure == "revenue" and not orders
        for part in (self.grid, self.legend, self.more):
            part.setVisible(not lacking)
        self.lack.setVisible(lacking)
        if lacking:
            self.set_title(phrase("Revenue by cohort"), phrase("Revenue ÷ that of the first period"))
            self.lack.say(phrase("Needs orders with amounts: activity has none. Choose shares or customers."))
            return
        first = first_cohort(grid, look)
        cells = cohort_cells(grid, words, look, orders=orders)

        def read(row: int, column: int) -> Phrase:
            if row == AVERAGE_ROW:
                return average_sentence(grid, cells, column, len(averaged_cohorts(grid, look, column)))
            return cell_sentence(grid, words, look, first + row, column, orders=orders, currency=currency)

        self.grid.show_cells(cells, read)
        self.legend.show_range(cells.low, cells.high, PERIODS[grid.period])
        self.set_title(*grid_titles(grid, cells, look, words, orders=orders))

    # -- filter ----------------------------------------------------------------------------------

    def _filter_cohort(self, row: int, column: int) -> None:
        analysis, grid = self._analysis, self._grid
        if analysis is None or grid is None:
            return
        from retention_desk.questions import cohort_members

        count: CellCount = "revenue" if self._look.measure == "revenue" else "exact"
        if self._look.later and count == "exact":
            count = "later"
        if row == AVERAGE_ROW:
            cohorts = averaged_cohorts(grid, self._look, column)
            self.cell_asked.emit(AverageOf(cohorts, column, count, grid.period))
            return
        start = grid.starts[first_cohort(grid, self._look) + row]
        self.cell_asked.emit(CellOf(start, column, count, grid.period))
        name = self._desk.words.period(start, grid.period)
        said = phrase("first order = {cohort}", cohort=name)
        if not self._of_orders:
            said = phrase("first use = {cohort}", cohort=name)

        def put_on(members: tuple[int, ...]) -> None:
            self._workspace.session.filter_by(chosen_filter("cohort", members, said))

        asked = (start, grid.period)
        self._workspace.answers.ask("retention.members", analysis, cohort_members, asked, put_on)

    # -- copies ----------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """Return the menu of copies."""
        menu, words = QMenu(self), self._desk.words
        menu.addAction(words("Copy the table"), self.copy_grid)
        menu.addAction(words("Save as CSV"), self.save_as)
        return menu

    def _open_menu(self) -> None:
        menu = self.menu()
        corner = QPoint(
            self.more.width() - menu.sizeHint().width(), self.more.height() + theme.current().space.xs
        )
        menu.popup(self.more.mapToGlobal(corner))

    def copied(self) -> QMimeData:
        """Return the grid as it is seen, as tab-separated text and as HTML."""
        cells = self.grid.cells()
        return copied_lines([] if cells is None else cohort_lines(cells, self._desk.words))

    def copy_grid(self) -> None:
        """Copy the grid as it is seen."""
        QGuiApplication.clipboard().setMimeData(self.copied())

    def save_as(self) -> None:
        """Ask for a file and write the grid to it."""
        words = self._desk.words
        proposed = f"{words('Cohorts')}.csv"
        name, _kind = QFileDialog.getSaveFileName(self, words("Save as CSV"), proposed, "CSV (*.csv)")
        if name:
            self.save_to(Path(name))

    def save_to(self, path: Path) -> None:
        """Write the grid as it is seen, its numbers in full."""
        cells, grid = self.grid.cells(), self._grid
        if cells is not None and grid is not None:
            starts = grid.starts[first_cohort(grid, self._look) :]
            text = cohort_csv(cells, starts, grid.period, self._desk.words)
            self._workspace.exports.table(path, text)

    def retranslate(self, words: Words) -> None:
        """Say the grid again in the language of `words`."""
        if self._analysis is not None:
            self._show_grid(self._grid)
