"""What the charts of a split share: the names of its groups, and the customers behind them."""

from __future__ import annotations

from typing import Any, Final

from retention_desk.charts.recipe import facts
from retention_desk.charts.style import Look
from retention_desk.foundation.split_results import Split

GATHERED: Final = frozenset({"_other", "_unknown"})
"""Groups that are none of their own: small ones joined, and the unknown."""
LONGEST_NAME: Final = 28


def nothing_split(split: Any) -> dict[Any, Any]:
    """Return the facts of a table without rows: why there is nothing to draw."""
    if not isinstance(split, Split):
        return facts(missing=None)
    return facts(missing=split.missing, label=split.label)


def title_name(name: str) -> str:
    """Return a name of the user's own for a title: a very long one is cut, it stands in full elsewhere."""
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def filter_column(column: str) -> str:
    """Return what a filter on a split column is called: as the other filters on the same column."""
    kind, _, name = column.partition(".")
    named = {"segments.loyalty_tier": "loyalty"}.get(column, name)
    return named if kind in {"segments", "customers", "features"} else column


def colour_of_group(key: str, look: Look, gathered: str = "histogram") -> str:
    """Return the colour of a group: grey where it is gathered of several, by default that of bars."""
    return look.chart(gathered) if key in GATHERED else look.series
