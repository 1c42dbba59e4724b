"""All plays as a table: whom each fits now, what it costs and keeps, whether it is in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import Signal

from retention_desk.desktop import theme
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.table.lines import GroupHeader
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings_sections import PlaybookSettings
from retention_desk.foundation.wording import Words, phrase

if TYPE_CHECKING:
    from retention_desk.playbook.plays_now import PlayNow


class PlayListCard(TableCard):
    """The plays; a click shows one in the editor."""

    chosen = Signal(str)
    """Key of the play to be shown."""
    play_wanted = Signal()
    """The user wants a play of their own."""

    def __init__(self, words: Words) -> None:
        super().__init__(None, words, name=phrase("Plays"), dense=True, tools=False)
        self.new = Button(phrase("New play"), words, icon="plus", dense=True)
        self.new.clicked.connect(self.play_wanted)
        self.add_tool(self.new)
        self.setMinimumHeight(theme.current().size.indicator_row * 5)
        self._keys: list[str] = []
        self._key = ""
        self.table.current_row_changed.connect(self._choose)

    def show_plays(self, plays: Sequence[PlayNow], analysis: Analysis, key: str, words: Words) -> None:
        """Show the plays, `key` as the chosen one."""
        self._words = words
        self._keys = [one.play.key for one in plays]
        self._key = key  # before the table moves its own row
        specs, columns = play_table(plays, analysis, words)
        self.table.model_.words = words
        self.set_table(specs, columns)
        self.table.model_.set_groups(*strategy_groups(plays))
        self.table.model_.set_muted(np.array([not one.is_on for one in plays]))
        self.choose(key)

    def choose(self, key: str) -> None:
        """Mark a play as the chosen one without telling anybody."""
        self._key = key
        if key in self._keys:
            self.table.select_source(self._keys.index(key))

    def _choose(self, source: int) -> None:
        key = self._keys[source]
        if key != self._key:
            self._key = key
            self.chosen.emit(key)


def play_table(
    plays: Sequence[PlayNow], analysis: Analysis, words: Words
) -> tuple[list[ColumnSpec], dict[str, Any]]:
    """Return the columns of the plays and their values."""
    playbook, currency = analysis.settings.playbook, analysis.data.currency
    of_one, kept = phrase("Of one contact"), phrase("Share of the value at stake a contact keeps")
    specs = [
        ColumnSpec("name", phrase("Play"), width=140, stretch=True, strong=True),
        ColumnSpec("fits", phrase("Fits now"), "count", 68, tip=phrase("Customers it fits today")),
        ColumnSpec("listed", phrase("Listed"), "count", 60, tip=phrase("Customers to contact this week")),
        ColumnSpec("cost", phrase("Cost"), "money", 64, digits=2, currency=currency, tip=of_one),
        ColumnSpec("keeps", phrase("Keeps"), "share", 68, digits=0, tip=kept),
    ]  # fmt: skip
    columns: dict[str, Any] = {
        "name": np.array([words(one.play.label) for one in plays], dtype=object),
        "fits": np.array([np.nan if one.fits is None else one.n_fits for one in plays]),
        "listed": np.array([float(one.listed) for one in plays]),
        "cost": np.array([cost_of(one, playbook, currency) for one in plays]),
        "keeps": np.array([share_of(one, playbook) for one in plays]),
    }
    return specs, columns


def strategy_groups(plays: Sequence[PlayNow]) -> tuple[list[int], list[GroupHeader]]:
    """Return the place of each play's strategy, and the header of every strategy."""
    from retention_desk.playbook.strategies import STRATEGIES

    keys = list(STRATEGIES)
    places = [keys.index(one.play.strategy) for one in plays]
    return places, [GroupHeader(name) for name in STRATEGIES.values()]


def cost_of(one: PlayNow, playbook: PlaybookSettings, currency: str | None) -> float:
    """Return what one contact with a play costs in the currency of the data."""
    from retention_desk.playbook.costs import cost_factor

    return playbook.costs.get(one.play.key, one.play.cost * cost_factor(currency))


def share_of(one: PlayNow, playbook: PlaybookSettings) -> float:
    """Return the share of the value at stake that a contact keeps."""
    return playbook.save_shares.get(one.play.key, one.play.save_share)
