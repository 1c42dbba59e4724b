"""Columns that are not the same today as when the forecast was trained."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import Feature, FeatureTable
from retention_desk.foundation.churn_results import DriftFinding
from retention_desk.foundation.wording import Phrase, phrase, phrase_n

Floats = npt.NDArray[np.float64]

LARGE_SHIFT: Final = 0.25
COVERAGE_CHANGE_SHARE: Final = 0.2
FEWEST_ROWS: Final = 50
BINS: Final = 10
MOST_NAMED: Final = 3


def find_drift(
    training: FeatureTable, now: FeatureTable, weights: Mapping[str, float]
) -> tuple[DriftFinding, ...]:
    """Return what changed between the rows trained on and the rows forecast, heaviest column first.

    Parameters
    ----------
    training, now : FeatureTable
        The same features.
    weights : mapping of feature to its share of the forecast

    Notes
    -----
    A shift is a population stability index above .25 beyond what chance gives for so few rows, three
    standard deviations above (bins − 1)(1/n + 1/m): Σ (now − then) · ln(now ÷ then) over tenths of the
    training values, or over categories. A change of coverage is one of twenty points.

    References
    ----------
    Siddiqi (2006), Credit Risk Scorecards, chapter 9. Yurdakul and Naranjo (2020), Statistical properties of
    the population stability index, Journal of Risk Model Validation 14.
    """
    if min(training.n, now.n) == 0:
        return ()
    found: list[DriftFinding] = []
    for k, feature in enumerate(training.features):
        weight = float(weights.get(feature.name, 0.0))
        found += _of_column(feature, training.numbers[:, k], now.numbers[:, k], weight)
    return tuple(sorted(found, key=lambda one: (-one.weight_share, -one.share)))


def _of_column(feature: Feature, then: Floats, now: Floats, weight: float) -> list[DriftFinding]:
    filled_then, filled_now = np.isfinite(then), np.isfinite(now)
    share_then, share_now = float(filled_then.mean()), float(filled_now.mean())
    name, label = feature.name, feature.label
    if share_then == 0 and share_now == 0:
        return []
    if share_now == 0:
        said = phrase("“{label}” is not filled in for anybody today; in training it was for {then:share0}.",
                      label=label, then=share_then)  # fmt: skip
        return [DriftFinding(name, label, "missing_now", 1.0, float("nan"), weight, said)]
    if share_then == 0:
        said = phrase("“{label}” is filled in for {now:share0} today, but never was in training: it is "
                      "not used.",
                      label=label, now=share_now)  # fmt: skip
        return [DriftFinding(name, label, "missing_then", share_now, float("nan"), weight, said)]
    found: list[DriftFinding] = []
    if feature.is_category:
        found += _unseen(feature, then[filled_then], now[filled_now], len(now), weight)
    if abs(share_now - share_then) >= COVERAGE_CHANGE_SHARE:
        said = phrase("“{label}” is filled in for {now:share0} of the customers today and was for "
                      "{then:share0} "
                      "in training.", label=label, now=share_now, then=share_then)  # fmt: skip
        change = abs(share_now - share_then)
        found.append(DriftFinding(name, label, "coverage", change, float("nan"), weight, said))
    found += _shift(feature, then[filled_then], now[filled_now], weight)
    return found


def _unseen(feature: Feature, then: Floats, now: Floats, n: int, weight: float) -> list[DriftFinding]:
    """Return the categories of today that no row of the training had."""
    width = len(feature.levels)
    rows_then = np.bincount(then.astype(np.intp), minlength=width)
    rows_now = np.bincount(now.astype(np.intp), minlength=width)
    new = np.flatnonzero((rows_then == 0) & (rows_now > 0))
    if not len(new):
        return []
    concerned = int(rows_now[new].sum())
    often = new[np.argsort(-rows_now[new], kind="stable")][:MOST_NAMED]
    named = ", ".join(feature.levels[k] for k in often) + (", …" if len(new) > MOST_NAMED else "")
    said = phrase_n(
        "“{label}” has values never seen in training ({named}): {n:count} customer ({share:share0}). "
        "They are "
        "forecast from the other columns.",
        "“{label}” has values never seen in training ({named}): {n:count} customers ({share:share0}). "
        "They are "
        "forecast from the other columns.",
        concerned, label=feature.label, named=named, share=concerned / n,
    )  # fmt: skip
    return [DriftFinding(feature.name, feature.label, "unseen", concerned / n, float("nan"), weight, said)]


def _shift(feature: Feature, then: Floats, now: Floats, weight: float) -> list[DriftFinding]:
    if min(len(then), len(now)) < FEWEST_ROWS:
        return []
    psi, moved, bins = stability_index(then, now, len(feature.levels))
    by_chance = (bins - 1) + 3 * np.sqrt(2 * (bins - 1))
    if psi <= LARGE_SHIFT + by_chance * (1 / len(then) + 1 / len(now)):
        return []
    return [
        DriftFinding(
            feature.name, feature.label, "shift", moved, psi, weight, _moved(feature, then, now, moved, psi)
        )
    ]


def _moved(feature: Feature, then: Floats, now: Floats, moved: float, psi: float) -> Phrase:
    up = float(np.median(now)) > float(np.median(then))
    if feature.is_category or np.median(now) == np.median(then):
        return phrase(
            "“{label}” is spread differently today: {share:share0} of the customers would have to change "
            "to be as "
            "in training (stability index {psi:number2}; .25 is much).",
            label=feature.label, share=moved, psi=psi,
        )  # fmt: skip
    if up:
        return phrase("“{label}” is higher today than in training: {share:share0} of the customers moved "
                      "(stability "
                      "index {psi:number2}; .25 is "
                      "much).", label=feature.label, share=moved, psi=psi)  # fmt: skip
    return phrase("“{label}” is lower today than in training: {share:share0} of the customers moved "
                  "(stability "
                  "index {psi:number2}; .25 is "
                  "much).", label=feature.label, share=moved, psi=psi)  # fmt: skip


def stability_index(then: Floats, now: Floats, levels: int = 0) -> tuple[float, float, int]:
    """Return the population stability index, the share that moved between bins, and the number of bins.

    Parameters
    ----------
    then, now : ndarray, shape (n,) and (m,), all known
        Positions of categories when there are `levels`; else numbers, cut at tenths of `then`.
    levels : int
    """
    if levels:
        codes_then, codes_now, bins = then.astype(np.intp), now.astype(np.intp), levels
    else:
        cuts = np.unique(np.quantile(then, np.linspace(0, 1, BINS + 1)[1:-1]))
        codes_then = np.searchsorted(cuts, then, side="left")
        codes_now = np.searchsorted(cuts, now, side="left")
        bins = len(cuts) + 1
    rows_then = np.bincount(codes_then, minlength=bins).astype(np.float64)
    rows_now = np.bincount(codes_now, minlength=bins).astype(np.float64)
    used = (rows_then + rows_now) > 0
    a, b = rows_then[used] / len(then), rows_now[used] / len(now)
    safe_a, safe_b = np.maximum(a, 0.5 / len(then)), np.maximum(b, 0.5 / len(now))
    psi = float(((safe_b - safe_a) * np.log(safe_b / safe_a)).sum())
    return psi, float(np.abs(a - b).sum() / 2), int(used.sum())
