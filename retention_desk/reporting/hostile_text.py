"""Text of the user's data in files that spreadsheets open: never a formula, and unchanged when read back."""

from __future__ import annotations

from typing import Final

_STARTERS: Final = ("=", "+", "-", "@", "\t", "\r", "'")
CELL_LIMIT: Final = 32_767


def escaped(text: str) -> str:
    """Return text for a CSV cell: an apostrophe before what a spreadsheet would take for a formula.

    Notes
    -----
    A text that starts with an apostrophe gets one as well: what import takes off is always ours.
    """
    return f"'{text}" if text.startswith(_STARTERS) else text


def cell_text(text: str) -> str:
    """Return text for a workbook cell, cut to what Excel can hold with a mark where it was cut."""
    return text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…"
