"""On which side of each indicator those are who stay, and whether the score counts it that way round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

import msgspec
import numpy as np
import numpy.typing as npt

from retention_desk.foundation.health_results import IndicatorSign
from retention_desk.foundation.results import Health, Indicators
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.health.ranking_quality import quality_of_counts

Floats = npt.NDArray[np.float64]

FEWEST: Final = 50
"""Leavers, and stayers, that a past day needs for anything to be said of it."""
SMALLEST_GAP: Final = 0.02


def enough(left: int, n: int) -> bool:
    """Whether so many leavers of n customers can be told from the others."""
    return FEWEST <= left <= n - FEWEST


@dataclass(frozen=True)
class StayingOrder:
    """P(who stayed has more of an indicator than who left), 95 % interval, and of how many it is known."""

    auc: float
    auc_low: float
    auc_high: float
    n: int


def staying_order(
    values: Floats, left: npt.NDArray[np.bool_], day: npt.NDArray[np.int8]
) -> StayingOrder | None:
    """Return how an indicator orders those who stayed above those who left; None where too few are known.

    Notes
    -----
    AUC within each day, the mean over the days by customers known; the interval likewise (see
    `backtest.judge_weights`). As many leavers and stayers have to be known at a day as the backtest needs.
    """
    found = []
    for one in np.unique(day):
        known = (day == one) & ~np.isnan(values)
        gone = left[known]
        if not enough(int(gone.sum()), len(gone)):
            continue
        _, place = np.unique(values[known], return_inverse=True)
        size = int(place.max()) + 1
        quality = quality_of_counts(
            np.bincount(place[gone], minlength=size).astype(np.float64),
            np.bincount(place[~gone], minlength=size).astype(np.float64),
        )
        found.append((quality.auc, quality.auc_low, quality.auc_high, len(gone)))
    if not found:
        return None
    figures = np.array(found)
    n = figures[:, 3]
    auc, low, high = (figures[:, :3].T @ n / n.sum()).tolist()
    return StayingOrder(auc, low, high, int(n.sum()))


def signs_of(orders: Mapping[str, StayingOrder], indicators: Indicators) -> tuple[IndicatorSign, ...]:
    """Return the sign of every indicator that was known then, against the way the score counts it now."""
    return tuple(
        IndicatorSign(
            column.key, column.label, order.auc, order.auc_low, order.auc_high, order.n,
            column.higher_is_better, _verdict(order, column.higher_is_better),
        )
        for column in indicators.columns
        if (order := orders.get(column.key)) is not None
    )  # fmt: skip


def _verdict(order: StayingOrder, higher_is_better: bool) -> Literal["agrees", "opposite", "unclear"]:
    if order.auc_low <= 0.5 <= order.auc_high or abs(order.auc - 0.5) < SMALLEST_GAP:
        return "unclear"
    return "agrees" if (order.auc > 0.5) == higher_is_better else "opposite"


def suggested_directions(
    signs: Sequence[IndicatorSign], health: Health
) -> Mapping[str, Literal["higher", "lower"]]:
    """Return the directions that put right the indicators with weight that count the wrong way round."""
    weighted = {key for key, weight in zip(health.keys, health.weights, strict=True) if weight > 0}
    return MappingProxyType(
        {
            sign.key: "lower" if sign.higher_is_better else "higher"
            for sign in signs
            if sign.verdict == "opposite" and sign.key in weighted
        }
    )


def turned_round(
    settings: AnalysisSettings, directions: Mapping[str, Literal["higher", "lower"]]
) -> AnalysisSettings:
    """Return settings that count these indicators so; thresholds set by hand change places with it."""
    chosen = settings.health
    cuts = {
        key: Thresholds(cut.medium, cut.high) if key in directions else cut
        for key, cut in chosen.thresholds.items()
    }
    health = msgspec.structs.replace(chosen, directions={**chosen.directions, **directions}, thresholds=cuts)
    return msgspec.structs.replace(settings, health=health)
