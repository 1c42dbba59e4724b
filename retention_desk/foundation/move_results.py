"""Results of comparing two months: who moved between groups, and why scores moved; frozen, language-free."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

Counts = npt.NDArray[np.int64]

SMALLEST_MOVE: Final = 1e-9
"""Points below which a move is one of floating point."""


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
    was_there : ndarray of bool, shape (n_customers,)
        Who was a customer then.
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
    was_there: Flags
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
        The largest first; then, with an empty key, the rest: the rounding of the scores and customers of whom
        too little is known to take the change apart. Together the average of `indicators`.
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


@dataclass(frozen=True, eq=False)
class CustomerMove:
    """Why one customer's score moved: total = by_indicator + weights + data, exactly.

    Attributes
    ----------
    customer : int
        Position.
    then, now : float
        Scores as shown.
    by_indicator : tuple of IndicatorMove
        What the customer's values did, the largest first; then, with an empty key, the rest.
    weights, data : float
        As in `ScoreMoves`.
    separates_data : bool
    note : Phrase
    """

    customer: int
    then: float
    now: float
    by_indicator: tuple[IndicatorMove, ...]
    weights: float
    data: float
    separates_data: bool
    note: Phrase = NOTHING_SAID

    @property
    def total(self) -> float:
        """Change of the score."""
        return self.now - self.then


@dataclass(frozen=True, eq=False)
class CustomerMoves:
    """Why scores moved, customer by customer.

    Attributes
    ----------
    moves : ScoreMoves
    rescored : Rescored
        What they were made of.
    rest : Phrase
        Name of what no indicator explains.
    """

    moves: ScoreMoves
    rescored: Rescored
    rest: Phrase

    def of(self, customer: int) -> CustomerMove | None:
        """Return the move of the customer at a position; None without a score then or now."""
        moves, rescored = self.moves, self.rescored
        found = np.flatnonzero(moves.customer == customer)
        if not len(found):
            return None
        row = int(found[0])
        changes = np.nan_to_num(rescored.parts[customer])
        parts = [
            IndicatorMove(key, label, float(change))
            for key, label, change in zip(rescored.keys, rescored.labels, changes, strict=True)
            if abs(change) > SMALLEST_MOVE
        ]
        parts.sort(key=lambda part: -abs(part.change))
        rest = float(moves.indicators[row]) - sum(part.change for part in parts)
        if abs(rest) > SMALLEST_MOVE:
            parts.append(IndicatorMove("", self.rest, rest))
        return CustomerMove(
            customer=customer,
            then=float(moves.then[row]),
            now=float(moves.now[row]),
            by_indicator=tuple(parts),
            weights=float(moves.weights[row]),
            data=float(moves.data[row]),
            separates_data=moves.separates_data,
            note=moves.note,
        )
