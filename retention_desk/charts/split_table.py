"""What the charts of a split share: the names of its groups, and the customers behind them."""

from __future__ import annotations

from typing import Any, Final

from retention_desk.charts.recipe import Chosen, facts
from retention_desk.charts.style import Look
from retention_desk.foundation.split_results import Split
from retention_desk.foundation.wording import phrase

GATHERED: Final = frozenset({"_other", "_unknown"})
"""Groups that are none of their own: small ones joined, and the unknown."""


def nothing_split(split: Any) -> dict[Any, Any]:
    """Return the facts of a table without rows: why there is nothing to draw."""
    if not isinstance(split, Split):
        return facts(missing=None)
    return facts(missing=split.missing, label=split.label)


def split_members(split: Any, key: str) -> Chosen | None:
    """Return the customers of a group of a split; `key` may go on behind a colon."""
    group = key.rpartition(":")[0] if key not in getattr(split, "keys", ()) else key
    if not isinstance(split, Split) or group not in split.keys or not split.members:
        return None
    place = split.keys.index(group)
    text = phrase("{column} = {value}", column=split.column.label, value=split.names[place])
    return Chosen(filter_column(split.column.key), group, text, split.members[place])


def filter_column(column: str) -> str:
    """Return what a filter on a split column is called: as the other filters on the same column."""
    kind, _, name = column.partition(".")
    named = {"segments.loyalty_tier": "loyalty"}.get(column, name)
    return named if kind in {"segments", "customers", "features"} else column


def colour_of_group(key: str, look: Look) -> str:
    """Return the colour of a group: grey where it is gathered of several."""
    return look.chart("histogram") if key in GATHERED else look.series
