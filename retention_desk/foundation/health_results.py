"""Results of the health score: frozen, language-free, aligned with `CustomerData.customer_ids`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import NOTHING_SAID, Phrase


@dataclass(frozen=True, eq=False)
class IndicatorColumn:
    """One health indicator measured for all customers.

    Attributes
    ----------
    key : str
    label, note : Phrase
        Name and what it is measured against.
    unit : str
        ``share``, ``days``, ``count``, ``ratio``, ``money``, ``change`` or ``level``: how values are set.
    values : ndarray of float, shape (n_customers,)
        NaN unknown.
    higher_is_better : bool
    thresholds : Thresholds
        Defaults of the profile.
    weight : float
        Default of the profile.
    sentence : Phrase
        Names the customer's value: "Silent {value:number1} × own rhythm".
    """

    key: str
    label: Phrase
    note: Phrase
    unit: str
    values: Floats
    higher_is_better: bool
    thresholds: Thresholds
    weight: float
    sentence: Phrase


@dataclass(frozen=True, eq=False)
class WarningColumn:
    """One warning signal: who shows it (n_customers,), the value that set it off, its sentence."""

    key: str
    label: Phrase
    raised: Flags
    values: Floats
    sentence: Phrase


@dataclass(frozen=True, eq=False)
class Indicators:
    """Indicators and warning signals of the chosen profile, in display order.

    `profile_note` says why the profile was taken and what it leaves out; `n_customers` is the number of
    customers even where nothing can be measured.
    """

    profile: str
    profile_note: Phrase
    columns: tuple[IndicatorColumn, ...]
    warnings: tuple[WarningColumn, ...]
    n_customers: int = 0


@dataclass(frozen=True, eq=False)
class BacktestRow:
    """How one set of weights would have done: AUC with interval, leavers in the worst tenth, misses.

    `weight_ranges` holds the 95 % bootstrap interval of each learned weight; empty for given weights.
    `auc_by_day` is the AUC on each day of `HealthBacktest.days`; `auc` is their mean, each counting by its
    customers.
    """

    name: str
    label: Phrase
    auc: float
    auc_low: float
    auc_high: float
    worst_tenth_share: float
    missed: int
    false_alarms: int
    weights: Mapping[str, float]
    weight_ranges: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    auc_by_day: tuple[float, ...] = ()


@dataclass(frozen=True)
class BacktestDay:
    """One past day looked from: who had a score then (`n`), and how many of them left within the horizon."""

    day: dt.date | None
    n: int
    left: int


@dataclass(frozen=True)
class IndicatorSign:
    """Whether more of an indicator goes with staying on these data.

    Attributes
    ----------
    key : str
    label : Phrase
    auc, auc_low, auc_high : float
        P(who stayed has more of it than who left), ties half, with its 95 % interval: above ½ more is better.
    n : int
        Customers (at all days) it was known of.
    higher_is_better : bool
        As the score counts it now.
    verdict : {"agrees", "opposite", "unclear"}
        Against `higher_is_better`; unclear where the interval holds ½, or `auc` is within .02 of it.
    """

    key: str
    label: Phrase
    auc: float
    auc_low: float
    auc_high: float
    n: int
    higher_is_better: bool
    verdict: Literal["agrees", "opposite", "unclear"]


@dataclass(frozen=True, eq=False)
class PastCustomers:
    """Customers of the past who can be opened one by one: missed leavers, or false alarms.

    Attributes
    ----------
    customer : ndarray of int32, shape (k,)
        Present positions.
    day : ndarray of datetime64[D], shape (k,)
        The day looked from; NaT without dates.
    score : ndarray of float, shape (k,)
        As it stood then; the clearest mistakes first.
    """

    customer: npt.NDArray[np.int32]
    day: npt.NDArray[np.datetime64]
    score: Floats


@dataclass(frozen=True, eq=False)
class HealthBacktest:
    """The score as it stood at past days, against who left within `horizon_days` after.

    Attributes
    ----------
    as_of : date or None
        The latest day looked from; None without dates, when `note` names the figures an association, not a
        forecast.
    n, left : int
        Customers at all `days` together, and those of them who left.
    rows : tuple of BacktestRow
        ``current``, ``default``, ``equal`` and ``learned`` weights; `missing` says why there are none.
    note : Phrase
        What counts as having left, and for whom.
    days : tuple of BacktestDay
        The latest first.
    signs : tuple of IndicatorSign
        In the order of the indicators; also of those without weight.
    suggested_directions : mapping of indicator key to {"higher", "lower"}
        What `health.directions` would have to say of indicators with weight that count the wrong way round:
        a suggestion, never applied by itself.
    """

    as_of: dt.date | None
    horizon_days: int
    n: int
    left: int
    rows: tuple[BacktestRow, ...]
    missing: Phrase | None = None
    note: Phrase = NOTHING_SAID
    days: tuple[BacktestDay, ...] = ()
    signs: tuple[IndicatorSign, ...] = ()
    suggested_directions: Mapping[str, Literal["higher", "lower"]] = field(
        default_factory=lambda: MappingProxyType({})
    )


@dataclass(frozen=True, eq=False)
class Health:
    """Health scores.

    Attributes
    ----------
    profile : str
    keys : tuple of str, length k
    weights : tuple of float, length k
        Total 100.
    thresholds : tuple of Thresholds, length k
    levels : ndarray of int8, shape (n_customers, k)
        2 high, 1 medium, 0 low, −1 unknown.
    points : ndarray of float32 (float64 in smooth mode), shape (n_customers, k)
        NaN unknown.
    score : ndarray of float, shape (n_customers,)
        0–100, rounded half up to 0.1; NaN where coverage is too low.
    coverage : ndarray of float, shape (n_customers,)
        Known weight ÷ total weight.
    band : ndarray of int8, shape (n_customers,)
        Position in `vocabulary.BANDS` (0 at risk, 1 watch, 2 healthy); −1 without a score.
    """

    profile: str
    keys: tuple[str, ...]
    weights: tuple[float, ...]
    thresholds: tuple[Thresholds, ...]
    levels: Codes
    points: npt.NDArray[np.float32] | npt.NDArray[np.float64]
    score: Floats
    coverage: Floats
    band: Codes
