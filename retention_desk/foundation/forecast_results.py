"""Results of the forecasts: frozen, language-free, aligned with `CustomerData.customer_ids`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.arrays import Flags, Floats
from retention_desk.foundation.churn_results import (
    BlindSpot,
    ContactCurve,
    DriftFinding,
    TrainingWindow,
)
from retention_desk.foundation.lifetime_results import StayCurve, ValueCheck, ValueRange
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Quality:
    """How good a forecast was on customers it was not trained on, with 95 % bootstrap intervals."""

    roc_auc: float
    pr_auc: float
    brier: float
    log_loss: float
    calibration_error: float
    lift_top_decile: float
    accuracy: float
    majority_accuracy: float
    validation: Literal["time split", "cross-validation"]
    n: int
    intervals: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class LeftOutColumn:
    """A column that is not used to forecast, and why.

    `kept` when it is used with a warning only; `is_state` when it only says how things stand today.
    """

    column: str
    why: Phrase
    kept: bool = False
    is_state: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a customer is likely to leave (positive) or to stay: the change in probability and a sentence."""

    feature: str
    change_share: float
    sentence: Phrase


@dataclass(frozen=True, eq=False)
class Reasons:
    """The strongest reasons of every customer, made into sentences when shown.

    Attributes
    ----------
    features : tuple of str, length f
    labels : mapping of feature to Phrase
    templates : mapping of feature to Phrase
        Sentences with ``{value}`` and ``{typical}`` (and formats) to be filled per customer.
    top : ndarray of int16, shape (n_customers, k)
        Positions in `features`, strongest push towards leaving first; −1 where there is none.
    change_share : ndarray of float32, shape (n_customers, k)
        Change of the probability by each.
    values : mapping of feature to array, shape (n_customers,)
    typical : mapping of feature to its typical value, or to what is usual for each customer (n_customers,)
    holding : ndarray of int16, shape (n_customers, j), or None
        Positions in `features` of what holds the customer back from leaving, strongest first; −1 none.
    holding_share : ndarray of float32, shape (n_customers, j), or None
        Change of the probability by each, negative.
    """

    features: tuple[str, ...]
    labels: Mapping[str, Phrase]
    templates: Mapping[str, Phrase]
    top: npt.NDArray[np.int16]
    change_share: npt.NDArray[np.float32]
    values: Mapping[str, npt.NDArray[Any]]
    typical: Mapping[str, Any]
    holding: npt.NDArray[np.int16] | None = None
    holding_share: npt.NDArray[np.float32] | None = None

    def of(self, customer: int, limit: int = 5) -> tuple[Reason, ...]:
        """Return the reasons to leave of the customer at a position, strongest first."""
        return self._told(customer, self.top[customer, :limit], self.change_share[customer, :limit])

    def signed(self, customer: int, limit: int = 5) -> tuple[Reason, ...]:
        """Return what pushes and what holds the customer at a position, the strongest of both first."""
        both = self.of(customer, limit)
        if self.holding is not None and self.holding_share is not None:
            both += self._told(customer, self.holding[customer, :limit], self.holding_share[customer, :limit])
        return tuple(sorted(both, key=lambda reason: -abs(reason.change_share))[:limit])

    def _told(
        self, customer: int, places: npt.NDArray[np.int16], changes: npt.NDArray[np.float32]
    ) -> tuple[Reason, ...]:
        found = []
        for place, change in zip(places, changes, strict=True):
            if place < 0:
                continue
            name = self.features[place]
            template = self.templates[name]
            value = self.values[name][customer]
            usual = self.typical.get(name)
            usual = usual[customer] if isinstance(usual, np.ndarray) else usual
            said = {"value": value, "typical": usual, "label": self.labels[name]}
            found.append(Reason(name, float(change), Phrase(template.text, {**template.values, **said})))
        return tuple(found)


