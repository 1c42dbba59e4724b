"""A figure's value as its unit is said."""

from __future__ import annotations

from collections.abc import Callable

from retention_desk.foundation.metric_results import Unit
from retention_desk.foundation.wording import UNKNOWN, Words


def said_in_unit(value: float | None, unit: Unit, words: Words, currency: str | None = None) -> str:
    """Return a value as text in its unit; a dash where it is unknown."""
    if value is None or value != value:
        return UNKNOWN
    ways: dict[str, Callable[[float], str]] = {
        "share": words.share,
        "money": lambda x: words.money(x, currency, 0 if abs(x) >= 100 else 2),
        "count": words.count,
        "days": words.count,
        "score": words.number,
        "hours": words.number,
        "ratio": lambda x: words.number(x, 2),
        "orders": words.number,
    }
    return ways[unit](value)
