"""Machine-readable results (schema 1 of the command line) from an analysis."""

from __future__ import annotations

import datetime as dt
import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from retention_desk import __version__
from retention_desk.foundation.churn_results import ContactCurve
from retention_desk.foundation.dataset import CustomerData, Source
from retention_desk.foundation.findings import Finding
from retention_desk.foundation.history_results import RecurringWaterfall
from retention_desk.foundation.results import Analysis, CohortGrid, Metric, Quality
from retention_desk.foundation.vocabulary import BANDS, RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Words
from retention_desk.headless.actions_record import actions_record
from retention_desk.headless.strategy_record import strategy_record

SCHEMA: Final = 1
EXAMPLE_ROWS: Final = 10
MOST_RUNS: Final = 10_000


def analysis_record(analysis: Analysis, words: Words, files: Mapping[str, str]) -> dict[str, Any]:
    """Return the results of an analysis as the JSON record of the command line's contract.

    Parameters
    ----------
    analysis : Analysis
    words : Words
        Language of the texts in it; keys never change.
    files : mapping of str to str
        Files written, by what they are.
    """
    data = analysis.data
    record = inputs_record(analysis.imported, words, analysis.audit.findings)
    record |= {
        "as_of": _day(data.as_of),
        "customers": data.n_customers,
        "totals": {name: _plain(value) for name, value in analysis.metrics.totals.items()},
        "metrics": {key: metric_record(metric, words) for key, metric in analysis.metrics.values.items()},
        "series": {
            key: {"period": [_day(end) for end in series.ends], "value": _plain(series.values)}
            for key, series in analysis.metrics.series.items()
        },
        "comparisons": {
            key: {"value": one.value, "before": one.before, "year_before": one.year_before}
            for key, one in analysis.metrics.comparisons.items()
        },
        "recurring": _waterfall(analysis.metrics.waterfall),
        "cohorts": _cohorts(analysis.metrics.cohorts),
        "health": _health(analysis),
        "segments": _segments(analysis),
        "churn": _churn(analysis, words),
        "value": _value(analysis),
        "actions": actions_record(analysis, words),
        **strategy_record(analysis),
        "files": dict(files),
        "seconds": {stage: round(time, 4) for stage, time in analysis.seconds.items()},
        "peak_memory_mb": peak_memory_mb(),
    }
    return record


def inputs_record(data: CustomerData, words: Words, findings: Iterable[Finding]) -> dict[str, Any]:
    """Return what each sheet was read as, with every row accounted for, and the findings."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "as_of": _day(data.as_of),
        "lang": words.language,
        "inputs": [_source(data, place, source) for place, source in enumerate(data.sources)],
        "findings": [_finding(item, words) for item in findings],
    }


def peak_memory_mb() -> float | None:
    """Return the most memory this process has held, in MB; None where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():  # the figure below would count what the parent held when it started this process
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024**2 if sys.platform == "darwin" else 1024), 1)


def _source(data: CustomerData, place: int, source: Source) -> dict[str, Any]:
    aside = data.set_aside[data.set_aside["source"] == place]
    by_code = [
        {"code": str(code), "rows": len(rows), "examples": rows["source_row"].head(EXAMPLE_ROWS).tolist()}
        for code, rows in aside.groupby("code", observed=True, sort=True)
    ]
    mapping = source.mapping
    return {
        "file": source.file,
        "sheet": source.sheet,
        "kind": source.kind,
        "encoding": source.encoding,
        "delimiter": source.delimiter,
        "header_row": source.header_row,
        "rows_read": source.rows_read,
        "rows_used": source.rows_used,
        "rows_set_aside": source.rows_set_aside,
        "set_aside": by_code,
        "mapping": dict(mapping.columns),
        "confidence": {key: round(float(value), 3) for key, value in mapping.confidence.items()},
        "features": list(mapping.features),
        "describes": dict(mapping.describes),
        "day_first": dict(mapping.day_first_of),
        "decimal": dict(mapping.decimal_of),
        "questions": [
            {"topic": asked.topic, "column": asked.header, "example": asked.example, "guess": asked.guess}
            for asked in mapping.questions
        ],
    }


