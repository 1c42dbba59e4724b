"""Results of an analysis: frozen, language-free, aligned with `CustomerData.customer_ids`.

Those of metrics, health and forecast have files of their own and are given here too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from retention_desk.foundation.action_history import ActionHistory, no_history
from retention_desk.foundation.arrays import Codes, Flags, Floats
from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.forecast_results import (
    ChurnForecast,
    LeftOutColumn,
    LifetimeValue,
    Quality,
    Reason,
    Reasons,
    ReasonTally,
    ValueAtRisk,
)
from retention_desk.foundation.health_results import (
    BacktestDay,
    BacktestRow,
    Health,
    HealthBacktest,
    IndicatorColumn,
    Indicators,
    IndicatorSign,
    PastCustomers,
    WarningColumn,
)
from retention_desk.foundation.lifetime_results import CheckByTenth, StayCurve, ValueCheck, ValueRange
from retention_desk.foundation.metric_results import (
    CohortGrid,
    FigureText,
    Metric,
    Metrics,
    RetentionMovements,
    Series,
    SurvivalCurve,
    Unit,
)
from retention_desk.foundation.plan_results import ActionPlan
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.strategy_results import NextProducts

__all__ = [
    "ActionPlan",
    "Analysis",
    "AuditReport",
    "BacktestDay",
    "BacktestRow",
    "CheckByTenth",
    "ChurnForecast",
    "Codes",
    "CohortGrid",
    "FigureText",
    "Flags",
    "Floats",
    "Health",
    "HealthBacktest",
    "IndicatorColumn",
    "IndicatorSign",
    "Indicators",
    "LeftOutColumn",
    "LifetimeValue",
    "Metric",
    "Metrics",
    "PastCustomers",
    "Quality",
    "Reason",
    "ReasonTally",
    "Reasons",
    "RetentionMovements",
    "Segments",
    "Series",
    "StayCurve",
    "SurvivalCurve",
    "Unit",
    "ValueAtRisk",
    "ValueCheck",
    "ValueRange",
    "WarningColumn",
]


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
        `rfm_cuts` maps each of the three to its printed cut points (most days since the last order; least
        orders and revenue).
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


@dataclass(frozen=True, eq=False)
class Analysis:
    """Everything known after one run of the pipeline; pages, workbook and command line render it.

    `data` is the data in scope (as of the date analysed); `imported` is what was read.
    `seconds` is the time each stage took; stages reused from an earlier analysis are absent.
    `is_whole` is false for what is shown while the slow stages still run: the forecast and all that hangs on
    it are then those of an earlier analysis, or still to come. `history` is what was handed out before.
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
    next_products: NextProducts | None = None
    seconds: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    intermediate: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    is_whole: bool = True
    history: ActionHistory = field(default_factory=no_history)
