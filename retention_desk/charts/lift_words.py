"""Differences of shares and verdicts about them, as charts say them."""

from __future__ import annotations

from types import MappingProxyType

from retention_desk.foundation.wording import UNKNOWN, Words, phrase

POINT = 0.01
VERDICTS = MappingProxyType(
    {
        "helps": phrase("helps"),
        "harms": phrase("harms"),
        "no_effect": phrase("no effect seen"),
        "too_small": phrase("too small to tell"),
    }
)


def difference_on_axis(value: float, words: Words) -> str:
    """Return a round difference of shares beside an axis: points with their sign, whole where they are."""
    points = round(value * 100, 6)
    digits = 0 if float(points).is_integer() else 1
    return words.points(value, digits).split(" ")[0]


def difference_in_points(value: float, words: Words) -> str:
    """Return a difference of shares in signed points, a dash where it is unknown."""
    return UNKNOWN if value != value else words.points(value).split(" ")[0]
