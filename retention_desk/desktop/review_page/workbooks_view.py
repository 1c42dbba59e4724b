"""Bring back workbooks: dropped or chosen, told file by file, conflicts settled, taken in as one step."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QFileDialog, QWidget

from retention_desk.desktop.import_wizard.read_draft import PasswordRequest
from retention_desk.desktop.page import Desk
from retention_desk.desktop.password_card import PasswordCard
from retention_desk.desktop.review_page.cell_lists import lists_of_merge, lists_that_hold
from retention_desk.desktop.review_page.cells_card import CellsCard
from retention_desk.desktop.review_page.conflicts_card import ConflictsCard
from retention_desk.desktop.review_page.files_card import FilesCard, brought_files
from retention_desk.desktop.review_page.flow import PROTECTED, ReturnFlow
from retention_desk.desktop.review_page.kept_card import KeptCard
from retention_desk.desktop.review_page.state import NO_PROJECT, NOTHING_BACK, NOTHING_OUT, Lack, ReviewState
from retention_desk.desktop.review_page.view import ReviewView
from retention_desk.desktop.review_page.words import CellWords
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.foundation.merge_results import CellsThatHold, Merge
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

FILE_FILTER = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv"


class WorkbooksView(ReviewView):
    """Workbooks on the table, their conflicts, and what would be taken; below, what came back before.

    Parameters
    ----------
    desk : Desk
    flow : ReturnFlow
        What is on the table.
    """

    def __init__(self, desk: Desk, flow: ReturnFlow) -> None:
        super().__init__(desk)
        words = desk.words
        self.flow = flow
        self._state = ReviewState()
        self._listed: tuple[object, ...] = ()
        self.bring = Button(phrase("Bring back workbooks"), words, icon="file-arrow-down")
        self.bring.clicked.connect(self.choose)
        self.discard = Button(phrase("Discard"), words)
        self.discard.clicked.connect(flow.discard)
        self.keep = Button(phrase("Take in"), words, kind="primary")
        self.keep.clicked.connect(flow.keep)
        self.files = FilesCard(words)
        self.files.left_out.connect(flow.leave_out)
        self.files.password_wanted.connect(self._ask_password)
        self.files.key_wanted.connect(self._ask_key)
        self.conflicts = ConflictsCard(words)
        self.conflicts.settled.connect(flow.settle)
        self.conflicts.reopened.connect(flow.settle_anew)
        self.cells = CellsCard(phrase("Cell by cell"), words)
        self.cells.customer_asked.connect(self._open_customer)
        self.kept = KeptCard(words)
        self.kept.taken_back.connect(flow.take_back)
        for part in (self.files, self.conflicts, self.kept):
            self.column.addWidget(part)
        self.column.addWidget(self.cells, 1)
        self.column.addStretch(0)  # Takes what is left where no cell is listed: rows of files stay together.
        flow.changed.connect(self._show)

    def head_buttons(self) -> Sequence[QWidget]:
        """Return *Bring back*, *Discard* and *Take in*."""
        return (self.bring, self.discard, self.keep)

    def show_state(self, state: ReviewState) -> None:
        """Show what is on the table, else what came back before."""
        self._state = state
        self._show()

    # -- showing ---------------------------------------------------------------------------------

    def _says(self) -> CellWords:
        analysis = self._state.analysis
        settings = DEFAULTS if analysis is None else analysis.settings
        return CellWords(self.words, settings, customer_names(analysis))

    def _lacking(self) -> Lack | None:
        if not self._state.has_project:
            return NO_PROJECT
        if self.flow.brought or self.flow.so_far.returns:
            return None
        review = self._state.review
        return NOTHING_OUT if review is not None and not review.lists else NOTHING_BACK

    def _show(self) -> None:
        flow, says = self.flow, self._says()
        on_table = bool(flow.brought)
        lacking = self.show_lack(self._lacking(), self.files, self.conflicts, self.cells, self.kept)
        can_write = self._state.can_write and not flow.is_busy
        self.bring.setVisible(self._state.has_project and not lacking)
        self.bring.setEnabled(can_write)
        self.discard.setVisible(on_table)
        self.keep.setVisible(on_table or bool(flow.chosen))
        self.keep.setEnabled(can_write and flow.can_keep)
        if lacking:
            return
        merge, so_far = flow.brought.merge, flow.so_far
        self.files.setVisible(on_table)
        self.files.show_files(brought_files(flow.brought, says), self.words)
        self.conflicts.show_conflicts(flow.conflicts, flow.chosen, says)
        self.kept.show_kept(() if on_table else so_far.returns, says, can_write)
        self._show_cells(merge if merge is not None else so_far.holding, says)
        self.keep.say(take_words(merge, len(flow.chosen)))
        self.told.emit(sentence(flow))

    def _show_cells(self, source: Merge | CellsThatHold | None, says: CellWords) -> None:
        """Show all cells; the same are not listed again with every conflict that is settled."""
        fresh = (source, self.words.language, self._state.analysis)
        if fresh == self._listed:
            self.cells.setVisible(bool(self.cells.lists))
            return
        self._listed = fresh
        if isinstance(source, Merge):
            self.cells.show_lists(lists_of_merge(source, says))
        else:
            self.cells.show_lists([] if source is None else lists_that_hold(source, says))

    # -- asking ----------------------------------------------------------------------------------

    def choose(self) -> None:
        """Ask for the workbooks that came back."""
        words = self.words
        names, _kind = QFileDialog.getOpenFileNames(
            self.desk.window, words("Bring back workbooks"), "", f"{words('Tables')} ({FILE_FILTER})"
        )
        self.flow.bring([Path(name) for name in names])

    def _ask_password(self, file: str) -> None:
        """Ask for the password of a file in a card above the page."""
        window, path = self.desk.window, self.flow.brought.paths.get(file)
        if path is None:
            return
        refused = [item.error.code for item in self.flow.brought.refused if item.file == file]
        again = any(code in PROTECTED and code != "encrypted" for code in refused)
        request = PasswordRequest(path, again, lambda password: self.flow.open_protected(file, password))
        window.notices.show_card(PasswordCard(request, self.words, window.clear_errors))

    def _ask_key(self) -> None:
        """Ask for the key file of anonymised workbooks."""
        words = self.words
        chosen, _kind = QFileDialog.getOpenFileName(
            self.desk.window, words("Choose the key file"), "", f"{words('Key file')} (*.key);;* (*)"
        )
        if chosen:
            self.flow.open_anonymised(Path(chosen))

    def _open_customer(self, customer_id: str) -> None:
        analysis = self._state.analysis
        if analysis is None:
            return
        places = np.flatnonzero(analysis.data.customer_ids == customer_id)
        if len(places):
            self.workspace.customer_sheet.show_customer(int(places[0]))


def customer_names(analysis: Analysis | None) -> dict[str, str]:
    """Return the names of customers by their IDs, where the data have names."""
    if analysis is None or "name" not in analysis.data.customers:
        return {}
    named = analysis.data.customers["name"].dropna()
    return dict(zip(named.index.astype(str), named.astype(str), strict=True))


def take_words(merge: Merge | None, n_settled: int) -> Phrase:
    """Return what the primary button says: how many cells it takes in."""
    n = (0 if merge is None else len(merge.taken)) + n_settled
    return phrase_n("Take in {n:count} cell", "Take in {n:count} cells", n) if n else phrase("Take in")


def sentence(flow: ReturnFlow) -> Phrase:
    """Return how much came back, and how much waits for somebody."""
    brought, so_far = flow.brought, flow.so_far
    if brought.merge is not None:
        merge = brought.merge
        if merge.changes_nothing and not merge.not_merged and not brought.refused:
            return phrase("These workbooks were merged before: **nothing new**.")
        return phrase(
            "**{taken:count} cells** would be taken in, **{open:count}** in conflict are to be settled; "
            "nothing is kept before you say so.",
            taken=len(merge.taken) + len(flow.chosen),
            open=flow.n_open,
        )
    people = len({item.who.casefold() for item in so_far.returns})
    held = 0 if so_far.holding is None else len(so_far.holding.edits)
    return phrase(
        "**{files:count} workbooks** from {people:count} people came back with **{cells:count} cells** "
        "filled in; conflicts open: **{open:count}**.",
        files=len(so_far.returns),
        people=people,
        cells=held,
        open=flow.n_open,
    )
