"""Analyses made by hand: plausible arrays of any size, without running a stage of the pipeline."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pandas as pd

from retention_desk.foundation.dataset import ColumnMapping, CustomerData, Source
from retention_desk.foundation.findings import Finding, TouchedRows
from retention_desk.foundation.plan_results import FATE_CODES, PlannedPlay
from retention_desk.foundation.results import (
    ActionPlan,
    Analysis,
    AuditReport,
    BacktestRow,
    ChurnForecast,
    CohortGrid,
    FigureText,
    Health,
    HealthBacktest,
    IndicatorColumn,
    Indicators,
    LeftOutColumn,
    LifetimeValue,
    Metric,
    Metrics,
    Quality,
    Reasons,
    ReasonTally,
    RetentionMovements,
    Segments,
    Series,
    SurvivalCurve,
    ValueAtRisk,
    WarningColumn,
)
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.foundation.wording import Money, phrase

AS_OF = dt.date(2011, 12, 9)


def make_analysis(n: int = 600, seed: int = 7, settings: AnalysisSettings | None = None) -> Analysis:
    """Return an analysis of `n` customers with orders; same seed, same numbers."""
    rng = np.random.default_rng(seed)
    settings = settings or AnalysisSettings()
    data = _data(n, rng)
    indicators = _indicators(n, rng)
    health = make_health(indicators, settings)
    value = _value(n, rng)
    churn = _churn(n, rng, indicators)
    at_risk = churn.probability * value.lifetime_value
    segments = _segments(n, rng, value)
    return Analysis(
        settings=settings,
        imported=data,
        data=data,
        audit=_audit(data),
        metrics=_metrics(data),
        indicators=indicators,
        health=health,
        backtest=_backtest(n),
        segments=segments,
        churn=churn,
        value=value,
        at_risk=_at_risk(at_risk, churn),
        plan=_plan(n, rng, segments, at_risk),
    )


def make_health(indicators: Indicators, settings: AnalysisSettings) -> Health:
    """Return scores by the definition: weighted mean of the points of each level."""
    keys = tuple(column.key for column in indicators.columns)
    own = settings.health.weights
    weights = np.array([own.get(c.key, c.weight) for c in indicators.columns])
    points = np.empty((len(indicators.columns[0].values), len(keys)), dtype=np.float32)
    levels = np.empty(points.shape, dtype=np.int8)
    thresholds = tuple(settings.health.thresholds.get(c.key, c.thresholds) for c in indicators.columns)
    for place, (column, edge) in enumerate(zip(indicators.columns, thresholds, strict=True)):
        sign = 1 if column.higher_is_better else -1
        values = column.values * sign
        level = (values >= edge.high * sign).astype(np.int8) + (values >= edge.medium * sign)
        level[np.isnan(column.values)] = -1
        levels[:, place] = level
        points[:, place] = np.where(level < 0, np.nan, level * 50.0)
    known = np.isfinite(points)
    total = known @ weights
    with np.errstate(invalid="ignore"):
        score = np.round(np.nansum(points * weights, axis=1) / total, 1)
    coverage = total / weights.sum()
    score[coverage < 0.5] = np.nan
    bands = settings.health.bands
    band = np.select([np.isnan(score), score >= bands.healthy, score >= bands.watch], [-1, 2, 1], 0)
    return Health(
        "orders", keys, tuple(weights), thresholds, levels, points, score, coverage, band.astype(np.int8)
    )


def _data(n: int, rng: np.random.Generator) -> CustomerData:
    ids = pd.Index([f"{12_000 + i}" for i in range(n)], dtype=object)
    per = rng.geometric(0.16, n)
    customer = np.repeat(np.arange(n, dtype=np.int32), per)
    last = np.datetime64(AS_OF) - rng.integers(0, 500, n).astype("timedelta64[D]")
    days = last[customer] - rng.integers(0, 240, len(customer)).astype("timedelta64[D]")
    order = np.lexsort((days, customer))
    customer, days = customer[order], days[order]
    amount = np.round(rng.gamma(1.6, 260, len(customer)), 2)
    returned = rng.random(len(customer)) < 0.03
    amount[returned] *= -1
    orders = pd.DataFrame(
        {
            "customer": customer,
            "ordered_on": days.astype("datetime64[s]"),
            "order": np.arange(len(customer), dtype=np.int32),
            "amount": amount,
            "quantity": np.where(returned, -1.0, 1.0),
            "is_purchase": ~returned,
            "is_return": returned,
            "product": pd.Categorical(
                rng.choice(["Sanding belts", "Wood glue", "Dowel pegs"], len(customer))
            ),
            "source": np.zeros(len(customer), dtype=np.int16),
            "source_row": np.arange(2, len(customer) + 2, dtype=np.int32),
        }
    )
    read = len(orders) + n // 3
    source = Source(
        "online_retail.xlsx", "Year 2010-2011", "orders", 1, read, len(orders), n // 3,
        ColumnMapping("online_retail.xlsx", "Year 2010-2011", "orders", 1, {"customer_id": "Customer ID"}),
    )  # fmt: skip
    country = rng.choice(["United Kingdom", "France", "Germany", "Norway"], n, p=[0.8, 0.1, 0.06, 0.04])
    return CustomerData(
        customer_ids=ids,
        customers=pd.DataFrame({"region": pd.Categorical(country)}, index=ids),
        features=pd.DataFrame(index=ids),
        events=MappingProxyType({"orders": orders}),
        sources=(source,),
        set_aside=pd.DataFrame(
            {
                "source": np.zeros(n // 3, dtype=np.int16),
                "source_row": np.arange(n // 3, dtype=np.int32) + len(orders) + 2,
                "code": pd.Categorical(["missing_customer_id"] * (n // 3)),
            }
        ),
        findings=(),
        as_of=AS_OF,
        currency="GBP",
        fingerprint="made-by-hand",
    )


def _audit(data: CustomerData) -> AuditReport:
    source = data.sources[0]
    touched = (TouchedRows.of(source.file, source.sheet, [14, 92, 311]),)
    aside = len(data.set_aside)
    findings = (
        Finding("missing_customer_id", "look", aside, phrase("{n:count} rows name no customer.", n=aside),
                phrase("Set aside: they belong to nobody."), source.file, source.sheet, "Customer ID", 1_447_000.0, touched),
        Finding("exact_duplicates", "look", 132, phrase("{n:count} lines repeat another line exactly.", n=132),
                phrase("Kept, as separate lines."), source.file, source.sheet, "", 9_120.0, touched, "orders.duplicates"),
        Finding("returns", "note", 310, phrase("{n:count} lines are returns.", n=310), phrase("Counted in net revenue."),
                source.file, source.sheet),
    )  # fmt: skip
    return AuditReport(findings, data.sources, MappingProxyType({"missing_customer_id": aside}))


def _quarters(count: int) -> list[tuple[dt.date, dt.date]]:
    ends = pd.period_range(end="2011Q3", periods=count, freq="Q")
    return [(p.start_time.date(), p.end_time.date()) for p in ends]


def _metrics(data: CustomerData) -> Metrics:
    period = (dt.date(2011, 7, 1), dt.date(2011, 9, 30))
    quarters = _quarters(6)
    stayed = np.array([1080, 1230, 1500, 1140, 1040, 1195])
    back = np.array([200, 350, 370, 250, 610, 561])
    new = np.array([820, 570, 770, 370, 310, 395])
    opening = np.array([1900, 2100, 2150, 2654, 1776, 1969])

    def figure(key: str, unit: Any, value: float, above: float, below: float, n: int) -> Metric:
        formula = phrase("{a:count} ÷ {b:count}", a=above, b=below)
        return Metric(key, unit, value, n, above, below, period, formula)

    values = {
        "retention_rate": figure("retention_rate", "share", 0.607, 1195, 1969, 1969),
        "retention_rate_count": figure("retention_rate_count", "share", 0.892, 1756, 1969, 1969),
        "churn_rate": figure("churn_rate", "share", 0.393, 774, 1969, 1969),
        "repurchase_rate": figure("repurchase_rate", "share", 0.724, 4257, 5878, 5878),
        "average_order_value": figure("average_order_value", "money", 480.2, 17_743_000, 36_969, 36_969),
        "revenue_gross": figure("revenue_gross", "money", 17_743_000.0, 17_743_000, 1, 5878),
        "revenue_net": figure("revenue_net", "money", 16_648_000.0, 16_648_000, 1, 5878),
        "top_decile_revenue_share": figure("top_decile_revenue_share", "share", 0.639, 639, 1000, 5878),
        "nps": Metric("nps", "score", None, missing=phrase("needs a survey table")),
    }
    trend = np.array([0.52, 0.58, 0.55, 0.43, 0.583, 0.607])
    ends = tuple(end for _start, end in quarters)
    series = {
        key: Series(key, values[key].unit, ends, trend * (values[key].value or 0) / 0.607)
        for key in ("retention_rate", "repurchase_rate", "average_order_value")
    }
    return Metrics(
        MappingProxyType(values),
        MappingProxyType(series),
        MappingProxyType({"orders": 36_969, "revenue_gross": 17_743_000.0, "revenue_net": 16_648_000.0}),
        RetentionMovements(tuple(s for s, _ in quarters), ends, opening, stayed, back, new),
        _cohorts(),
        _survival(data.n_customers),
        MappingProxyType({key: _named(key) for key in values}),
    )


def _named(key: str) -> FigureText:
    labels = {
        "retention_rate": "Retention", "repurchase_rate": "Repeat customers", "average_order_value": "Average order",
        "top_decile_revenue_share": "Revenue of the top tenth", "nps": "NPS",
    }  # fmt: skip
    label = labels.get(key, key.replace("_", " ").capitalize())
    better = "lower" if key == "churn_rate" else "higher"
    return FigureText(key, phrase(label), phrase("How the figure is made."), better)


def _cohorts(k: int = 13) -> CohortGrid:
    rng = np.random.default_rng(3)
    starts = tuple(p.start_time.date() for p in pd.period_range(end="2011-12", periods=k, freq="M"))
    size = np.array([77, 71, 123, 178, 105, 108, 108, 101, 107, 187, 221, 192, 28][:k])
    active = np.full((k, k), np.nan)
    mature = np.zeros((k, k), dtype=bool)
    for row in range(k):
        for column in range(k - row):
            share = 1.0 if column == 0 else 0.2 + 0.1 * rng.random()
            mature[row, column] = row + column < k - 1
            active[row, column] = np.round(size[row] * (share if mature[row, column] else share / 5))
        active[row, 0] = size[row]
    later = np.where(
        np.isnan(active), np.nan, np.maximum.accumulate(np.nan_to_num(active)[:, ::-1], axis=1)[:, ::-1]
    )
    return CohortGrid("month", starts, size, active, later, active * 480.0, mature)


def _survival(n: int) -> SurvivalCurve:
    days = np.arange(0, 720, 30, dtype=float)
    share = np.exp(-days / 330)
    at_risk = np.round(n * np.exp(-days / 300)).astype(np.int64)
    event = phrase("lost = {days:count} days silent", days=90)
    return SurvivalCurve(days, share, share - 0.02, np.minimum(1, share + 0.02), at_risk, n, 229.0, event)


def _indicators(n: int, rng: np.random.Generator) -> Indicators:
    def column(key, label, note, unit, values, better, high, medium, weight, sentence) -> IndicatorColumn:
        return IndicatorColumn(
            key,
            phrase(label),
            phrase(note),
            unit,
            values,
            better,
            Thresholds(high, medium),
            weight,
            phrase(sentence),
        )

    amount = rng.normal(0, 0.3, n)
    amount[rng.random(n) < 0.26] = np.nan
    columns = (
        column("silence", "Days since last order", "own rhythm = 1", "ratio", rng.exponential(2.2, n), False,
               1.5, 2.5, 30.0, "Silent {value:number1} × own rhythm"),
        column("frequency", "Order frequency", "90 days vs the year", "change", rng.normal(-0.05, 0.3, n), True,
               0.0, -0.2, 20.0, "Order frequency {value:change}"),
        column("amount", "Order amount", "90 days vs 90 before", "change", amount, True,
               0.05, -0.05, 20.0, "Order amount {value:change}"),
        column("breadth", "Breadth of products", "distinct in 12 months", "count", rng.poisson(14, n) * 1.0, True,
               25.0, 8.0, 10.0, "{value:count} products in a year"),
        column("returns", "Returns", "share of lines", "share", rng.exponential(0.04, n), False,
               0.02, 0.1, 10.0, "{value:share} of lines returned"),
        column("tenure", "Tenure", "days since first order", "days", rng.integers(5, 740, n) * 1.0, True,
               480.0, 180.0, 10.0, "First order {value:count} days ago"),
    )  # fmt: skip
    silent = rng.random(n) < 0.2
    warnings = (
        WarningColumn("order_fell", phrase("Order amount fallen by half"), silent, rng.random(n),
                      phrase("Order amount fell by {value:share0}")),
    )  # fmt: skip
    note = phrase("No complaints, community or referral columns in this book; the profile uses orders only.")
    return Indicators("orders", note, columns, warnings)


def _value(n: int, rng: np.random.Generator) -> LifetimeValue:
    worth = np.round(rng.lognormal(5.4, 1.3, n), 2)
    alive = rng.beta(3, 2, n)
    method = phrase("Pareto/NBD and Gamma-Gamma, fitted to {n:count} customers.", n=n)
    backtest = {
        "predicted": 1_204_000.0,
        "actual": 1_180_000.0,
        "last_period": 990_000.0,
        "capture_share": 0.61,
    }
    return LifetimeValue("pareto_nbd", method, {"r": 0.55, "alpha": 10.6}, 90, 12, alive, alive * 0.7,
                         alive * 1.4, worth / 4, worth, backtest)  # fmt: skip


def _at_risk(amounts: np.ndarray, churn: ChurnForecast) -> ValueAtRisk:
    likely = churn.probability >= 0.5
    worth = float(np.nansum(amounts[likely]))
    tally = (ReasonTally(phrase("Days since last order"), int(likely.sum()), worth),) if likely.any() else ()
    known = int(np.isfinite(amounts).sum())
    return ValueAtRisk(amounts, float(np.nansum(amounts)), known, int(likely.sum()), tally)


def _quality(auc: float) -> Quality:
    spread = {"roc_auc": (auc - 0.02, auc + 0.02), "lift_top_decile": (1.4, 1.7)}
    return Quality(auc, 0.66, 0.19, 0.56, 0.021, 1.58, 0.71, 0.57, "time split", 5012, spread)


def _churn(n: int, rng: np.random.Generator, indicators: Indicators) -> ChurnForecast:
    chance = rng.beta(2, 3, n)
    grid = np.linspace(0.05, 0.95, 10)
    calibration = pd.DataFrame(
        {"predicted": grid, "actual": grid * 0.96 + 0.01, "low": grid * 0.9, "high": grid + 0.05, "n": 500}
    )
    called = np.linspace(0, 1, 21)
    lift = pd.DataFrame(
        {"share_called": called, "share_found": called**0.6, "share_found_rule": called**0.75}
    )
    keys = ("silence", "amount", "frequency")
    chosen = {c.key: c for c in indicators.columns}
    reasons = Reasons(
        features=keys,
        labels={k: chosen[k].label for k in keys},
        templates={
            "silence": phrase("No order for {value:number1} × the own rhythm; typical {typical:number1}."),
            "amount": phrase("Order amount {value:change}; typical {typical:change}."),
            "frequency": phrase("Order frequency {value:change}; typical {typical:change}."),
        },
        top=np.tile(np.array([0, 1, 2], dtype=np.int16), (n, 1)),
        change_share=np.tile(np.array([0.19, 0.1, -0.04], dtype=np.float32), (n, 1)),
        values={k: chosen[k].values for k in keys},
        typical={"silence": 1.0, "amount": 0.0, "frequency": 0.0},
    )
    return ChurnForecast(
        status="model",
        reason=phrase("Pareto/NBD, kept because it beat “days since last order” on the last test window."),
        definition=phrase("No purchase in the {days:count} days after {day:longdate}.", days=90, day=AS_OF),
        horizon_days=90, method="pareto_nbd", probability=chance, known=np.ones(n, dtype=bool),
        train_rows=5012, events=2541, base_rate=0.507, quality=_quality(0.78), baseline=_quality(0.71),
        baseline_label=phrase("days since last order"), calibration=calibration, lift=lift,
        left_out=(LeftOutColumn("churn_score", phrase("The name tells of the outcome.")),),
        drivers=(("silence", chosen["silence"].label, 0.52), ("amount", chosen["amount"].label, 0.3),
                 ("frequency", chosen["frequency"].label, 0.18)),
        reasons=reasons,
    )  # fmt: skip


def _segments(n: int, rng: np.random.Generator, value: LifetimeValue) -> Segments:
    rank = np.argsort(np.argsort(-value.lifetime_value)) / n
    tier = np.select([rank < 0.2, rank < 0.5], [0, 1], 2).astype(np.int8)
    quintile = lambda: rng.integers(1, 6, n).astype(np.int8)  # noqa: E731
    cuts = {
        "recency": (30.0, 60.0, 120.0, 240.0),
        "frequency": (1.0, 2.0, 4.0, 8.0),
        "monetary": (100.0, 300.0, 800.0, 2000.0),
    }
    return Segments(
        value_tier=tier, tier_cuts=(900.0, 220.0), tier_basis="lifetime_value",
        tier_value=value.lifetime_value,
        stage=rng.choice(6, n, p=[0.06, 0.4, 0.16, 0.14, 0.2, 0.04]).astype(np.int8),
        rhythm_days=rng.gamma(4, 12, n), silent_days=rng.integers(0, 400, n) * 1.0,
        recency=quintile(), frequency=quintile(), monetary=quintile(),
        rfm_group=rng.integers(0, 11, n).astype(np.int8), rfm_cuts=cuts,
        loyalty_tier=rng.choice(3, n, p=[0.6, 0.3, 0.1]).astype(np.int8), loyalty_names=("Silver", "Jade", "Gold"),
        loyalty_spend=value.lifetime_value, loyalty_distance=np.maximum(0, 900 - value.lifetime_value),
    )  # fmt: skip


def _backtest(n: int) -> HealthBacktest:
    def row(name: str, label: str, auc: float, share: float, missed: int, alarms: int) -> BacktestRow:
        weights = {
            "silence": 40.0,
            "frequency": 20.0,
            "amount": 15.0,
            "breadth": 5.0,
            "returns": 10.0,
            "tenure": 10.0,
        }
        return BacktestRow(name, phrase(label), auc, auc - 0.013, auc + 0.013, share, missed, alarms, weights)

    rows = (
        row("current", "These weights", 0.742, 0.156, 1182, 398),
        row("default", "Default weights", 0.736, 0.153, 1201, 404),
        row("equal", "Equal weights", 0.728, 0.149, 1224, 415),
        row("learned", "Learned", 0.761, 0.164, 1118, 377),
    )
    return HealthBacktest(dt.date(2011, 9, 10), 90, n, n // 2, rows)


def _plan(n: int, rng: np.random.Generator, segments: Segments, at_risk: np.ndarray) -> ActionPlan:
    count = min(33, n)
    best = np.argsort(-np.nan_to_num(at_risk))[:count].astype(np.int32)
    held = np.arange(count) % 11 == 5
    play = np.array(["win_back", "first_purchase", "nearly_there"])[np.arange(count) % 3]
    table = pd.DataFrame(
        {
            "customer": best,
            "tier": segments.value_tier[best],
            "play": play,
            "channel": ["phone", "email", "sms"] * (count // 3) + ["phone"] * (count % 3),
            "handling": np.where(np.arange(count) % 4 == 3, "automated", "personal"),
            "owner_role": [phrase("Account manager")] * count,
            "owner": [""] * count,
            "due": [dt.date(2011, 12, 16)] * count,
            "value_at_stake": at_risk[best],
            "cost": 8.0,
            "expected_saved": at_risk[best] * 0.2,
            "priority": np.arange(1, count + 1),
            "arm": np.where(held, "holdout", "contact"),
            "wave": np.where(np.arange(count) < 5, "pilot", "all"),
            "trigger": [phrase("Silent {value:number1} × own rhythm", value=2.9)] * count,
            "trigger_value": 2.9,
            "reasons": [(phrase("Silent for {n:count} days", n=74), phrase("Order amount fell"))] * count,
            "second_play": np.where(np.arange(count) % 2 == 0, "nearly_there", ""),
            "second_saved": np.where(np.arange(count) % 2 == 0, at_risk[best] * 0.1, np.nan),
            "third_play": "",
            "third_saved": np.nan,
            "status": "",
            "open_since": [None] * count,
            "is_overdue": False,
        }
    )
    contacts = np.arange(0, min(n, 121))
    reach = pd.DataFrame({"contacts": contacts, "share": 1 - np.exp(-contacts / 31)})
    names = {
        "win_back": phrase("Win back"),
        "first_purchase": phrase("First 72 hours"),
        "nearly_there": phrase("Nearly there"),
    }
    fate = np.full(n, FATE_CODES["no_play"], dtype=np.int8)
    fate[: n // 2] = FATE_CODES["waiting_capacity"]
    fate[best] = np.where(held, FATE_CODES["held_out"], FATE_CODES["contact"])
    playbook = {
        key: PlannedPlay(label, phrase("How are you?"), "phone", "personal", 8.0)
        for key, label in names.items()
    }
    return ActionPlan(
        table, n // 2, reach, 0.62, float(table["expected_saved"].sum()), 240.0, 30, names, fate=fate,
        fate_play=np.where(fate == FATE_CODES["no_play"], -1, 0).astype(np.int16), playbook=playbook,
    )  # fmt: skip


def with_currency(analysis: Analysis, currency: str) -> Analysis:
    """Return the analysis with its amounts in another currency."""
    data = replace(analysis.data, currency=currency)
    return replace(analysis, data=data, imported=data)


__all__ = ["AS_OF", "Money", "make_analysis", "make_health", "with_currency"]
