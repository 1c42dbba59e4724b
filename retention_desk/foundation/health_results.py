"""Results of the health score: frozen, language-free, aligned with `CustomerData.customer_ids`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.settings import Thresholds
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


@dataclass(frozen=True, eq=False)
class HealthBacktest:
    """The score as it stood `horizon_days` before, against who then left.

    `rows` holds ``current``, ``default``, ``equal`` and ``learned`` weights; `missing` says why not.
    `note` says what counts as having left, and for whom; without dates (`as_of` None) it names the figures
    an association, not a forecast.
    """

    as_of: dt.date | None
    horizon_days: int
    n: int
    left: int
    rows: tuple[BacktestRow, ...]
    missing: Phrase | None = None
    note: Phrase = NOTHING_SAID


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
