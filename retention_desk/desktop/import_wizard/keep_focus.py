"""The focus of rows that are made anew: it stays at its place instead of leaving for another panel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def place_of_focus(rows: Sequence[QWidget]) -> int | None:
    """Return the place of the row that has the focus, itself or in it; None when none has."""
    held = (place for place, row in enumerate(rows) if row.hasFocus() or _holds_focus(row))
    return next(held, None)


def give_focus(rows: Sequence[QWidget], place: int | None) -> None:
    """Give the focus to the row at a place, or to the last one where there are fewer now."""
    if place is not None and rows:
        rows[min(place, len(rows) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _holds_focus(row: QWidget) -> bool:
    focused = row.focusWidget()
    return focused is not None and focused.hasFocus()
