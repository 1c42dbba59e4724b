"""The simple rule a model has to beat: one number per customer, turned into an honest probability."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

GROUPS = 20
FEWEST_ROWS = 30


@dataclass(frozen=True, eq=False)
class SimpleRule:
    """Share that left by the rule's number, never falling as it rises.

    Attributes
    ----------
    at : ndarray, shape (k,)
        Mean of the number in each group, increasing.
    share : ndarray, shape (k,)
        Share that left in it.
    base : float
        Share that left among all: for customers whose number is unknown.
    """

    at: Floats
    share: Floats
    base: float

    def probability(self, score: Floats) -> Floats:
        """Return the probability of leaving by the number, in straight lines between groups, shape (n,)."""
        if not len(self.at):
            return np.full(len(score), self.base)
        found = np.interp(np.nan_to_num(score), self.at, self.share)
        return np.where(np.isfinite(score), found, self.base)


def fit_simple_rule(score: Floats, left: npt.NDArray[np.bool_]) -> SimpleRule:
    """Return the frequencies of leaving by quantile of a number.

    Parameters
    ----------
    score : ndarray, shape (n,)
        Higher means likelier to leave; NaN unknown.
    left : ndarray of bool, shape (n,)

    Notes
    -----
    Up to twenty groups of equal size, ties together, each of thirty rows or more; neighbours that fall are
    pooled (isotonic regression by pool-adjacent-violators).
    """
    known = np.isfinite(score)
    values, place = np.unique(score[known], return_inverse=True)
    rows = np.bincount(place, minlength=len(values)).astype(np.float64)
    gone = np.bincount(place, weights=left[known].astype(np.float64), minlength=len(values))
    base = float(left.mean()) if len(left) else 0.5
    return rule_of_counts(values, rows, np.asarray(gone, dtype=np.float64), base)


def rule_of_counts(values: Floats, rows: Floats, gone: Floats, base: float) -> SimpleRule:
    """Return the rule from rows and leavers by distinct value, increasing; arrays of shape (k,)."""
    total = float(rows.sum())
    if total == 0:
        return SimpleRule(np.zeros(0), np.zeros(0), base)
    groups = int(np.clip(total // FEWEST_ROWS, 1, GROUPS))
    middle = (np.cumsum(rows) - rows / 2) / total
    place = np.minimum((middle * groups).astype(np.intp), groups - 1)
    size = np.bincount(place, weights=rows, minlength=groups)
    left = np.bincount(place, weights=gone, minlength=groups)
    mean = np.bincount(place, weights=rows * values, minlength=groups)
    used = size > 0
    kept = np.asarray(size[used], dtype=np.float64)
    return SimpleRule(mean[used] / kept, _rising(np.asarray(left[used], dtype=np.float64), kept), base)


def _rising(gone: Floats, size: Floats) -> Floats:
    """Return the shares gone ÷ size, falling neighbours pooled."""
    blocks: list[tuple[float, float, int]] = []
    for events, rows in zip(gone, size, strict=True):
        blocks.append((float(events), float(rows), 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return np.repeat([events / rows for events, rows, _ in blocks], [width for _, _, width in blocks])
