"""The customers who change band, before and now."""

from __future__ import annotations

from typing import Final

import numpy as np
from PySide6.QtWidgets import QSizePolicy

from retention_desk.desktop import theme
from retention_desk.desktop.customers.customer_rows import band_keys, coded_words, weakest_indicators
from retention_desk.desktop.health_page.band_changes import BandChanges
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.chips import Chip
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis, Health
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase, phrase_n

_UNLIMITED: Final = 16_777_215
_SHOWN: Final = 40
"""Rows made while a slider moves; the rest is reached by the filter."""


class ChangesCard(TableCard):
    """A dense table of the largest changes; chips choose those who moved down or up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(phrase("Nobody changes band"), desk.words, searchable=False, tools=False, dense=True)
        self._workspace: Workspace = desk.session
        self._direction = 0
        self._last: tuple[Analysis, Health | None, BandChanges, Words] | None = None
        self._customers = np.zeros(0, dtype=np.intp)
        self.down = Chip("", desk.words, removable=False)
        self.up = Chip("", desk.words, removable=False)
        self.down.clicked.connect(lambda: self._choose(-1))
        self.up.clicked.connect(lambda: self._choose(1))
        self.add_tool(self.down)
        self.add_tool(self.up)
        size = theme.current().size
        self.table.setMinimumHeight(size.table_header + 2 * size.table_row_dense)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open_current())
        self.table.current_row_changed.connect(self._follow)

    def show_changes(
        self, analysis: Analysis, before: Health | None, changes: BandChanges, words: Words
    ) -> None:
        """Show who changes band; with nobody, the customers closest to a lower band stay unsaid."""
        self._last = (analysis, before, changes, words)
        n = len(changes.customers)
        title: Phrase = phrase_n("{n:count} customer changes band", "{n:count} customers change band", n)
        self.set_title(
            title if n else phrase("Nobody changes band"),
            None if n else phrase("Move a weight or a threshold to see who would."),
        )
        self.table.setVisible(bool(n))
        self.set_ruled(bool(n))
        self.setMaximumHeight(_UNLIMITED if n else self.head.sizeHint().height() + theme.current().space.s)
        self.down.setVisible(bool(n))
        self.up.setVisible(bool(n))
        self.down.say(phrase("moved down {n:count}", n=changes.down))
        self.up.say(phrase("moved up {n:count}", n=changes.up))
        self._show_rows()

    def _choose(self, direction: int) -> None:
        self._direction = 0 if self._direction == direction else direction
        self.down.setChecked(self._direction < 0)
        self.up.setChecked(self._direction > 0)
        self._show_rows()

    def _show_rows(self) -> None:
        if self._last is None:
            return
        analysis, before, changes, words = self._last
        now = analysis.health
        chosen = changes.customers
        if before is not None and self._direction:
            step = np.sign(now.band[chosen].astype(int) - before.band[chosen].astype(int))
            chosen = chosen[step == self._direction]
        chosen = chosen[:_SHOWN]
        self._customers = chosen
        was = before or now
        columns = {
            "name": analysis.data.names[chosen],
            "tier": coded_words(analysis.segments.value_tier[chosen], list(VALUE_TIERS.values()), words),
            "before": was.score[chosen],
            "before_band": band_keys(was.band[chosen]),
            "now": now.score[chosen],
            "now_band": band_keys(now.band[chosen]),
            "change": now.score[chosen] - was.score[chosen],
            "reason": weakest_indicators(analysis, chosen, words),
        }
        self.table.model_.words = words
        self.set_table(_SPECS, columns)

    def _open_current(self) -> None:
        source = self.table.current_source()
        if source is not None:
            self._open(source)

    def _open(self, source: int) -> None:
        self._workspace.customer_sheet.show_customer(int(self._customers[source]), self)

    def _follow(self, source: int) -> None:
        if self._workspace.customer_sheet.is_open:
            self._open(source)

    def step(self, by: int) -> None:
        """Go to the row above or below, as the sheet asks."""
        self.table.step(by)

    def place_of(self, customer: int) -> Phrase:
        """Return where a customer stands among the rows shown."""
        hits = np.flatnonzero(self._customers == customer)
        place = int(hits[0]) + 1 if len(hits) else 0
        return phrase("{place:count} of {n:count}", place=place, n=len(self._customers))


_SPECS: Final = (
    ColumnSpec("name", phrase("Customer"), width=130),
    ColumnSpec("tier", phrase("Value tier"), width=90),
    ColumnSpec("before", phrase("Before"), "score", 80, band_key="before_band", band_word=False),
    ColumnSpec("now", phrase("Now"), "score", 80, band_key="now_band", band_word=False),
    ColumnSpec("change", phrase("Change"), "number", 80),
    ColumnSpec("reason", phrase("Main reason"), width=150, stretch=True),
)
