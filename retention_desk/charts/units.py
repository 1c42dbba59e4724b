"""A figure's value as its unit is said."""

from __future__ import annotations

from collections.abc import Callable

from retention_desk.foundation.metric_results import Unit
from retention_desk.foundation.wording import UNKNOWN, Words

ROUND = 1e-9


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


def said_on_axis(value: float, unit: Unit, words: Words, currency: str | None = None) -> str:
    """Return a round value beside an axis: no decimals where none are needed."""
    if unit == "share":
        return words.share(value, 0 if abs(value * 100 - round(value * 100)) < ROUND else 1)
    if unit == "money":
        return (
            words.short_money(value, currency)
            if abs(value) >= 10 or value == 0
            else words.money(value, currency, 2)
        )
    if abs(value - round(value)) < ROUND:
        return words.count(round(value))
    return words.number(value, 1 if abs(value * 10 - round(value * 10)) < ROUND else 2)
