"""Who the score would have missed, and for whom it would have called in vain: lists one can open."""

from __future__ import annotations

from typing import Final, Literal

import numpy as np
from PySide6.QtCore import Signal

from retention_desk.desktop.customers.customer_rows import band_keys, coded_words
from retention_desk.desktop.page import Desk
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.chips import Chip
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.desktop.workspace import Workspace
from retention_desk.foundation.results import Analysis, HealthBacktest, PastCustomers
from retention_desk.foundation.vocabulary import VALUE_TIERS
from retention_desk.foundation.wording import Phrase, Words, phrase

Kind = Literal["missed", "alarms"]


class PastListCard(TableCard):
    """One of both lists at a time; a click opens the customer's sheet."""

    wanted = Signal(str)
    """Which list the user wants to see: missed or alarms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, desk.words, name=phrase("Missed leavers"), dense=True)
        self._workspace: Workspace = desk.session
        self._customers = np.zeros(0, dtype=np.int32)
        self.kind: Kind = "missed"
        self.missed = Chip("", desk.words, removable=False)
        self.alarms = Chip("", desk.words, removable=False)
        self.missed.clicked.connect(lambda: self.choose("missed"))
        self.alarms.clicked.connect(lambda: self.choose("alarms"))
        for place, chip in enumerate((self.missed, self.alarms)):
            self.header.insertWidget(2 + place, chip)
        self.table.row_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open_current())
        self.table.current_row_changed.connect(self._follow)

    def choose(self, kind: Kind) -> None:
        """Bring one of the lists to the front."""
        self.kind = kind
        self._check()
        self.wanted.emit(kind)

    def _check(self) -> None:
        self.missed.setChecked(self.kind == "missed")
        self.alarms.setChecked(self.kind == "alarms")

    def show_counts(self, backtest: HealthBacktest) -> None:
        """Show how long both lists are with the weights as they are."""
        current = next((row for row in backtest.rows if row.name == "current"), None)
        self.missed.say(phrase("missed {n:count}", n=None if current is None else current.missed))
        self.missed.setToolTip(self._words(list_title("missed")))
        self.alarms.setToolTip(self._words(list_title("alarms")))
        self.alarms.say(phrase("false alarms {n:count}", n=None if current is None else current.false_alarms))
        self._check()

    def show_list(self, analysis: Analysis, found: PastCustomers, kind: Kind, words: Words) -> None:
        """Show a list: as the score stood then, and as it stands now."""
        if kind != self.kind:
            return
        chosen = self._customers = found.customer
        now = analysis.health
        self.table.setAccessibleName(words(list_title(kind)))
        dated = bool(len(found.day)) and not bool(np.isnat(found.day).all())
        self.table.model_.words = words
        specs = [spec for spec in _SPECS if dated or spec.key != "day"]
        self.set_table(
            specs,
            {
                "name": analysis.data.names[chosen],
                "tier": coded_words(analysis.segments.value_tier[chosen], list(VALUE_TIERS.values()), words),
                "day": found.day,
                "score": found.score,
                "now": now.score[chosen],
                "now_band": band_keys(now.band[chosen]),
            },
        )

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
        rows = self.table.model_.rows
        hits = np.flatnonzero(self._customers[rows] == customer)
        place = int(hits[0]) + 1 if len(hits) else 0
        return phrase("{place:count} of {n:count}", place=place, n=len(rows))


def list_title(kind: Kind) -> Phrase:
    """Return what a list holds."""
    if kind == "missed":
        return phrase("Left though not at risk")
    return phrase("Stayed though at risk")


_SPECS: Final = (
    ColumnSpec("name", phrase("Customer"), width=150, stretch=True),
    ColumnSpec("tier", phrase("Value tier"), width=90),
    ColumnSpec("day", phrase("Looked from"), "date", 110),
    ColumnSpec("score", phrase("Score then"), "number", 90),
    ColumnSpec("now", phrase("Score now"), "score", 90, band_key="now_band", band_word=False),
)
