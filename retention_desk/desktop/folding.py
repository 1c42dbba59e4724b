"""Folding of rail and inspector: by the user, by a narrow window, by a page that needs the room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from retention_desk.desktop.main_window import MainWindow

Part = Literal["rail", "inspector"]
FOLDS_BELOW: Final[dict[Part, int]] = {"rail": 1200, "inspector": 1400}
"""Width of the window in pixels below which a part folds."""


class Folding:
    """Folds and unfolds the parts of a window; only what the user folded becomes a preference.

    Parameters
    ----------
    window : MainWindow
        Its rail and inspector are there already.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._room: frozenset[Part] = frozenset()
        self._breadth: int | None = None
        self._own = False
        window.rail.folded_changed.connect(lambda folded: self._note("rail", folded))
        window.inspector.folded_changed.connect(lambda folded: self._note("inspector", folded))

    def make_room(self, *parts: Part) -> None:
        """Fold these parts for the page in front, and no others but those folded anyway."""
        self._room = frozenset(parts)
        self.fold()

    def follow_width(self) -> None:
        """Fold or unfold where the window's width passed a bound."""
        breadth = sum(self._window.width() >= bound for bound in FOLDS_BELOW.values())
        if breadth != self._breadth:
            self._breadth = breadth
            self.fold()

    def fold(self) -> None:
        """Fold and unfold the parts as preferences, width and page have it."""
        kept, width = self._window.preferences, self._window.width()
        self._own = True
        self._window.rail.set_folded(kept.rail_folded or "rail" in self._room or width < FOLDS_BELOW["rail"])
        self._window.inspector.set_folded(
            kept.inspector_folded or "inspector" in self._room or width < FOLDS_BELOW["inspector"]
        )
        self._own = False

    def _note(self, part: Part, folded: bool) -> None:
        if self._own or part in self._room or self._window.width() < FOLDS_BELOW[part]:
            return
        kept = self._window.preferences
        if part == "rail":
            self._window.preferences = replace(kept, rail_folded=folded)
        else:
            self._window.preferences = replace(kept, inspector_folded=folded)
