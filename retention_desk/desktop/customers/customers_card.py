"""The table of customers, used on several pages: filtered by the chips, opening the customer sheet."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from retention_desk.desktop.customers.customer_rows import Positions, customer_specs, customer_values
from retention_desk.desktop.filters import customer_mask
from retention_desk.desktop.page import Desk
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.widgets.text import Text
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.wording import Phrase, Words, phrase


class CustomersCard(TableCard):
    """Customers with chosen columns; a click opens the customer's sheet over the page.

    Parameters
    ----------
    title : Phrase or None
    desk : Desk
    keys : sequence of str
        Columns, see `customer_rows.customer_specs`; those that the data cannot fill are left out.
    order : str
        Column by which the rows are sorted to begin with, descending.
    """

    def __init__(self, title: Text | None, desk: Desk, keys: Sequence[str], order: str) -> None:
        super().__init__(title, desk.words, name=phrase("Customers"))
        self._workspace: Workspace = desk.session
        self._desk = desk
        self._keys, self._order = list(keys), order
        self._shown: tuple[object, ...] = ()
        self._customers: Positions = np.zeros(0, dtype=np.intp)
        self.table.current_row_changed.connect(self._follow)
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open_current())
        self.table.selection_summed.connect(self._tell_sums)

    def show_analysis(self, analysis: Analysis, words: Words) -> None:
        """Show everybody, filtered as the session is; what is already shown is only filtered."""
        fresh = (analysis, words.language)
        if fresh != self._shown:
            self._shown = fresh
            self._customers = np.arange(analysis.data.n_customers)
            specs = customer_specs(analysis, self._keys)
            self.table.model_.words = words
            first = not self.table.model_.specs
            self.set_table(specs, customer_values(analysis, specs, self._customers, words))
            if first and any(spec.key == self._order for spec in specs):
                self.table.set_order([(self._order, True)])
        filters = self._workspace.session.state.filters
        mask = customer_mask(analysis, filters) if filters else None
        self.table.model_.set_filter("session", mask)

    def _open_current(self) -> None:
        source = self.table.current_source()
        if source is not None:
            self._open(source)

    def _open(self, source: int) -> None:
        self._workspace.customer_sheet.show_customer(int(self._customers[source]), self)

    def _follow(self, source: int) -> None:
        sheet = self._workspace.customer_sheet
        if sheet.is_open:
            sheet.show_customer(int(self._customers[source]), self)

    def step(self, by: int) -> None:
        """Go to the row above or below, as the sheet asks."""
        self.table.step(by)

    def place_of(self, customer: int) -> Phrase:
        """Return where a customer stands among the rows shown: ``1 of 214``."""
        rows = self.table.model_.rows
        hits = np.flatnonzero(self._customers[rows] == customer)
        place = int(hits[0]) + 1 if len(hits) else 0
        return phrase("{place:count} of {n:count}", place=place, n=len(rows))

    def _tell_sums(self, sums: object) -> None:
        rows = getattr(sums, "rows", 0)
        text = sums.said(self._desk.words) if rows > 1 else ""  # type: ignore[attr-defined]
        self._desk.window.status.show_selection(text)
