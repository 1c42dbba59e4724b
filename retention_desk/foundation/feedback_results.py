"""What customers say: why they left, what their comments are about, how long they waited."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Floats
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

Counts = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class LeavingReasons:
    """Why customers left, by new, established and best customers.

    Attributes
    ----------
    keys, names : tuples, one per reason, commonest first
        Of the taxonomy (`leaving_taxonomy`): those of the articles, and the user's own.
    groups : tuple of Phrase
        Best customers (high value tier), new ones, established ones.
    counts : ndarray of int, shape (n_reasons, n_groups)
    without : ndarray of int, shape (n_groups,)
        Left and no reason known.
    told_as : tuple of (text in the file, key, customers)
        How each text was counted, commonest first: what the setting can change.
    customers : tuple of ndarray of int, one per reason
        Who gave it, as positions.
    """

    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    groups: tuple[Phrase, ...]
    counts: Counts
    without: Counts
    told_as: tuple[tuple[str, str, int], ...]
    customers: tuple[npt.NDArray[np.int64], ...] = ()

    @property
    def n(self) -> int:
        """Customers who left with a reason."""
        return int(self.counts.sum())


@dataclass(frozen=True, eq=False)
class CommentTopics:
    """What comments are about; a comment can be about several things.

    Attributes
    ----------
    keys, names : tuples, one per topic, commonest first
    comments, customers : ndarray of int, shape (n_topics,)
    mean_score : ndarray of float, shape (n_topics,)
        Mean of the scores given with them, on the scale `scale`; NaN without any.
    rows : tuple of ndarray of int
        Positions of the comments in the survey table, latest first.
    n, without : int
        Comments, and those about nothing known.
    frequent : tuple of (word, comments)
        Frequent words of the comments about nothing known.
    every : ndarray of int
        Positions of all comments, latest first; `scales` (array of text) names the scale of each one's score.
    members : tuple of ndarray of int, one per topic
        Who spoke of it, as positions.
    """

    keys: tuple[str, ...]
    names: tuple[Phrase, ...]
    comments: Counts
    customers: Counts
    mean_score: Floats
    rows: tuple[npt.NDArray[np.int64], ...]
    n: int
    without: int
    scale: str
    frequent: tuple[tuple[str, int], ...] = ()
    every: npt.NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    scales: npt.NDArray[np.str_] = field(default_factory=lambda: np.zeros(0, dtype=np.str_))
    members: tuple[npt.NDArray[np.int64], ...] = ()


@dataclass(frozen=True, eq=False)
class ServiceTimes:
    """How long customers wait, by type of case; arrays (n_types,), NaN where no case has both dates.

    The last entry is all cases. Hours; `slowest` is what one case in ten takes longer than.
    """

    types: tuple[Phrase, ...]
    cases: Counts
    response_median_hours: Floats
    response_slowest_hours: Floats
    resolution_median_hours: Floats
    resolution_slowest_hours: Floats
    first_contact_share: Floats


@dataclass(frozen=True)
class DataRequest:
    """Columns that are missing, and what they would unlock.

    Attributes
    ----------
    table : str
        Kind of table.
    columns : tuple of str
        Canonical columns of it.
    figures, indicators, forecasts : tuple of Phrase
        What would become known.
    sentence : Phrase
    table_name, asked : Phrase
        Names of the table and of the columns asked for.
    """

    table: str
    columns: tuple[str, ...]
    figures: tuple[Phrase, ...]
    indicators: tuple[Phrase, ...]
    forecasts: tuple[Phrase, ...]
    sentence: Phrase
    table_name: Phrase = NOTHING_SAID
    asked: Phrase = NOTHING_SAID

    @property
    def gain(self) -> int:
        """How much it unlocks: a forecast counts for five figures."""
        return len(self.figures) + len(self.indicators) + 5 * len(self.forecasts)
