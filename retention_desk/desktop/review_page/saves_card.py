"""Save rates as the lists taught them, offered in the place of those assumed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
from PySide6.QtCore import Signal

from retention_desk.desktop import theme
from retention_desk.desktop.table.columns import ColumnSpec
from retention_desk.desktop.widgets.buttons import Button
from retention_desk.desktop.widgets.table_card import TableCard
from retention_desk.foundation.lift_results import LearnedSave
from retention_desk.foundation.wording import UNKNOWN, Words, phrase

USED_WITHIN: Final = 0.0005
"""A save rate this near the one offered is used already."""
_ROWS_SHOWN: Final = 8
_SPECS: Final = (
    ColumnSpec("play", phrase("Play"), width=170, strong=True),
    ColumnSpec("assumed", phrase("Assumed"), "share", 80),
    ColumnSpec("measured", phrase("Measured"), "share", 80),
    ColumnSpec("interval", phrase("95 % interval"), width=120, numeral=True),
    ColumnSpec("n", phrase("n"), "count", 60),
    ColumnSpec("offered", phrase("Offered"), "share", 80),
    ColumnSpec("reason", phrase("Why"), width=220, stretch=True, muted=True),
)


class SavesCard(TableCard):
    """The table of plays with assumed and learned rates; one button uses all that are offered."""

    used = Signal(object)
    """Mapping of play key to the save rate that is to be assumed from now on."""

    def __init__(self, words: Words) -> None:
        super().__init__(phrase("What the plays save"), words, searchable=False, tools=False, dense=True)
        self._offered: dict[str, float] = {}
        self.use = Button(phrase("Use these"), words, dense=True)
        self.use.clicked.connect(lambda: self.used.emit(self._offered))
        self.add_tool(self.use)

    def show_learned(self, learned: Sequence[LearnedSave], words: Words) -> None:
        """Show what was learned; hidden where nothing was handed out."""
        self.setVisible(bool(learned))
        self._offered = offered_saves(learned)
        self.use.setEnabled(bool(self._offered))
        self.table.model_.words = words
        self.set_table(_SPECS, save_columns(learned, words))
        size = theme.current().size
        rows = size.table_header + size.table_row_dense * min(len(learned), _ROWS_SHOWN)
        self.table.setFixedHeight(rows + size.table_row_dense // 2)


def offered_saves(learned: Sequence[LearnedSave]) -> dict[str, float]:
    """Return the rates that are offered and differ from those assumed, rounded to a tenth of a per cent."""
    return {
        item.play: round(item.shrunk, 3)
        for item in learned
        if item.is_offered and abs(item.shrunk - item.assumed) >= USED_WITHIN
    }


def save_columns(learned: Sequence[LearnedSave], words: Words) -> Mapping[str, Any]:
    """Return the columns of the table."""

    def texts(said: list[str]) -> Any:
        column = np.empty(len(said), dtype=object)
        column[:] = said
        return column

    return {
        "play": texts([words(item.name) for item in learned]),
        "assumed": [item.assumed for item in learned],
        "measured": [item.measured for item in learned],
        "interval": texts([_interval(item, words) for item in learned]),
        "n": [item.n for item in learned],
        "offered": [item.shrunk if item.is_offered else np.nan for item in learned],
        "reason": texts([words(item.reason) for item in learned]),
    }


def _interval(item: LearnedSave, words: Words) -> str:
    if item.low != item.low or item.high != item.high:
        return UNKNOWN
    return words("{low:share0} to {high:share0}", low=item.low, high=item.high)