@dataclass(frozen=True, eq=False)
class ChurnForecast:
    """How likely each customer is to leave, and how far that can be trusted.

    Attributes
    ----------
    status : {"model", "rules", "refused", "off"}
    reason : Phrase
        Why this status; for rules and refusals also what is missing.
    definition : Phrase
        What "leave" means here.
    horizon_days : int or None
        None for a labelled customer table without dates.
    method : str
        ``pareto_nbd``, ``logistic``, ``stack``, ``random_forest``, ``boosting``, ``days_since_last_order``,
        ….
    probability : ndarray of float, shape (n_customers,)
        0–1; NaN unknown (already gone, never bought) or refused.
    known : ndarray of bool, shape (n_customers,)
        Whether a forecast applies (False for customers that have already left).
    train_rows, events : int
    base_rate : float or None
    quality, baseline : Quality or None
        Of the model and of the simple rule on the same rows; `baseline_label` names the rule.
    quality_active, baseline_active : Quality or None
        The same on the customers who were active when the forecast was made; None for a labelled table.
    calibration : DataFrame(predicted, actual, low, high, n) or None
    lift : DataFrame(share_called, share_found, share_found_rule) or None
    left_out : tuple of LeftOutColumn
    drivers : tuple of (feature, Phrase label, share of the summed absolute contribution)
    reasons : Reasons or None
    contacts : ContactCurve or None
        Leavers reached and false alarms for every number of contacts; None without a tested forecast.
    drift : tuple of DriftFinding
        Columns that are not the same today as in training.
    cannot_know : tuple of BlindSpot
        What the forecast cannot know, for what these data lack.
    window : TrainingWindow or None
        Days trained on and tested on; None for a labelled table, and where nothing was tested.
    """

    status: Literal["model", "rules", "refused", "off"]
    reason: Phrase
    definition: Phrase
    horizon_days: int | None
    method: str
    probability: Floats
    known: Flags
    train_rows: int = 0
    events: int = 0
    base_rate: float | None = None
    quality: Quality | None = None
    baseline: Quality | None = None
    quality_active: Quality | None = None
    baseline_active: Quality | None = None
    baseline_label: Phrase = NOTHING_SAID
    calibration: pd.DataFrame | None = None
    lift: pd.DataFrame | None = None
    left_out: tuple[LeftOutColumn, ...] = ()
    drivers: tuple[tuple[str, Phrase, float], ...] = ()
    reasons: Reasons | None = None
    contacts: ContactCurve | None = None
    drift: tuple[DriftFinding, ...] = ()
    cannot_know: tuple[BlindSpot, ...] = ()
    window: TrainingWindow | None = None


@dataclass(frozen=True, eq=False)
class LifetimeValue:
    """What each customer is worth; arrays (n_customers,), NaN unknown.

    `method` is ``pareto_nbd``, ``bg_nbd``, ``pooled_rate``, ``simple``, ``contractual`` or ``none``; `note`
    says why; `backtest` holds predicted against actual on the user's own past (keys predicted, actual,
    last_period, capture_share, decile_1_predicted …) at the latest day that could be checked, `checks` every
    such day, the latest first. `spend_range` is where the sum of `expected_spend` is likely to lie. `stay` is
    how long subscribers stay, None without subscriptions or tenures.
    """

    method: str
    note: Phrase
    parameters: Mapping[str, float]
    horizon_days: int
    horizon_months: int
    p_alive: Floats
    p_buy: Floats
    expected_orders: Floats
    expected_spend: Floats
    lifetime_value: Floats
    backtest: Mapping[str, float] | None = None
    caveats: tuple[Phrase, ...] = ()
    checks: tuple[ValueCheck, ...] = ()
    spend_range: ValueRange | None = None
    stay: StayCurve | None = None


@dataclass(frozen=True, slots=True)
class ReasonTally:
    """How many customers have a reason as their first, and the value at risk with them (0 where unknown)."""

    label: Phrase
    customers: int
    amount: float


@dataclass(frozen=True, eq=False)
class ValueAtRisk:
    """Churn probability × lifetime value, per customer (n_customers,) and in total over the known ones.

    `likely` customers are more likely to leave than not; `first_reasons` tallies the strongest reason of
    each, the most frequent first. Without a forecast that gives reasons it tallies the warning signals.
    """

    amounts: Floats
    total: float
    n: int
    likely: int = 0
    first_reasons: tuple[ReasonTally, ...] = ()
