"""Reasons in words: the exact contributions to a forecast, strongest first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from retention_desk.forecast.feature_table import Feature, FeatureTable
from retention_desk.forecast.ridge_logistic import sigmoid
from retention_desk.foundation.results import Reasons
from retention_desk.foundation.wording import Phrase

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.intp]

MOST_REASONS = 5
SMALLEST_CHANGE = 0.0005
MOST_EXPLAINED = 10_000
MOST_OF_FOREST = 500
HIGH_SHARE = 0.2
SMALLEST_WORTH = 1e-9


def explained_rows(probability: Floats, method: str = "", worth: Floats | None = None) -> Positions:
    """Return the rows reasons are given for, in row order: all, or 10,000.

    Of a larger book, half of these are the likeliest to leave of the fifth who brought most (`worth`, as far
    as it is known), and the others the likeliest of all. The deep trees of a random forest take a hundred
    times as long: 500 there.
    """
    most = MOST_OF_FOREST if method == "random_forest" else MOST_EXPLAINED
    known = np.flatnonzero(np.isfinite(probability))
    if len(known) <= most:
        return known
    likeliest = known[np.argsort(-probability[known], kind="stable")]
    if worth is None or not (worth[known] > 0).any():
        return np.sort(likeliest[:most])
    high = worth[likeliest] >= max(float(np.quantile(worth[known], 1 - HIGH_SHARE)), SMALLEST_WORTH)
    first = likeliest[high][: most // 2]
    others = likeliest[~np.isin(likeliest, first)][: most - len(first)]
    return np.sort(np.concatenate([first, others]))


def change_of_probability(contributions: Floats) -> Floats:
    """Return what each feature adds to the probability, shape (n, f).

    Parameters
    ----------
    contributions : ndarray, shape (n, f + 1)
        Contributions to the log-odds, the base last.

    Notes
    -----
    p(log-odds) − p(log-odds without the feature's contribution): what the probability would lose were the
    feature of no account.
    """
    logit = contributions.sum(axis=1, keepdims=True)
    return np.asarray(sigmoid(logit) - sigmoid(logit - contributions[:, :-1]))


def top_reasons(
    table: FeatureTable,
    rows: Positions,
    contributions: Floats,
    n: int,
    merged: Mapping[str, str] | None = None,
) -> Reasons:
    """Return the strongest pushes towards leaving of every customer, and what holds them back.

    Parameters
    ----------
    table : FeatureTable
        Of all `n` customers, with words.
    rows : ndarray of int, shape (m,)
        The customers explained.
    contributions : ndarray, shape (m, f + 1)
    n : int
    merged : mapping of feature to feature, optional
        Contributions that are told as one, under the second's name.
    """
    values = merge_contributions(table.names, contributions, merged)
    change = change_of_probability(values)
    top, changes = _strongest(change, rows, n)
    holding, held = _strongest(-change, rows, n)
    return Reasons(
        features=table.names,
        labels=MappingProxyType({f.name: f.label for f in table.features}),
        templates=MappingProxyType({f.name: f.template for f in table.features}),
        top=top,
        change_share=changes,
        values=MappingProxyType({f.name: f.values if f.shown is None else f.shown for f in table.features}),
        typical=MappingProxyType({f.name: typical_value(f) for f in table.features}),
        holding=holding,
        holding_share=-held,
    )


def _strongest(
    change: Floats, rows: Positions, n: int
) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.float32]]:
    """Return places and sizes of the largest changes of every customer, shape (n, 5); −1 and 0 where none."""
    order = np.argsort(-change, axis=1, kind="stable")[:, :MOST_REASONS]
    size = np.take_along_axis(change, order, axis=1)
    width = order.shape[1]
    top = np.full((n, MOST_REASONS), -1, dtype=np.int16)
    sizes = np.zeros((n, MOST_REASONS), dtype=np.float32)
    top[rows, :width] = np.where(size >= SMALLEST_CHANGE, order, -1)
    sizes[rows, :width] = np.where(size >= SMALLEST_CHANGE, size, 0.0)
    return top, sizes


def merge_contributions(
    names: tuple[str, ...], contributions: Floats, merged: Mapping[str, str] | None
) -> Floats:
    """Return contributions with some columns added to others and set to 0; row sums stay."""
    if not merged:
        return contributions
    place = {name: k for k, name in enumerate(names)}
    result = contributions.copy()
    for source, target in merged.items():
        if source in place and target in place:
            result[:, place[target]] += result[:, place[source]]
            result[:, place[source]] = 0.0
    return result


def drivers_of(table: FeatureTable, contributions: Floats) -> tuple[tuple[str, Phrase, float], ...]:
    """Return (feature, label, share of the summed absolute contribution), strongest first."""
    weight = np.abs(contributions[:, :-1]).sum(axis=0)
    total = float(weight.sum()) or 1.0
    order = np.argsort(-weight, kind="stable")
    return tuple(
        (table.features[k].name, table.features[k].label, float(weight[k] / total))
        for k in order
        if weight[k]
    )


def typical_value(feature: Feature) -> Any:
    """Return what is usual: as the feature says, else the median, else the commonest category."""
    if feature.typical is not None:
        return feature.typical
    known = feature.values[np.isfinite(feature.values)]
    if not len(known):
        return None
    if feature.is_category:
        return feature.levels[int(np.bincount(known.astype(np.intp)).argmax())]
    return float(np.median(known))
