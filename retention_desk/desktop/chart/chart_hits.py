"""The parts of a chart that answer: which one is under the pointer, and which lies next in a direction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

import numpy as np

from retention_desk.foundation.wording import Phrase

REACH: Final = 12.0
"""So near, in pixels, a place on a line goes before a box around it."""
ASIDE: Final = 3.0
"""A step to the side counts so many times as one along the way of an arrow."""


class Hit(Protocol):
    """A part of a picture that can be pointed at, in pixels from the top left of the chart."""

    @property
    def x0(self) -> float:
        """Left."""

    @property
    def y0(self) -> float:
        """Top."""

    @property
    def x1(self) -> float:
        """Right."""

    @property
    def y1(self) -> float:
        """Bottom."""

    @property
    def key(self) -> str:
        """What it stands for."""

    @property
    def sentence(self) -> Phrase:
        """What it says."""


def is_near(hit: Hit) -> bool:
    """Return whether a part is a place on a line, which answers from afar."""
    return bool(getattr(hit, "near", False))


class Hits:
    """Parts of a chart by place.

    Parameters
    ----------
    parts : sequence of Hit
    """

    def __init__(self, parts: Sequence[Hit] = ()) -> None:
        self.parts = tuple(parts)
        corners = [(hit.x0, hit.y0, hit.x1, hit.y1) for hit in self.parts]
        self._box = np.array(corners, dtype=np.float64).reshape(-1, 4)
        self._near = np.array([is_near(hit) for hit in self.parts], dtype=bool)
        self._centre = (self._box[:, :2] + self._box[:, 2:]) / 2

    def __len__(self) -> int:
        return len(self.parts)

    def __getitem__(self, place: int) -> Hit:
        return self.parts[place]

    def at(self, x: float, y: float) -> int | None:
        """Return the part under a place: a line close by, the smallest box, or the nearest line."""
        nearest, distance = self._nearest(x, y)
        if nearest is not None and distance <= REACH:
            return nearest
        box = self._box
        inside = (box[:, 0] <= x) & (x <= box[:, 2]) & (box[:, 1] <= y) & (y <= box[:, 3]) & ~self._near
        under = np.flatnonzero(inside)
        if len(under):
            area = (box[under, 2] - box[under, 0]) * (box[under, 3] - box[under, 1])
            return int(under[area.argmin()])
        return nearest if nearest is not None and self._is_among_lines(x, y) else None

    def _nearest(self, x: float, y: float) -> tuple[int | None, float]:
        places = np.flatnonzero(self._near)
        if not len(places):
            return None, np.inf
        apart = np.hypot(*(self._centre[places] - (x, y)).T)
        best = int(apart.argmin())
        return int(places[best]), float(apart[best])

    def _is_among_lines(self, x: float, y: float) -> bool:
        """Whether a place lies within the box around all places on lines."""
        centre = self._centre[self._near]
        low, high = centre.min(axis=0) - 2 * REACH, centre.max(axis=0) + 2 * REACH
        return bool(low[0] <= x <= high[0] and low[1] <= y <= high[1])

    def step(self, start: int | None, right: int, down: int) -> int | None:
        """Return the part that an arrow leads to from `start`; the first or last one from nowhere.

        Parameters
        ----------
        start : int or None
        right, down : int
            Direction: 1, 0 or −1.
        """
        if not len(self):
            return None
        if start is None:
            return 0 if right + down > 0 else len(self) - 1
        away = self._centre - self._centre[start]
        along = away[:, 0] * right + away[:, 1] * down
        aside = np.abs(away[:, 0] * down) + np.abs(away[:, 1] * right)
        cost = np.where(along > 0.5, along + ASIDE * aside, np.inf)
        return int(cost.argmin()) if np.isfinite(cost).any() else start
