"""Results of the review: this month against an earlier one, frozen and language-free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from retention_desk.foundation.lift_results import LearnedSave, Lifts, PlayReturn
from retention_desk.foundation.move_results import Migration, ScoreMoves
from retention_desk.foundation.outcome_results import OutcomeGrid, Outcomes, OwnerActions, RowOutcomes
from retention_desk.foundation.project_results import Decision, Headline, Snapshot
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase

if TYPE_CHECKING:
    import pandas as pd


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