def _finding(item: Finding, words: Words) -> dict[str, Any]:
    return {
        "code": item.code,
        "severity": item.severity,
        "rows": item.rows,
        "text": f"{words(item.text)} {words(item.done)}".strip(),
        "file": item.file,
        "sheet": item.sheet,
        "column": item.column,
        "amount": _plain(item.amount),
        "examples": [example.row for example in item.examples],
        "touched": touched_record(item),
        "setting": item.setting,
        "mapping_key": item.mapping_key,
    }


def touched_record(item: Finding) -> list[dict[str, Any]]:
    """Return every row a finding touches, sheet by sheet, as [first, last] row numbers of runs.

    Of more than `MOST_RUNS` runs of a sheet only the first are listed; ``rows`` says how many rows there are.
    """
    return [
        {
            "file": rows.file,
            "sheet": rows.sheet,
            "rows": len(rows),
            "runs": np.column_stack([rows.first[:MOST_RUNS], rows.last[:MOST_RUNS]]).tolist(),
        }
        for rows in item.touched
    ]


def metric_record(metric: Metric, words: Words) -> dict[str, Any]:
    """Return a figure as JSON has it, or what is missing."""
    if metric.value is None and metric.missing is not None:
        return {"missing": words(metric.missing)}
    return {
        "value": _plain(metric.value),
        "unit": metric.unit,
        "numerator": _plain(metric.numerator),
        "denominator": _plain(metric.denominator),
        "period": [_day(day) for day in metric.period] if metric.period else None,
        "n": metric.n,
        "text": words(metric.formula),
        "low": _plain(metric.low),
        "high": _plain(metric.high),
    }


def _waterfall(flow: RecurringWaterfall | None) -> dict[str, Any] | None:
    if flow is None:
        return None
    parts = ("opening", "new", "reactivated", "expansion", "contraction", "churned", "closing")
    return {"period": [_day(end) for end in flow.ends], **{p: _plain(getattr(flow, p)) for p in parts}}


def _cohorts(grid: CohortGrid | None) -> dict[str, Any] | None:
    if grid is None:
        return None
    return {
        "period": grid.period,
        "cohort": [_day(start) for start in grid.starts],
        "size": _plain(grid.size),
        "active": _plain(grid.active),
        "active_or_later": _plain(grid.active_or_later),
        "revenue": _plain(grid.revenue),
        "mature": grid.mature.tolist(),
    }


def _counts(names: Iterable[str], codes: np.ndarray[Any, Any]) -> dict[str, int]:
    listed = list(names)
    found = np.bincount(codes[codes >= 0], minlength=len(listed))
    return {name: int(count) for name, count in zip(listed, found, strict=False)}


def _health(analysis: Analysis) -> dict[str, Any]:
    health, backtest = analysis.health, analysis.backtest
    rows = {
        row.name: {
            "roc_auc": _plain(row.auc),
            "low": _plain(row.auc_low),
            "high": _plain(row.auc_high),
            "leavers_in_worst_tenth": _plain(row.worst_tenth_share),
            "missed": row.missed,
            "false_alarms": row.false_alarms,
            "roc_auc_by_day": _plain(row.auc_by_day),
            "weights": _plain(row.weights),
        }
        for row in backtest.rows
    }
    judged: dict[str, Any] = {
        "as_of": _day(backtest.as_of),
        "horizon_days": backtest.horizon_days,
        "n": backtest.n,
    }
    judged["days"] = [{"day": _day(one.day), "n": one.n, "left": one.left} for one in backtest.days]
    judged["signs"] = {
        sign.key: {"auc": _plain(sign.auc), "low": _plain(sign.auc_low), "high": _plain(sign.auc_high),
                   "verdict": sign.verdict}
        for sign in backtest.signs
    }  # fmt: skip
    judged["suggested_directions"] = dict(backtest.suggested_directions)
    return {
        "profile": health.profile,
        "weights": dict(zip(health.keys, map(_plain, health.weights), strict=True)),
        "thresholds": {
            key: {"high": item.high, "medium": item.medium}
            for key, item in zip(health.keys, health.thresholds, strict=True)
        },
        "bands": _counts(BANDS, health.band) | {"none": int((health.band < 0).sum())},
        "backtest": {**judged, "left": backtest.left, "weights": rows} if rows else None,
    }


