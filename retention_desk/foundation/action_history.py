"""What was handed out before, and what became of it: one row per list and customer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import pandas as pd

HISTORY_COLUMNS: Final = {
    "list_id": "object",
    "handed_out_on": "datetime64[us]",
    "customer_id": "object",
    "play": "object",
    "channel": "object",
    "handling": "object",
    "tier": "int8",
    "arm": "object",
    "wave": "object",
    "cost": "float64",
    "value_at_stake": "float64",
    "owner": "object",
    "due": "datetime64[us]",
    "status": "object",
    "outcome": "object",
    "leaving_reason": "object",
    "contacted_on": "datetime64[us]",
    "note": "object",
    "is_manual": "bool",
}
"""Columns of `ActionHistory.rows` and their types; a plan may add columns of its own behind them."""


@dataclass(frozen=True, eq=False)
class ActionHistory:
    """The action lists handed out so far with what people filled in.

    Attributes
    ----------
    rows : DataFrame
        `HISTORY_COLUMNS`, the earliest list first. ``tier`` is a position in `vocabulary.VALUE_TIERS` (−1
        unknown); ``arm``, ``wave``, ``channel``, ``handling`` are keys of the vocabulary as handed out;
        ``status``, ``outcome`` and ``leaving_reason`` are keys as filled in, ``""`` where nothing was;
        ``owner`` and ``due`` as they stand after the edits; days unknown are NaT, amounts NaN.
        ``is_manual`` marks rows
        that a person added to a returned workbook.
    """

    rows: pd.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether nothing was handed out yet."""
        return len(self.rows) == 0

    @cached_property
    def n_lists(self) -> int:
        """How many lists were handed out."""
        return int(self.rows["list_id"].nunique())


@cache
def no_history() -> ActionHistory:
    """Return the history before anything was handed out: one and the same object."""
    import pandas as pd

    return ActionHistory(
        pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in HISTORY_COLUMNS.items()})
    )
