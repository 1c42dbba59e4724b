"""Progress and cancellation, handed to long work as an argument."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from retention_desk.foundation.wording import Phrase


@dataclass(frozen=True, slots=True)
class Progress:
    """A listener for the share of work done, narrowed to a part of the whole.

    Parameters
    ----------
    listener : callable
        Called with the share done (0–1) and what is being done now. It raises
        `Cancelled` when the user has asked to stop.
    start, end : float
        The part of the whole that this work covers.
    """

    listener: Callable[[float, Phrase | None], None]
    start: float = 0.0
    end: float = 1.0

    def step(self, done: float, doing: Phrase | None = None) -> None:
        """Report the share `done` (0–1) of this part; raises `Cancelled` when asked to stop."""
        share = min(max(done, 0.0), 1.0)
        self.listener(self.start + (self.end - self.start) * share, doing)

    def part(self, start: float, end: float) -> Progress:
        """Return the progress of the part from `start` to `end` (0–1) of this work."""
        width = self.end - self.start
        return Progress(self.listener, self.start + width * start, self.start + width * end)


def _ignore(_done: float, _doing: Phrase | None) -> None:
    return None


SILENT: Final = Progress(_ignore)
