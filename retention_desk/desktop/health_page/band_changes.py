"""Who changes band when the weights do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import Health

Positions = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class BandChanges:
    """Customers whose band changed (`customers`), whose score changed (`moved`), and how many went where."""

    customers: Positions
    moved: Positions
    down: int
    up: int


def band_changes(before: Health | None, now: Health) -> BandChanges:
    """Return who changes band between two scorings of the same customers, the largest change first."""
    none = np.zeros(0, dtype=np.intp)
    if before is None or before is now or len(before.band) != len(now.band):
        return BandChanges(none, none, 0, 0)
    moved = np.flatnonzero(np.nan_to_num(before.score, nan=-1) != np.nan_to_num(now.score, nan=-1))
    changed = np.flatnonzero((before.band != now.band) & (before.band >= 0) & (now.band >= 0))
    size = np.abs(now.score[changed] - before.score[changed])
    changed = changed[np.argsort(-size, kind="stable")]
    down = int((now.band[changed] < before.band[changed]).sum())
    return BandChanges(changed, moved, down, len(changed) - down)
