"""How well a score puts those who left below those who stayed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

NORMAL_95: Final = 1.959_963_984_540_054
WORST_SHARE: Final = 0.1


@dataclass(frozen=True)
class RankingQuality:
    """AUC with its 95 % interval, and the share of the leavers among the worst tenth of the customers."""

    auc: float
    auc_low: float
    auc_high: float
    worst_tenth_share: float


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
        np.bincount(tenths, gone, 1001).astype(np.float64),
        np.bincount(tenths, stayed, 1001).astype(np.float64),
    )


def quality_of_counts(gone: Floats, stayed: Floats) -> RankingQuality:
    """Return the same from the number of leavers and stayers at each value, lowest value first."""
    n_gone, n_stayed = gone.sum(), stayed.sum()
    above = n_stayed - np.cumsum(stayed) + stayed / 2
    below = np.cumsum(gone) - gone / 2
    of_gone, of_stayed = above / n_stayed, below / n_gone
    auc = float((gone * of_gone).sum() / n_gone)
    error = np.sqrt(_spread(of_gone, gone, auc) / n_gone + _spread(of_stayed, stayed, auc) / n_stayed)
    return RankingQuality(
        auc,
        max(auc - NORMAL_95 * float(error), 0.0),
        min(auc + NORMAL_95 * float(error), 1.0),
        _found_in_worst(gone, stayed),
    )


def _spread(values: Floats, counts: Floats, mean: float) -> float:
    return float((counts * (values - mean) ** 2).sum() / max(counts.sum() - 1, 1))


def _found_in_worst(gone: Floats, stayed: Floats) -> float:
    called = np.ceil(WORST_SHARE * (gone.sum() + stayed.sum()))
    everybody = gone + stayed
    before = np.cumsum(everybody) - everybody
    taken = np.clip(called - before, 0, everybody)
    share = np.divide(taken, everybody, out=np.zeros(len(everybody)), where=everybody > 0)
    return float((gone * share).sum() / gone.sum())
