"""A table of some customers with columns of the review; a row opens the customer's sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.desktop.filters import customer_mask
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase

Positions = npt.NDArray[np.int64]


class ReviewCustomersCard(TableCard):
    """Customers at positions, filtered as the session is.

    Parameters
    ----------
    title : Phrase or str
    desk : Desk
    """

    def __init__(self, title: Text, desk: Desk) -> None:
        super().__init__(title, desk.words, name=title)
        self._workspace: Workspace = desk.session
        self._customers: Positions = np.zeros(0, dtype=np.int64)
        self._shown: tuple[object, ...] = ()
        self.table.current_row_changed.connect(self._follow)
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open_current())

    def show_customers(
        self,
        source: object,
        customers: Positions,
        specs: Sequence[ColumnSpec],
        columns: Mapping[str, Any],
        words: Words,
    ) -> None:
        """Show customers; what is already shown is only filtered.

        Parameters
        ----------
        source : object
            What the rows were made of: the same is not shown twice.
        customers : ndarray of int
            Position of each row's customer; −1 of one who is not in the data of today.
        specs, columns
            As `FrameModel.set_table`.
        words : Words
        """
        fresh = (source, words.language)
        if fresh != self._shown:
            self._shown = fresh
            self._customers = customers
            self.table.model_.words = words
            self.set_table(specs, columns)

    def filter_by_session(self, analysis: Analysis) -> None:
        """Show only the customers that pass the filters of the session."""
        filters = self._workspace.session.state.filters
        mask = None
        if filters and len(self._customers):
            passing = np.append(customer_mask(analysis, filters), False)  # the last stands for those gone
            mask = passing[self._customers]
        self.table.model_.set_filter("session", mask)

    def _open_current(self) -> None:
        source = self.table.current_source()
        if source is not None:
            self._open(source)

    def _open(self, source: int) -> None:
        customer = int(self._customers[source])
        if customer >= 0:
            self._workspace.customer_sheet.show_customer(customer, self)

    def _follow(self, source: int) -> None:
        if self._workspace.customer_sheet.is_open:
            self._open(source)

    def step(self, by: int) -> None:
        """Go to the row above or below, as the sheet asks."""
        self.table.step(by)

    def place_of(self, customer: int) -> Phrase:
        """Return where a customer stands among the rows shown: ``1 of 214``."""
        rows = self.table.model_.rows
        hits = np.flatnonzero(self._customers[rows] == customer)
        place = int(hits[0]) + 1 if len(hits) else 0
        return phrase("{place:count} of {n:count}", place=place, n=len(rows))
