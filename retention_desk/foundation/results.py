"""Results of an analysis: frozen, language-free, aligned with `CustomerData.customer_ids`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.settings import AnalysisSettings, Thresholds
from retention_desk.foundation.wording import NOTHING_SAID, Phrase

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int8]
Unit = Literal["share", "money", "count", "score", "ratio", "hours", "days", "orders"]


@dataclass(frozen=True)
class AuditReport:
    """What was left out, merged or guessed.

    Attributes
    ----------
    findings : tuple of Finding
        Of reading, tidying and the audit checks, problems first.
    sources : tuple of Source
        Every sheet with rows read = used + set aside.
    set_aside : mapping of code to int
        Rows set aside by reason, over all sources.
    """

    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    set_aside: Mapping[str, int]

    @property
    def waiting(self) -> int:
        """Findings that wait for a person."""
        return sum(finding.severity != "note" for finding in self.findings)


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
    """Name and definition of a key figure, and which way is good (None: neither)."""

    key: str
    label: Phrase
    definition: Phrase
    better: Literal["higher", "lower"] | None = None


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
    """

    values: Mapping[str, Metric]
    series: Mapping[str, Series]
    totals: Mapping[str, Any]
    movements: RetentionMovements | None = None
    cohorts: CohortGrid | None = None
    survival: SurvivalCurve | None = None
    texts: Mapping[str, FigureText] = field(default_factory=lambda: MappingProxyType({}))


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

    `profile_note` says why the profile was taken and what it leaves out.
    """

    profile: str
    profile_note: Phrase
    columns: tuple[IndicatorColumn, ...]
    warnings: tuple[WarningColumn, ...]


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


@dataclass(frozen=True, eq=False)
class Segments:
    """Who is who; codes are positions in the vocabularies, −1 unknown; all arrays (n_customers,).

    Attributes
    ----------
    value_tier : position in `VALUE_TIERS`; `tier_cuts` are the lowest values of high and potential, and
        `tier_basis`
        says what the tiers were cut by (as `SegmentSettings.value_by`), `tier_value` holds it per customer.
    stage : position in `STAGES`; `rhythm_days` is each customer's own rhythm, `silent_days` the silence.
    recency, frequency, monetary : quintiles 1–5 (5 best), 0 unknown; `rfm_group` position in `RFM_GROUPS`;
        `rfm_cuts` maps each of the three to its printed cut points.
    loyalty_tier : position in `loyalty_names` (lowest first); `loyalty_spend` 12 months' net spend or points;
        `loyalty_distance` what is missing to the next tier, NaN at the top.
    """

    value_tier: Codes
    tier_cuts: tuple[float, float]
    tier_basis: str
    tier_value: Floats
    stage: Codes
    rhythm_days: Floats
    silent_days: Floats
    recency: Codes
    frequency: Codes
    monetary: Codes
    rfm_group: Codes
    rfm_cuts: Mapping[str, tuple[float, ...]]
    loyalty_tier: Codes
    loyalty_names: tuple[str, ...]
    loyalty_spend: Floats
    loyalty_distance: Floats


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
    """A column that is not used to forecast, and why; `kept` when it is used with a warning only."""

    column: str
    why: Phrase
    kept: bool = False


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
    """

    features: tuple[str, ...]
    labels: Mapping[str, Phrase]
    templates: Mapping[str, Phrase]
    top: npt.NDArray[np.int16]
    change_share: npt.NDArray[np.float32]
    values: Mapping[str, npt.NDArray[Any]]
    typical: Mapping[str, Any]

    def of(self, customer: int, limit: int = 5) -> tuple[Reason, ...]:
        """Return the reasons of the customer at a position, strongest first."""
        found = []
        for place, change in zip(
            self.top[customer, :limit], self.change_share[customer, :limit], strict=True
        ):
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


@dataclass(frozen=True, eq=False)
class LifetimeValue:
    """What each customer is worth; arrays (n_customers,), NaN unknown.

    `method` is ``pareto_nbd``, ``bg_nbd``, ``simple``, ``contractual`` or ``none`` and `note` says why;
    `backtest` holds predicted against actual on the user's own past (keys predicted, actual, last_period,
    capture_share, …).
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


@dataclass(frozen=True, eq=False)
class ValueAtRisk:
    """Churn probability × lifetime value, per customer (n_customers,) and in total over the known ones."""

    amounts: Floats
    total: float
    n: int


@dataclass(frozen=True, eq=False)
class ActionPlan:
    """Whom to contact this week.

    Attributes
    ----------
    table : DataFrame
        One row per listed or held-out customer, best first: customer (int32 position), tier (int8),
        play (str key), channel (key of `CHANNELS`, or the customer's own word), handling (``personal`` /
        ``automated``), owner_role (Phrase), owner (str, may be empty), due (date), value_at_stake, cost,
        expected_saved, priority (1 …), arm (``contact`` / ``holdout``), wave (``pilot`` / ``part`` /
        ``all``), trigger (Phrase), trigger_value (float), reasons (tuple of Phrase).
    candidates : int
        Customers some play fits.
    reach : DataFrame(contacts, share)
        Share of the value at stake that the best so many contacts reach.
    reach_share : float
        The same at the capacity.
    expected_saved, cost : float
    contacts_per_week : int
    plays : mapping of play key to Phrase
        Names of the plays in the table.
    note : Phrase
        What the ranking rests on where a forecast or a value is unknown; else empty.
    """

    table: pd.DataFrame
    candidates: int
    reach: pd.DataFrame
    reach_share: float
    expected_saved: float
    cost: float
    contacts_per_week: int
    plays: Mapping[str, Phrase]
    note: Phrase = NOTHING_SAID

    @property
    def listed(self) -> int:
        """Customers to contact."""
        return int((self.table["arm"] != "holdout").sum())

    @property
    def held_out(self) -> int:
        """Customers left alone to measure the effect."""
        return int((self.table["arm"] == "holdout").sum())


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything known after one run of the pipeline; pages, workbook and command line render it.

    `data` is the data in scope (as of the date analysed); `imported` is what was read.
    `seconds` is the time each stage took; stages reused from an earlier analysis are absent.
    """

    settings: AnalysisSettings
    imported: CustomerData
    data: CustomerData
    audit: AuditReport
    metrics: Metrics
    indicators: Indicators
    health: Health
    backtest: HealthBacktest
    segments: Segments
    churn: ChurnForecast
    value: LifetimeValue
    at_risk: ValueAtRisk
    plan: ActionPlan
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    intermediate: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