def _segments(analysis: Analysis) -> dict[str, Any]:
    segments = analysis.segments
    return {
        "value_tier": _counts(VALUE_TIERS, segments.value_tier),
        "stage": _counts(STAGES, segments.stage),
        "rfm": _counts(RFM_GROUPS, segments.rfm_group),
        "loyalty": _counts(segments.loyalty_names, segments.loyalty_tier),
        "tier_cuts": _plain(segments.tier_cuts),
        "tier_basis": segments.tier_basis,
        "rfm_cuts": _plain(segments.rfm_cuts),
    }


def _quality(quality: Quality | None) -> dict[str, Any] | None:
    if quality is None:
        return None
    names = ("roc_auc", "pr_auc", "brier", "log_loss", "calibration_error", "lift_top_decile")
    figures = {name: _plain(getattr(quality, name)) for name in names}
    return {
        **figures,
        "accuracy": _plain(quality.accuracy),
        "majority_accuracy": _plain(quality.majority_accuracy),
        "validation": quality.validation,
        "n": quality.n,
        "intervals": _plain(quality.intervals),
    }


def _churn(analysis: Analysis, words: Words) -> dict[str, Any]:
    churn, window = analysis.churn, analysis.churn.window
    return {
        "status": churn.status,
        "reason": words(churn.reason),
        "definition": words(churn.definition),
        "horizon_days": churn.horizon_days,
        "method": churn.method,
        "train_rows": churn.train_rows,
        "window": None
        if window is None
        else {
            "train": [str(window.train_from), str(window.train_to)],
            "test": [str(window.test_from), str(window.test_to)],
        },
        "events": churn.events,
        "base_rate": _plain(churn.base_rate),
        "quality": _quality(churn.quality),
        "baseline": _quality(churn.baseline),
        "left_out_columns": [
            {"column": item.column, "why": words(item.why)} for item in churn.left_out if not item.kept
        ],
        "warned_columns": [
            {"column": item.column, "why": words(item.why)} for item in churn.left_out if item.kept
        ],
        "drivers": [
            {"feature": feature, "label": words(label), "share": _plain(share)}
            for feature, label, share in churn.drivers
        ],
        "cannot_know": [{"key": spot.key, "text": words(spot.sentence)} for spot in churn.cannot_know],
        "drift": [
            {
                "feature": one.feature,
                "kind": one.kind,
                "share": _plain(one.share),
                "text": words(one.sentence),
            }
            for one in churn.drift
        ],
        "contacts": _contacts(churn.contacts),
    }


def _contacts(curve: ContactCurve | None) -> dict[str, Any] | None:
    """Return what contacting the likeliest tenth, fifth … of today's customers can be expected to mean."""
    if curve is None:
        return None
    counts = [round(curve.n_today * share / 10) for share in range(1, 11)]
    return {
        "tested_on": curve.n_tested,
        "today": curve.n_today,
        "points": [_plain(asdict(curve.today(count))) for count in counts],
    }


def _value(analysis: Analysis) -> dict[str, Any]:
    value = analysis.value
    return {
        "method": value.method,
        "parameters": _plain(value.parameters),
        "horizon_months": value.horizon_months,
        "total": _sum(value.lifetime_value),
        "at_risk": _plain(analysis.at_risk.total) if analysis.at_risk.n else None,
        "expected_orders": {"horizon_days": value.horizon_days, "total": _sum(value.expected_orders)},
        "expected_spend": {"horizon_days": value.horizon_days, "total": _sum(value.expected_spend)},
        "backtest": _plain(value.backtest),
        "range": None if value.spend_range is None else _plain(vars(value.spend_range)),
        "checks": [
            {"day": _day(one.day), "predicted": _plain(one.predicted), "actual": _plain(one.actual),
             "last_period": _plain(one.last_period), "season_ratio": _plain(one.season_ratio)}
            for one in value.checks
        ],
    }  # fmt: skip


def _sum(values: np.ndarray[Any, Any]) -> float | None:
    known = values[np.isfinite(values)]
    return float(known.sum()) if len(known) else None


def _day(day: dt.date | None) -> str | None:
    return None if day is None else f"{day:%Y-%m-%d}"


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: no NaN, no NumPy types."""
    if isinstance(value, np.ndarray):
        return [_plain(item) for item in value.tolist()]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dt.date):
        return _day(value)
    return value
