"""Who stayed, came back, came new and left in each period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from retention_desk.foundation.results import Flags, RetentionMovements
from retention_desk.metrics.activity import Presence
from retention_desk.metrics.periods import Period


@dataclass(frozen=True)
class Stay:
    """How many customers stayed over one period *(S, E]*.

    Attributes
    ----------
    period : Period
    opening, closing : int
        Active at *S*, active at *E*.
    stayed : int
        Active at both.
    new : int
        First ever seen in the period and active at *E*.
    pool : int
        Seen by *S* and not active then: the lost who could come back.
    ever : int
        Ever seen by *E*.
    """

    period: Period
    opening: int
    closing: int
    stayed: int
    new: int
    pool: int
    ever: int = 0

    @property
    def came_back(self) -> int:
        """Customers of the pool who are active at *E*."""
        return self.closing - self.stayed - self.new


def stays(present: Presence, periods: tuple[Period, ...]) -> tuple[Stay, ...]:
    """Return how many stayed over each of consecutive periods, oldest first."""
    found: list[Stay] = []
    opening: Flags | None = None
    for period in periods:
        if opening is None:
            opening = present.active_at(period.opening_day)
        closing = present.active_at(period.end)
        known = present.first_seen_by(period.opening_day)
        found.append(
            Stay(
                period=period,
                opening=int(opening.sum()),
                closing=int(closing.sum()),
                stayed=int((opening & closing).sum()),
                new=int((closing & ~known).sum()),
                pool=int((known & ~opening).sum()),
                ever=int(present.first_seen_by(period.end).sum()),
            )
        )
        opening = closing
    return tuple(found)


def movements(history: tuple[Stay, ...]) -> RetentionMovements | None:
    """Return the counts per period as columns, from the first with anybody on; None without any."""
    begun = next((place for place, item in enumerate(history) if item.opening + item.closing), len(history))
    history = history[begun:]
    if not history:
        return None
    dates = [item.period.dates for item in history]
    return RetentionMovements(
        starts=tuple(start for start, _ in dates),
        ends=tuple(end for _, end in dates),
        opening=np.array([item.opening for item in history], dtype=np.int64),
        stayed=np.array([item.stayed for item in history], dtype=np.int64),
        came_back=np.array([item.came_back for item in history], dtype=np.int64),
        new=np.array([item.new for item in history], dtype=np.int64),
    )
