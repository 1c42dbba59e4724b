"""Past days with their features and what followed, each worked out once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.dated_features import DatedFeatures, DatedSource
from retention_desk.forecast.feature_table import FeatureTable, stack_tables

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class PastView:
    """Features at a past day with what the horizon after it brought the customers seen, shape (n_seen,)."""

    features: DatedFeatures
    left: Flags

    @property
    def rows(self) -> Rows:
        """Positions of the customers seen."""
        return np.flatnonzero(self.features.seen)

    @property
    def table(self) -> FeatureTable:
        """Features of the customers seen."""
        return self.features.table.with_rows(self.rows)


class PastViews:
    """Views of past days, each made once; columns that are dropped are in none of them."""

    def __init__(self, source: DatedSource) -> None:
        self._source = source
        self._made: dict[int, PastView] = {}
        self._dropped: frozenset[str] = frozenset()

    def at(self, day: int) -> PastView:
        """Return the view of a day whose horizon is over."""
        if day not in self._made:
            features = without(self._source.features_at(day), self._dropped)
            self._made[day] = PastView(features, self._source.left_after(day)[features.seen])
        return self._made[day]

    def of(self, days: tuple[int, ...]) -> list[PastView]:
        """Return the views of several days, those on which nobody was seen left out."""
        return [view for view in map(self.at, days) if len(view.left)]

    def drop(self, names: frozenset[str]) -> None:
        """Take columns out of every view, made or to come."""
        self._dropped |= names
        self._made = {
            day: PastView(without(view.features, names), view.left) for day, view in self._made.items()
        }


def without(features: DatedFeatures, names: frozenset[str]) -> DatedFeatures:
    """Return features without some columns."""
    kept = names & frozenset(features.table.names)
    return replace(features, table=features.table.without(kept)) if kept else features


def stacked(views: list[PastView]) -> FeatureTable:
    """Return the rows of several days one below the other."""
    return stack_tables([view.table for view in views])
