"""The ways in which real exports are untidy, one function each; none changes what a cell means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from samples.writing import Rows, excel_serial

_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
Chance = np.random.Generator
Way = Callable[[Any], Any]

HOSTILE = (
    "=1+1",
    "+8613800000000",
    "@sum(A1:A9)",
    "-2",
    "=HYPERLINK(\"http://example.invalid\",\"click\")",
    "\tindented",
    "🎁 gift 🎄 please wrap",
    'quoted "twice", comma',
    "<b>bold</b> &amp;",
    "long " + "very " * 800 + "long",
)  # fmt: skip
"""Remarks that must stay text: formulas, markup, emoji, and one of 4,009 characters."""


def full_width(text: str) -> str:
    """Return text with its digits in full width."""
    return text.translate(_FULL_WIDTH)


def mixed(values: Sequence[Any], ways: Sequence[tuple[float, Way]], rng: Chance) -> list[Any]:
    """Return each value written in one of several ways, drawn by their shares; None stays None.

    Parameters
    ----------
    values
        The true values.
    ways
        ``(share, how to write it)``; shares add up to 1.
    rng
        Source of chance.
    """
    shares = np.array([share for share, _ in ways])
    drawn = rng.choice(len(ways), len(values), p=shares / shares.sum())
    return [None if v is None else ways[w][1](v) for v, w in zip(values, drawn.tolist(), strict=True)]


def objects(values: pd.Series[Any]) -> list[Any]:
    """Return the cells of a column, None where unknown."""
    return [None if pd.isna(v) else v for v in values.tolist()]


def same(value: Any) -> Any:
    """Return the value as it is."""
    return value


def spaced(value: Any) -> str:
    """Return the value as text with trailing spaces."""
    return f"{value}  "


def written(pattern: str) -> Way:
    """Return a way of writing a timestamp by a pattern (``{y} {m} {d} {H} {M} {S} {mm} {dd} {mon}``)."""

    def write(moment: pd.Timestamp) -> str:
        month, day = moment.month, moment.day
        clock = {"H": f"{moment.hour:02}", "M": f"{moment.minute:02}", "S": f"{moment.second:02}"}
        padded = {"mm": f"{month:02}", "dd": f"{day:02}", "mon": _MONTHS[month - 1]}
        return pattern.format(y=moment.year, m=month, d=day, **padded, **clock)

    return write


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def serial(moment: pd.Timestamp) -> float:
    """Return a timestamp as the bare number a workbook stores."""
    return excel_serial(moment)


def money(pattern: str) -> Way:
    """Return a way of writing an amount, ``{}`` standing for ``1,299.00``; negatives in brackets."""

    def write(amount: float) -> str:
        text = pattern.format(f"{abs(amount):,.2f}")
        return f"({text})" if amount < 0 else text

    return write


def with_blank_rows(rows: Rows, count: int, rng: Chance) -> Rows:
    """Return the rows with empty ones strewn in, never first or last."""
    width = len(rows[0])
    places = set(rng.choice(np.arange(1, len(rows)), count, replace=False).tolist())
    result: Rows = []
    for at, row in enumerate(rows):
        if at in places:
            result.append([None] * width)
        result.append(row)
    return result


def repeat_above(cells: pd.DataFrame, is_repeat: Sequence[bool]) -> pd.DataFrame:
    """Return the cells with the marked rows written exactly as the row above them."""
    above = np.arange(len(cells))
    for at in np.flatnonzero(is_repeat).tolist():
        above[at] = above[at - 1]
    return cells.iloc[above].reset_index(drop=True)
