"""How well a score puts those who left below those who stayed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL_95: Final = 1.959_963_984_540_054
WORST_SHARE: Final = 0.1
TENTHS: Final = 1001


@dataclass(frozen=True)
class RankingQuality:
    """AUC with its 95 % interval, and the share of the leavers among the worst tenth of the customers."""

    auc: float
    auc_low: float
    auc_high: float
    worst_tenth_share: float


@dataclass(frozen=True, eq=False)
class RankingQualities:
    """The same of several scores at once; arrays of one shape, NaN where nobody left or nobody stayed."""

    auc: Floats
    auc_low: Floats
    auc_high: Floats
    worst_tenth_share: Floats

    def reshaped(self, shape: tuple[int, ...]) -> RankingQualities:
        """Return them in another shape."""
        return RankingQualities(*(getattr(self, item.name).reshape(shape) for item in fields(self)))

    def of(self, place: int) -> RankingQualities:
        """Return those at a position of the first axis."""
        return RankingQualities(*(getattr(self, item.name)[place] for item in fields(self)))


def ranking_quality(score: Floats, gone: Floats, stayed: Floats) -> RankingQuality:
    """Return how well a score of 0–100 in tenths ranks those who left below those who stayed.

    Parameters
    ----------
    score, gone, stayed : ndarray of float, shape (n,)
        A score, and how many with it left and stayed: 1 and 0 (or 0 and 1) for a single customer.

    Notes
    -----
    AUC = P(leaver below stayer) + ½ P(equal), counted over the 1,001 values a score can have. The interval
    is DeLong's: the variance of each customer's share of customers of the other kind ranked rightly.
    Customers tied at the border of the worst tenth count in proportion.

    References
    ----------
    E. R. DeLong, D. M. DeLong, D. L. Clarke-Pearson: Comparing the areas under two or more correlated
    receiver operating characteristic curves. Biometrics 44 (1988), 837–845.
    """
    tenths = np.rint(score * 10).astype(np.int64)
    return quality_of_counts(
        np.bincount(tenths, gone, TENTHS).astype(np.float64),
        np.bincount(tenths, stayed, TENTHS).astype(np.float64),
    )


def quality_of_counts(gone: Floats, stayed: Floats) -> RankingQuality:
    """Return the same from the number of leavers and stayers at each value, lowest value first."""
    found = qualities_of_counts(gone[None, :], stayed[None, :]).of(0)
    return RankingQuality(*(float(getattr(found, item.name)) for item in fields(found)))


def qualities_of_counts(gone: Floats, stayed: Floats) -> RankingQualities:
    """Return the same of several scores, each a row of counts by value, shape (k, n_values)."""
    n_gone, n_stayed = gone.sum(axis=1), stayed.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        of_gone = (n_stayed[:, None] - np.cumsum(stayed, axis=1) + stayed / 2) / n_stayed[:, None]
        of_stayed = (np.cumsum(gone, axis=1) - gone / 2) / n_gone[:, None]
        auc = (gone * of_gone).sum(axis=1) / n_gone
        error = np.sqrt(_spread(of_gone, gone, auc) / n_gone + _spread(of_stayed, stayed, auc) / n_stayed)
        worst = _found_in_worst(gone, stayed)
    return RankingQualities(
        auc, np.maximum(auc - NORMAL_95 * error, 0.0), np.minimum(auc + NORMAL_95 * error, 1.0), worst
    )


def _spread(values: Floats, counts: Floats, mean: Floats) -> Floats:
    total = (counts * (values - mean[:, None]) ** 2).sum(axis=1)
    return np.asarray(total / np.maximum(counts.sum(axis=1) - 1, 1))


def _found_in_worst(gone: Floats, stayed: Floats) -> Floats:
    everybody = gone + stayed
    called = np.ceil(WORST_SHARE * everybody.sum(axis=1))
    before = np.cumsum(everybody, axis=1) - everybody
    taken = np.clip(called[:, None] - before, 0, everybody)
    share = np.divide(taken, everybody, out=np.zeros(everybody.shape), where=everybody > 0)
    return np.asarray((gone * share).sum(axis=1) / gone.sum(axis=1))
