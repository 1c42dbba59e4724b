"""How good a forecast was: figures with bootstrap intervals, calibration and lift."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.results import Quality

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

FIGURES: Final = (
    "roc_auc", "pr_auc", "brier", "log_loss", "calibration_error", "lift_top_decile", "accuracy",
)  # fmt: skip
DRAWS = 200
MOST_CELLS = 1_000
TENTHS = 10
SMALLEST_CHANCE = 1e-6


@dataclass(frozen=True, eq=False)
class RankedCells:
    """Customers pooled by rank of the score, highest first; each array has shape (cells,).

    Without more customers than cells every distinct score has its own, so that nothing is lost. `events`
    and `others` count who left and who stayed, the `_loss` columns are mean losses of one of either,
    `chance` is the mean probability.
    """

    events: Floats
    others: Floats
    chance: Floats
    square_loss_event: Floats
    square_loss_other: Floats
    log_loss_event: Floats
    log_loss_other: Floats
    right_event: Floats
    right_other: Floats


def rank_cells(left: Flags, probability: Floats, score: Floats) -> RankedCells:
    """Return customers pooled into at most 1,000 cells by rank of `score`, ties together."""
    _, place = np.unique(-score, return_inverse=True)
    count = int(place.max()) + 1
    if count > MOST_CELLS:
        before = np.cumsum(np.bincount(place)) - 1
        cell = (before * MOST_CELLS // len(score)).astype(np.intp)
        _, place = np.unique(cell[place], return_inverse=True)
        count = int(place.max()) + 1
    chance = np.clip(probability, SMALLEST_CHANCE, 1 - SMALLEST_CHANCE)
    size = np.maximum(np.bincount(place, minlength=count), 1)
    gone, stay = (np.bincount(place[mask], minlength=count).astype(np.float64) for mask in (left, ~left))

    def mean(values: Floats, mask: Flags, number: Floats) -> Floats:
        total = np.bincount(place[mask], weights=values[mask], minlength=count)
        return np.asarray(total / np.maximum(number, 1))

    called = (probability >= 0.5).astype(np.float64)
    return RankedCells(
        events=gone,
        others=stay,
        chance=np.asarray(np.bincount(place, weights=probability, minlength=count) / size),
        square_loss_event=mean((1 - probability) ** 2, left, gone),
        square_loss_other=mean(probability**2, ~left, stay),
        log_loss_event=mean(-np.log(chance), left, gone),
        log_loss_other=mean(-np.log1p(-chance), ~left, stay),
        right_event=mean(called, left, gone),
        right_other=mean(1 - called, ~left, stay),
    )


def cell_figures(cells: RankedCells, events: Floats, others: Floats) -> Floats:
    """Return the figures for given counts per cell.

    Parameters
    ----------
    cells : RankedCells
    events, others : ndarray, shape (draws, cells)

    Returns
    -------
    ndarray, shape (draws, 7)
        In the order of `FIGURES`.

    Notes
    -----
    ROC AUC counts ties half. PR AUC is the average precision. The calibration error is that of
    `calibration_error` with the customers of a cell in one tenth. Lift is the share of leavers among the
    tenth with the highest score ÷ among all.
    """
    both = events + others
    total, hits = np.maximum(both.sum(axis=1), 1), events.sum(axis=1)
    misses = total - hits
    found, passed = np.cumsum(events, axis=1), np.cumsum(both, axis=1)
    # of two drawn at random, one leaver and one stayer: stayers ranked below each leaver
    below = misses[:, None] - (passed - found)
    with np.errstate(invalid="ignore", divide="ignore"):
        auc = (events * (below + others / 2)).sum(axis=1) / (hits * misses)
        precision = np.where(passed > 0, found / np.maximum(passed, 1), 0.0)
        pr_auc = (events * precision).sum(axis=1) / hits
        brier = (events * cells.square_loss_event + others * cells.square_loss_other).sum(axis=1) / total
        loss = (events * cells.log_loss_event + others * cells.log_loss_other).sum(axis=1) / total
        lift = _found_by(found, passed, total, 0.1) / (0.1 * hits)
        right = (events * cells.right_event + others * cells.right_other).sum(axis=1) / total
    return np.stack([auc, pr_auc, brier, loss, _calibration_error(cells, events, both), lift, right], axis=1)


def _calibration_error(cells: RankedCells, events: Floats, both: Floats) -> Floats:
    tenth = tenth_of(cells.chance, cells.events + cells.others)
    gap = events - both * cells.chance
    summed = np.stack([gap[:, tenth == k].sum(axis=1) for k in range(TENTHS)], axis=1)
    return np.asarray(np.abs(summed).sum(axis=1) / np.maximum(both.sum(axis=1), 1))


def tenth_of(probability: Floats, size: Floats | None = None) -> npt.NDArray[np.intp]:
    """Return the tenth of the customers, 0 to 9 from the lowest probability, that each one belongs to.

    Parameters
    ----------
    probability : ndarray, shape (n,)
    size : ndarray, shape (n,), optional
        Customers behind each probability; one without it.

    Notes
    -----
    Equal probabilities stay together, in the tenth of their middle one.
    """
    _, place = np.unique(probability, return_inverse=True)
    many = np.bincount(place, weights=size)
    middle = np.cumsum(many) - many / 2
    share = middle / max(float(many.sum()), 1.0)
    return np.minimum((share * TENTHS).astype(np.intp), TENTHS - 1)[place]


def calibration_error(left: Flags, probability: Floats) -> float:
    """Return by how much predicted and actual share differ on average over the tenths of the customers.

    Notes
    -----
    Σ |who left − Σ probability| over the tenths of `calibration_table` ÷ customers: the points of the plot
    beside it, weighted by size. Tenths of equal size have a lower bias than bins of equal width (Roelofs,
    Cain, Shlens, Mozer 2022, "Mitigating bias in calibration error estimation", AISTATS).
    """
    gap = np.bincount(tenth_of(probability), weights=left - probability, minlength=TENTHS)
    return float(np.abs(gap).sum() / max(len(left), 1))


def _found_by(found: Floats, passed: Floats, total: Floats, share: float) -> Floats:
    """Return the leavers among the best `share`, a cell that is cut counting in proportion."""
    target = share * total
    return np.array([
        np.interp(limit, np.r_[0.0, passed_by], np.r_[0.0, found_by])
        for limit, passed_by, found_by in zip(target, passed, found, strict=True)
    ])  # fmt: skip


def assess(
    left: Flags,
    probability: Floats,
    validation: Literal["time split", "cross-validation"],
    seed: int,
    score: Floats | None = None,
    draws: int = DRAWS,
) -> Quality:
    """Return the quality of probabilities on customers they were not trained on.

    Parameters
    ----------
    left : ndarray of bool, shape (n,)
    probability : ndarray, shape (n,)
    validation : str
    seed : int
        Of the bootstrap.
    score : ndarray, shape (n,), optional
        What ranks the customers, when it is finer than the probability.
    draws : int
        Bootstrap draws behind the 95 % intervals; 0 gives none.

    Notes
    -----
    Customers are drawn with Poisson(1) weights, summed by cell of equal rank: a vectorised bootstrap whose
    cost does not grow with the customers.
    """
    cells = rank_cells(left, probability, probability if score is None else score)
    point = cell_figures(cells, cells.events[None], cells.others[None])[0]
    intervals: dict[str, tuple[float, float]] = {}
    if draws and 0 < left.sum() < len(left):
        rng = np.random.default_rng(seed)
        shape = (draws, len(cells.events))
        drawn = cell_figures(
            cells,
            rng.poisson(cells.events, shape).astype(np.float64),
            rng.poisson(cells.others, shape).astype(np.float64),
        )
        drawn = drawn[np.isfinite(drawn).all(axis=1)]
        low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
        intervals = {name: (float(a), float(b)) for name, a, b in zip(FIGURES, low, high, strict=True)}
    share = float(left.mean())
    named = dict(zip(FIGURES, map(float, point), strict=True))
    named["calibration_error"] = calibration_error(left, probability)
    return Quality(
        **named,
        majority_accuracy=max(share, 1 - share),
        validation=validation,
        n=len(left),
        intervals=MappingProxyType(intervals),
    )


def calibration_table(left: Flags, probability: Floats) -> pd.DataFrame:
    """Return predicted and actual share by tenth of the probability.

    Returns
    -------
    DataFrame with columns predicted, actual, low, high, n, begins
        Ten rows at most, lowest first, by `tenth_of`; `low` and `high` are the 95 % Wilson interval of the
        actual share, `begins` the lowest probability of the tenth.
    """
    import pandas as pd

    tenth = tenth_of(probability)
    groups = [np.flatnonzero(tenth == k) for k in np.unique(tenth)]
    n = np.array([len(g) for g in groups], dtype=np.float64)
    predicted = np.array([probability[g].mean() for g in groups])
    actual = np.array([left[g].mean() for g in groups])
    z = 1.96
    middle = (actual + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(actual * (1 - actual) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    begins = np.array([probability[g].min() for g in groups])
    return pd.DataFrame(
        {
            "predicted": predicted, "actual": actual, "low": middle - half, "high": middle + half, "n": n,
            "begins": begins,
        }
    )  # fmt: skip


def lift_table(left: Flags, score: Floats, rule_score: Floats) -> pd.DataFrame:
    """Return the share of leavers found by calling the customers with the highest scores first.

    Returns
    -------
    DataFrame with columns share_called, share_found, share_found_rule
        21 rows from 0 to 1; the rule calls by `rule_score`.
    """
    import pandas as pd

    called = np.linspace(0, 1, 21)
    return pd.DataFrame(
        {
            "share_called": called,
            "share_found": _found_curve(left, score, called),
            "share_found_rule": _found_curve(left, rule_score, called),
        }
    )


def _found_curve(left: Flags, score: Floats, called: Floats) -> Floats:
    _, place = np.unique(-score, return_inverse=True)
    found = np.r_[0.0, np.cumsum(np.bincount(place, weights=left.astype(np.float64)))]
    passed = np.r_[0, np.cumsum(np.bincount(place))]
    return np.asarray(np.interp(called * len(left), passed, found) / max(float(left.sum()), 1.0))
