"""Results of the key figures: frozen, language-free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.history_results import (
    ActivityHistory,
    Comparison,
    EngagementDecay,
    HazardCurve,
    RecurringWaterfall,
)
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

Unit = Literal["share", "money", "count", "score", "ratio", "hours", "days", "orders"]


@dataclass(frozen=True)
class Metric:
    """One key figure.

    Attributes
    ----------
    key : str
    unit : Unit
    value : float or None
        None when it cannot be known; then `missing` says what is needed.
    numerator, denominator : float or None
        The numbers it was made of.
    period : (date, date) or None
        First and last day it covers.
    n : int
        Customers (or answers, or orders) it rests on.
    formula : Phrase
        The definition with the numbers put in: "1,123 ÷ 2,654".
    low, high : float or None
        95 % interval where the figure is an estimate.
    missing : Phrase or None
        "needs column …", "too few to tell".
    """

    key: str
    unit: Unit
    value: float | None
    n: int = 0
    numerator: float | None = None
    denominator: float | None = None
    period: tuple[dt.date, dt.date] | None = None
    formula: Phrase = NOTHING_SAID
    low: float | None = None
    high: float | None = None
    missing: Phrase | None = None


@dataclass(frozen=True)
class FigureText:
    """Name and definition of a key figure, which way is good (None: neither), and what it is listed under."""

    key: str
    label: Phrase
    definition: Phrase
    better: Literal["higher", "lower"] | None = None
    group: Phrase = NOTHING_SAID


@dataclass(frozen=True, eq=False)
class Series:
    """History of a figure: last day of each complete period, oldest first, and its value (NaN unknown)."""

    key: str
    unit: Unit
    ends: tuple[dt.date, ...]
    values: Floats


@dataclass(frozen=True, eq=False)
class RetentionMovements:
    """Who was there, who stayed, came and went, per complete period, oldest first; arrays (n_periods,).

    closing = stayed + came_back + new; lost = opening − stayed.
    """

    starts: tuple[dt.date, ...]
    ends: tuple[dt.date, ...]
    opening: npt.NDArray[np.int64]
    stayed: npt.NDArray[np.int64]
    came_back: npt.NDArray[np.int64]
    new: npt.NDArray[np.int64]

    @property
    def closing(self) -> npt.NDArray[np.int64]:
        """Active customers at the end of each period."""
        return self.stayed + self.came_back + self.new


@dataclass(frozen=True, eq=False)
class CohortGrid:
    """Cohorts by period of the first purchase.

    Attributes
    ----------
    period : "month", "quarter" or "year"
    starts : tuple of date, length n_cohorts
        First day of each cohort's period.
    size : ndarray of int, shape (n_cohorts,)
    active : ndarray of float, shape (n_cohorts, n_periods)
        Members with a purchase in the k-th period after (k = 0 … n_periods − 1); NaN in the future.
    active_or_later : ndarray, same shape
        Members with a purchase in that period or a later one.
    revenue : ndarray, same shape
        Gross revenue of the members in that period.
    mature : ndarray of bool, same shape
        Whether the period is over at the as-of date.
    """

    period: str
    starts: tuple[dt.date, ...]
    size: npt.NDArray[np.int64]
    active: Floats
    active_or_later: Floats
    revenue: Floats
    mature: Flags


@dataclass(frozen=True, eq=False)
class SurvivalCurve:
    """Kaplan–Meier estimate: days since the first order, share still there with 95 % band, number at risk."""

    days: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: npt.NDArray[np.int64]
    n: int
    median_days: float | None
    event: Phrase


@dataclass(frozen=True, eq=False)
class Metrics:
    """All key figures, their histories, and the retention tables; None where the data have no dates.

    `texts` names and defines each figure of `values`, so that no front has to know the catalogue.
    `active` counts the customers active at the as-of date; `active_definition` says what makes one so.
    `comparisons` holds, for each figure with a history, the same period a year before.
    """

    values: Mapping[str, Metric]
    series: Mapping[str, Series]
    totals: Mapping[str, Any]
    movements: RetentionMovements | None = None
    cohorts: CohortGrid | None = None
    survival: SurvivalCurve | None = None
    texts: Mapping[str, FigureText] = field(default_factory=lambda: MappingProxyType({}))
    active: int | None = None
    active_definition: Phrase = NOTHING_SAID
    comparisons: Mapping[str, Comparison] = field(default_factory=lambda: MappingProxyType({}))
    waterfall: RecurringWaterfall | None = None
    hazard: HazardCurve | None = None
    activity: ActivityHistory | None = None
    engagement: EngagementDecay | None = None
