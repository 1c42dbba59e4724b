"""Would these weights have seen it coming? The score as it stood at past days, against who then left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.health_results import BacktestDay, PastCustomers
from retention_desk.foundation.results import BacktestRow, Health, HealthBacktest, Indicators
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Phrase, phrase
from retention_desk.health.indicator_signs import FEWEST, enough, signs_of, suggested_directions
from retention_desk.health.past_groups import PastGroups, counting_keys, group_rows, scores_of
from retention_desk.health.past_health import BacktestBasis
from retention_desk.health.ranking_quality import TENTHS, RankingQualities, qualities_of_counts
from retention_desk.health.score_health import band_of
from retention_desk.health.weights import scaled_to_100

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

LABELS: Final[Mapping[str, Phrase]] = {
    "current": phrase("These weights"),
    "default": phrase("Profile's weights"),
    "equal": phrase("Equal weights"),
    "learned": phrase("Learned weights"),
}
_NOTHING_TELLS: Final = phrase(
    "Needs orders, activity or subscriptions with dates, or a churn column: nothing tells who left."
)
_NOTHING_SCORED: Final = phrase("No indicator that counts was known then.")


def group_past(
    basis: BacktestBasis | None, indicators: Indicators, settings: AnalysisSettings
) -> PastGroups | None:
    """Return the customers of the past by their levels, as far as it does not hang on the weights.

    Reads only ``health.thresholds``, ``health.points`` and ``health.smooth``.
    """
    if basis is None:
        return None
    return group_rows(basis, indicators, counting_keys(basis, indicators), settings.health)


def judge_weights(
    basis: BacktestBasis | None,
    indicators: Indicators,
    health: Health,
    settings: AnalysisSettings,
    groups: PastGroups | None = None,
) -> HealthBacktest:
    """Return how the current weights would have done, beside the profile's, equal and learned ones.

    Missed are leavers outside the at-risk band, false alarms stayers inside it. All rows count the same
    customers: those every set of weights gives a score. `groups` is what `group_past` gives for them; by
    default it is made here.

    Notes
    -----
    The AUC is the mean of those of the past days, each counting by its customers, and so is its interval:
    as wide as if all days went wrong together, since they share most of their customers. The AUC of the
    learned weights is lowered by their optimism.
    """
    if basis is None:
        return HealthBacktest(None, settings.general.horizon_days, 0, 0, (), _NOTHING_TELLS)
    sets = weight_sets(basis, indicators, health)
    groups = _fitting(groups, sets, basis, indicators, settings)
    scores = scores_of(groups, sets, settings.health)
    known = np.logical_and.reduce([~np.isnan(score) for score in scores.values()])[groups.pattern]
    gone, stayed, day = groups.gone[known], groups.stayed[known], groups.day[known]
    pattern = groups.pattern[known]
    days = _days(basis, day, gone, stayed)
    left, n = sum(found.left for found in days), sum(found.n for found in days)
    missing = _missing(basis, left, n)
    rows: tuple[BacktestRow, ...] = ()
    if missing is None:
        kept = {name: score[pattern] for name, score in scores.items()}
        rows = _rows(kept, sets, basis, settings, (gone, stayed, day), days)
    signs = signs_of(basis.orders, indicators)
    return HealthBacktest(
        basis.as_of, basis.horizon_days, n, left, rows, missing, basis.note,
        days, signs, suggested_directions(signs, health),
    )  # fmt: skip


def missed_leavers(
    basis: BacktestBasis | None,
    indicators: Indicators,
    health: Health,
    settings: AnalysisSettings,
    groups: PastGroups | None = None,
) -> PastCustomers:
    """Return who left though the score was not at risk, highest score first: as many as the row counts."""
    return _mistaken(basis, indicators, health, settings, groups, left=True)


def false_alarms(
    basis: BacktestBasis | None,
    indicators: Indicators,
    health: Health,
    settings: AnalysisSettings,
    groups: PastGroups | None = None,
) -> PastCustomers:
    """Return who stayed though the score was at risk, lowest score first: as many as the row counts."""
    return _mistaken(basis, indicators, health, settings, groups, left=False)


def _mistaken(
    basis: BacktestBasis | None,
    indicators: Indicators,
    health: Health,
    settings: AnalysisSettings,
    groups: PastGroups | None,
    *,
    left: bool,
) -> PastCustomers:
    if basis is None:
        return PastCustomers(np.zeros(0, np.int32), np.zeros(0, "datetime64[D]"), np.zeros(0))
    sets = weight_sets(basis, indicators, health)
    groups = _fitting(groups, sets, basis, indicators, settings)
    scores = scores_of(groups, sets, settings.health)
    known = np.logical_and.reduce([~np.isnan(score) for score in scores.values()])
    at_risk = band_of(scores["current"], settings.health) == 0
    wrong = known & (~at_risk if left else at_risk)
    rows = np.flatnonzero(wrong[groups.pattern_of_row] & (basis.left == left))
    score = scores["current"][groups.pattern_of_row[rows]]
    order = np.argsort(-score if left else score, kind="stable")
    dates = np.array(
        [np.datetime64("NaT") if day is None else np.datetime64(day) for day in basis.days], "datetime64[D]"
    )
    return PastCustomers(basis.customer[rows][order], dates[basis.day[rows][order]], score[order])


def weight_sets(
    basis: BacktestBasis, indicators: Indicators, health: Health
) -> dict[str, Mapping[str, float]]:
    """Return the sets of weights that are compared, by name: indicator → weight."""
    default = {column.key: column.weight for column in indicators.columns}
    sets: dict[str, Mapping[str, float]] = {
        "current": dict(zip(health.keys, health.weights, strict=True)),
        "default": default,
        "equal": scaled_to_100({key: 1.0 for key, weight in default.items() if weight > 0}),
    }
    if basis.learned is not None:
        sets["learned"] = basis.learned.weights
    return sets


def _fitting(
    groups: PastGroups | None,
    sets: Mapping[str, Mapping[str, float]],
    basis: BacktestBasis,
    indicators: Indicators,
    settings: AnalysisSettings,
) -> PastGroups:
    """Return the groups given where they hold every indicator with a weight, else new ones that do."""
    counting = {key for weights in sets.values() for key, weight in weights.items() if weight}
    if groups is not None and counting <= set(groups.keys):
        return groups
    return group_rows(basis, indicators, counting, settings.health)


def _days(
    basis: BacktestBasis, day: npt.NDArray[np.int8], gone: Floats, stayed: Floats
) -> tuple[BacktestDay, ...]:
    left = np.bincount(day, gone, len(basis.days))
    there = np.bincount(day, stayed, len(basis.days)) + left
    return tuple(
        BacktestDay(date, round(n), round(k))
        for date, n, k in zip(basis.days, there.tolist(), left.tolist(), strict=True)
    )


def _missing(basis: BacktestBasis, left: int, n: int) -> Phrase | None:
    if enough(left, n):
        return None
    if n == 0 and len(basis.left):
        return _NOTHING_SCORED
    return phrase(
        "Too few to tell: {left:count} left and {stayed:count} stayed, {fewest:count} of each are needed.",
        left=left,
        stayed=n - left,
        fewest=FEWEST,
    )


def _rows(
    scores: Mapping[str, Floats],
    sets: Mapping[str, Mapping[str, float]],
    basis: BacktestBasis,
    settings: AnalysisSettings,
    entries: tuple[Floats, Floats, npt.NDArray[np.int8]],
    days: tuple[BacktestDay, ...],
) -> tuple[BacktestRow, ...]:
    """Return one row per set of weights; all of them are counted in one go."""
    gone, stayed, day = entries
    shape = (len(sets), len(days), TENTHS)
    place = [
        np.rint(score * 10).astype(np.int64) + TENTHS * day.astype(np.int64) for score in scores.values()
    ]
    size = len(days) * TENTHS
    counts = [
        np.stack([np.bincount(at, column, size) for at in place]).reshape(-1, TENTHS).astype(np.float64)
        for column in (gone, stayed)
    ]
    found = qualities_of_counts(counts[0], counts[1]).reshaped(shape[:2])
    return tuple(
        _row(name, found.of(k), scores[name], entries, days, basis, weights, settings)
        for k, (name, weights) in enumerate(sets.items())
    )


def _row(
    name: str,
    quality: RankingQualities,
    score: Floats,
    entries: tuple[Floats, Floats, npt.NDArray[np.int8]],
    days: tuple[BacktestDay, ...],
    basis: BacktestBasis,
    weights: Mapping[str, float],
    settings: AnalysisSettings,
) -> BacktestRow:
    gone, stayed, _ = entries
    at_risk = band_of(score, settings.health) == 0
    suggested = basis.learned if name == "learned" else None
    flattery = suggested.optimism if suggested is not None else 0.0
    counted = np.isfinite(quality.auc)
    n = np.array([found.n for found in days], dtype=np.float64) * counted
    left = np.array([found.left for found in days], dtype=np.float64) * counted
    auc, low, high = (
        float(np.nan_to_num(column) @ n / n.sum())
        for column in (quality.auc, quality.auc_low, quality.auc_high)
    )
    return BacktestRow(
        name=name,
        label=LABELS[name],
        auc=auc - flattery,
        auc_low=max(low - flattery, 0.0),
        auc_high=high - flattery,
        worst_tenth_share=float(np.nan_to_num(quality.worst_tenth_share) @ left / left.sum()),
        missed=round(gone[~at_risk].sum()),
        false_alarms=round(stayed[at_risk].sum()),
        weights=weights,
        weight_ranges=suggested.ranges if suggested is not None else {},
        auc_by_day=tuple((quality.auc - flattery).tolist()),
    )
