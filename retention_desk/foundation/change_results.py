"""What changed since last time: who came and went, how revenue moved, who changed band."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats

ChangeKind = Literal["new", "came_back", "lapsed", "band"]
Worth = Literal["net_revenue", "mrr"]


@dataclass(frozen=True, eq=False)
class ChangeGroup:
    """Customers to whom the same happened.

    Attributes
    ----------
    kind : {"new", "came_back", "lapsed", "band"}
    customers : ndarray of int
        Their positions.
    amount : float or None
        What they are worth together; None where nothing tells.
    before, now : str
        Keys of the bands they moved between; empty for the other kinds.
    is_better : bool
    """

    kind: ChangeKind
    customers: npt.NDArray[np.int64]
    amount: float | None
    is_better: bool
    before: str = ""
    now: str = ""

    @property
    def n(self) -> int:
        """How many."""
        return len(self.customers)

    @property
    def key(self) -> str:
        """What tells it apart: ``lapsed``, ``band:healthy:watch``."""
        return f"band:{self.before}:{self.now}" if self.kind == "band" else self.kind


@dataclass(frozen=True, eq=False)
class Changes:
    """What changed between the ends of two days.

    Attributes
    ----------
    since, until : date
    opening, closing : int
        Active customers then and now; closing = opening + new + came back − lapsed.
    groups : tuple of ChangeGroup
        New, came back, lapsed, then the moves between bands, largest first; only those with anybody.
    worth : ndarray of float, shape (n_customers,), or None
        What a customer is worth, by `measure`: net revenue of the 12 months up to now, or recurring revenue a
        month (of who left, then).
    revenue, revenue_before : float or None
        Net revenue since then and in as many days before; or recurring revenue a month now and then.
    days : int
        Between the two days.
    """

    since: dt.date
    until: dt.date
    opening: int
    closing: int
    groups: tuple[ChangeGroup, ...]
    measure: Worth | None
    worth: Floats | None
    revenue: float | None
    revenue_before: float | None

    @property
    def days(self) -> int:
        """Days between the two days."""
        return (self.until - self.since).days

    @property
    def customers(self) -> npt.NDArray[np.int64]:
        """Everybody to whom anything happened, each once."""
        return everybody(self.groups)


def everybody(groups: Sequence[ChangeGroup]) -> npt.NDArray[np.int64]:
    """Return the customers of several groups, each once, sorted."""
    if not groups:
        return np.zeros(0, dtype=np.int64)
    return np.unique(np.concatenate([group.customers for group in groups]))
