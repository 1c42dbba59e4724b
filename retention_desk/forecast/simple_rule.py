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
    base = float(left.mean()) if len(left) else 0.5
    if not known.any():
        return SimpleRule(np.zeros(0), np.zeros(0), base)
    number = score[known]
    groups = int(np.clip(len(number) // FEWEST_ROWS, 1, GROUPS))
    cuts = np.unique(np.quantile(number, np.linspace(0, 1, groups + 1)[1:-1]))
    place = np.searchsorted(cuts, number, side="left")
    size = np.bincount(place, minlength=len(cuts) + 1).astype(np.float64)
    gone = np.bincount(place, weights=left[known].astype(np.float64), minlength=len(cuts) + 1)
    middle = np.bincount(place, weights=number, minlength=len(cuts) + 1)
    used = size > 0
    return SimpleRule(
        middle[used] / size[used], _rising(np.asarray(gone[used], dtype=np.float64), size[used]), base
    )


def _rising(gone: Floats, size: Floats) -> Floats:
    """Return the shares gone ÷ size, falling neighbours pooled."""
    blocks: list[tuple[float, float, int]] = []
    for events, rows in zip(gone, size, strict=True):
        blocks.append((float(events), float(rows), 1))
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            last, before = blocks.pop(), blocks.pop()
            blocks.append((before[0] + last[0], before[1] + last[1], before[2] + last[2]))
    return np.repeat([events / rows for events, rows, _ in blocks], [width for _, _, width in blocks])
