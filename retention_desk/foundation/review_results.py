"""Results of the review: this month against an earlier one, frozen and language-free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.lift_results import (
    LearnedSave,
    Lifts,
    OutcomeGrid,
    Outcomes,
    OwnerActions,
    PlayReturn,
    RowOutcomes,
)
from retention_desk.foundation.project_results import Decision, Headline, Snapshot
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

if TYPE_CHECKING:
    import pandas as pd

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class EarlierMonth:
    """A month kept: what `Project.snapshots`, `headline`, `scores` and `snapshot_settings` give of it.

    Attributes
    ----------
    snapshot : Snapshot
    headline : Headline
    scores : DataFrame, index ``customer_id``
        Tiers, stage, health, forecast, value, ``indicator.<key>``, ``points.<key>`` as they were saved.
    settings : AnalysisSettings
        Those of then.
    """

    snapshot: Snapshot
    headline: Headline
    scores: pd.DataFrame
    settings: AnalysisSettings


@dataclass(frozen=True, eq=False)
class Migration:
    """Who moved from which group to which since the earlier month.

    Attributes
    ----------
    of : {"value_tier", "stage", "health_band"}
    label : Phrase
    keys : tuple of str, length k
    names : tuple of Phrase, length k
    best_first : bool or None
        Whether the first key is the best; None where the groups have no order of quality.
    counts : ndarray of int, shape (k, k)
        Customers by group then (row) and now (column).
    new, gone : ndarray of int, shape (k,)
        Customers now who were not known then, by group now; customers then who are not in the data now, by
        group then.
    lost_sight, found : ndarray of int, shape (k,)
        In a group then and in none now, by group then; in none then and in a group now, by group now.
    then, now : ndarray of int, shape (n_customers,)
        Group of each customer of today: position in `keys`, −1 none, −2 not known then.
    """

    of: Literal["value_tier", "stage", "health_band"]
    label: Phrase
    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    best_first: bool | None
    counts: Counts
    new: Counts
    gone: Counts
    lost_sight: Counts
    found: Counts
    then: Counts
    now: Counts

    @property
    def opening(self) -> Counts:
        """Customers of each group then: those who moved, stayed, went out of sight or are gone."""
        opening: Counts = self.counts.sum(axis=1) + self.lost_sight + self.gone
        return opening

    @property
    def closing(self) -> Counts:
        """Customers of each group now."""
        closing: Counts = self.counts.sum(axis=0) + self.found + self.new
        return closing

    def members(self, then: int, now: int) -> Counts:
        """Return the positions of who moved from one group to another (−1 none, −2 not known then)."""
        return np.flatnonzero((self.then == then) & (self.now == now))

    @property
    def improved(self) -> int:
        """How many are in a better group than then; 0 where groups have no order."""
        return self._moved(better=True)

    @property
    def worsened(self) -> int:
        """How many are in a worse group than then; 0 where groups have no order."""
        return self._moved(better=False)

    def _moved(self, *, better: bool) -> int:
        if self.best_first is None:
            return 0
        upper = np.triu(self.counts, 1).sum()
        lower = np.tril(self.counts, -1).sum()
        return int(lower if better == self.best_first else upper)


@dataclass(frozen=True, eq=False)
class Rescored:
    """Scores of the customers of today under the data and settings of then and of now.

    Attributes
    ----------
    saved : ndarray of float, shape (n_customers,)
        As shown then; NaN without a score or not yet a customer.
    corrected : ndarray of float
        Then, from the data as they are known today, with the settings of then.
    corrected_now : ndarray of float
        The same with the settings of now.
    moved : ndarray of float
        Now, with the settings of then.
    now : ndarray of float
        As shown now.
    keys : tuple of str, length k
    labels : tuple of Phrase, length k
    parts : ndarray of float, shape (n_customers, k)
        Change of the score by each indicator from `corrected` to `now` through its value alone; NaN where the
        score is not known at both ends.
    separates_data : bool
        Whether corrections of the data could be told apart from changes of the indicators.
    note : Phrase
        What could not be told apart, and why; else empty.
    """

    saved: Floats
    corrected: Floats
    corrected_now: Floats
    moved: Floats
    now: Floats
    keys: tuple[str, ...]
    labels: tuple[Phrase, ...]
    parts: Floats
    separates_data: bool
    note: Phrase = NOTHING_SAID


@dataclass(frozen=True, slots=True)
class IndicatorMove:
    """What one indicator did to the average score."""

    key: str
    label: Phrase
    change: float


@dataclass(frozen=True, eq=False)
class ScoreMoves:
    """Why scores moved: total = indicators + weights + data, for every customer, exactly.

    Attributes
    ----------
    customer : ndarray of int, shape (n,)
        Positions of the customers with a score then and now.
    then, now : ndarray of float, shape (n,)
        Scores as shown.
    indicators, weights, data : ndarray of float, shape (n,)
        Points of change through the customers' values, through weights, thresholds and points of the
        settings, and through what today's data say of then that those of then did not.
    by_indicator : tuple of IndicatorMove
        The largest first; adds up to the average of `indicators` but for the rounding of the scores.
    gained, lost : int
        Customers with a score only now (but known then), and only then (but still in the data).
    separates_data : bool
    note : Phrase
        What could not be told apart; else empty.
    """

    customer: Counts
    then: Floats
    now: Floats
    indicators: Floats
    weights: Floats
    data: Floats
    by_indicator: tuple[IndicatorMove, ...]
    gained: int
    lost: int
    separates_data: bool
    note: Phrase = NOTHING_SAID

    @property
    def total(self) -> Floats:
        """Change of the score, shape (n,)."""
        return self.now - self.then

    def average(self, part: Literal["then", "now", "total", "indicators", "weights", "data"]) -> float:
        """Return the mean of a part over the customers with both scores; NaN without any."""
        values: Floats = getattr(self, part)
        return float(values.mean()) if len(values) else float("nan")


WHY_MISSED: Final = ("looked_healthy", "below_capacity", "held_out", "listed", "no_score")
"""Why a leaver was not kept: nothing warned, warned of without a place on a list, left alone by chance, on a
list and left nevertheless, or nothing was known of them."""


@dataclass(frozen=True, eq=False)
class MissedLeavers:
    """Who left since the earlier month, and what was known of them then.

    Attributes
    ----------
    definition : Phrase
        What counts as having left.
    table : DataFrame
        One row per leaver, the most valuable first: customer (int64 position), customer_id, tier and stage
        (int8 codes of then), band (int8 of then), score, probability and value (float, of then), silent_days
        (float, now), why (key of `WHY_MISSED`), said (Phrase: why in words with the numbers of then).
    counts : tuple of (key of WHY_MISSED, int)
    value : float
        Sum of the known values; NaN without any.
    """

    definition: Phrase
    table: pd.DataFrame
    counts: tuple[tuple[str, int], ...]
    value: float

    @property
    def n(self) -> int:
        """How many left."""
        return len(self.table)

    @property
    def missed(self) -> int:
        """How many of them nothing warned of."""
        counts = dict(self.counts)
        return counts.get("looked_healthy", 0) + counts.get("no_score", 0)


@dataclass(frozen=True, eq=False)
class Review:
    """Did it work? This month against an earlier one, and what the action lists did.

    Attributes
    ----------
    day : date or None
        The as-of date of now.
    earlier : Snapshot or None
        The month compared with; None when there is none: then `migrations`, `moves` and `missed` are empty.
    currency : str or None
    migrations : tuple of Migration
        Value tiers, stages, health bands.
    moves : ScoreMoves or None
    owners : tuple of OwnerActions
        Most rows first; those of nobody last.
    actions : OwnerActions
        The same of all.
    lists : int
        Lists handed out.
    first_list, last_list : date or None
    outcomes : tuple of Outcomes
        By play, tier, stage (where known), channel, handling, owner.
    grids : tuple of OutcomeGrid
        Play by tier, and by stage where known.
    rows : RowOutcomes
        What became of each row of the history.
    lifts : Lifts or None
        None before any list was handed out.
    returns : tuple of PlayReturn
        By play, the most handed out first.
    missed : MissedLeavers or None
    learned : tuple of LearnedSave
    decisions : tuple of Decision
        Newest first.
    caveats : tuple of Phrase
        What has to be known to read the figures.
    missing : tuple of Phrase
        What is not there yet and what would bring it: no earlier month, no list, nothing returned …
    """

    day: dt.date | None
    earlier: Snapshot | None
    currency: str | None
    migrations: tuple[Migration, ...]
    moves: ScoreMoves | None
    owners: tuple[OwnerActions, ...]
    actions: OwnerActions
    lists: int
    first_list: dt.date | None
    last_list: dt.date | None
    outcomes: tuple[Outcomes, ...]
    grids: tuple[OutcomeGrid, ...]
    rows: RowOutcomes
    lifts: Lifts | None
    returns: tuple[PlayReturn, ...]
    missed: MissedLeavers | None
    learned: tuple[LearnedSave, ...]
    decisions: tuple[Decision, ...] = ()
    caveats: tuple[Phrase, ...] = ()
    missing: tuple[Phrase, ...] = field(default=())

    def outcomes_by(self, by: str) -> Outcomes | None:
        """Return the outcomes by a column; None where they are not known by it."""
        return next((found for found in self.outcomes if found.by == by), None)

    def migration_of(self, of: str) -> Migration | None:
        """Return the migration of tiers, stages or bands; None without an earlier month."""
        return next((found for found in self.migrations if found.of == of), None)

    def return_of(self, play: str) -> PlayReturn | None:
        """Return what a play brought; None for one that was not handed out."""
        return next((found for found in self.returns if found.play == play), None)
