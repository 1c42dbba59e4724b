"""An analysis with something to draw in every figure, made without the slow stages."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd

from retention_desk.foundation.churn_results import ContactCurve
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.results import BacktestDay, BacktestRow, CohortGrid, HealthBacktest
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import NOTHING_SAID, phrase
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from retention_desk.segments.assign_segments import assign_segments
from tests.forecast.builders import customer_data, shop
from tests.metrics.builders import everything


def health(n, seed=0):
    score = np.round(np.random.default_rng(seed).beta(2, 1.6, n) * 100, 1)
    score[:3] = np.nan
    band = np.where(np.isnan(score), -1, np.where(score >= 70, 2, np.where(score >= 40, 1, 0))).astype(
        np.int8
    )
    return SimpleNamespace(score=score, band=band)


def churn(n=500):
    at = np.linspace(0.05, 0.95, 10)
    curve = np.linspace(0, 1, 101)
    probability = np.random.default_rng(8).uniform(0, 1, n)
    tested = np.sort(np.random.default_rng(9).uniform(0, 1, 400))[::-1]
    order = np.argsort(-probability)
    return SimpleNamespace(
        calibration=pd.DataFrame(
            {
                "predicted": at,
                "actual": at,
                "low": at - 0.04,
                "high": at + 0.04,
                "n": 40,
                "begins": at - 0.05,
            }
        ),
        probability=probability,
        contacts=ContactCurve(
            tested,
            np.r_[0.0, np.cumsum(tested)],
            order,
            probability[order],
            np.r_[0.0, np.cumsum(probability[order])],
        ),
        lift=pd.DataFrame({"share_called": curve, "share_found": curve**0.4, "share_found_rule": curve**0.6}),
        reason=NOTHING_SAID,
        quality=SimpleNamespace(n=400, calibration_error=0.013),
        baseline_label=phrase("Days since last order"),
    )


def plan(capacity=30):
    contacts = np.arange(1, 400)
    share = 1 - np.exp(-contacts / 40)
    reached = float(np.interp(capacity, contacts, share))
    reach = pd.DataFrame({"contacts": contacts, "share": share})
    return SimpleNamespace(reach=reach, contacts_per_week=capacity, reach_share=reached, candidates=399)


def small_grid():
    nan = np.nan
    return CohortGrid(
        "month",
        tuple(np.array(["2024-01-01", "2024-02-01", "2024-03-01"], dtype="datetime64[D]").tolist()),
        np.array([100, 50, 20]),
        np.array([[100.0, 30, 20], [50, 10, nan], [20, nan, nan]]),
        np.array([[100.0, 40, 20], [50, 10, nan], [20, nan, nan]]),
        np.array([[1000.0, 500, 100], [400, 100, nan], [90, nan, nan]]),
        np.array([[True, True, False], [True, False, False], [False, False, False]]),
    )


@cache
def analysis(seed=0):
    data = shop(n=500, days=720, seed=3)
    return analysis_of(data, seed)


def analysis_of(data, seed=0, settings=None, others=True):
    book, settings, n = order_book(data), settings or AnalysisSettings(), data.n_customers
    value = SimpleNamespace(
        lifetime_value=np.random.default_rng(seed).lognormal(5, 1.2, n), horizon_months=12
    )
    scores = health(n, seed)
    flow = everything(business="subscription")
    basis = MetricContext(data, book, settings)
    metrics = compute_metrics(data, book, settings, SILENT, basis)
    if book is not None and others:  # a shop has no recurring revenue: that of another business is drawn
        waterfall = compute_metrics(flow, None, settings, SILENT).waterfall
        metrics = replace(metrics, waterfall=waterfall)
        basis.__dict__["recurring"] = MetricContext(flow, None, settings).recurring
    return SimpleNamespace(
        settings=settings,
        data=data,
        metrics=metrics,
        segments=assign_segments(data, book, value, scores, settings),
        health=scores,
        value=value,
        churn=churn(n),
        backtest=past_days(),
        plan=plan(),
        intermediate={"book": book, "figures_basis": basis},
    )


def past_days(n_days=2):
    """Return the backtest of two sets of weights from up to two days, the latest first."""
    days = tuple(BacktestDay(dt.date(2011, 9 - 3 * k, 10), 900 + k, 300 + k) for k in range(n_days))
    rows = tuple(
        BacktestRow(name, phrase(name.title()), 0.7, 0.68, 0.72, 0.2, 10, 20, {}, {}, aucs[:n_days])
        for name, aucs in (("current", (0.72, 0.66)), ("learned", (0.75, 0.71)))
    )
    return HealthBacktest(days[0].day, 90, 1801, 601, rows, days=days)


@cache
def empty_analysis():
    """Return an analysis in which no figure has anything to draw."""
    bare = analysis_of(customer_data(customers=pd.DataFrame({"region": ["a", "b"]})))
    unknown = np.full(2, np.nan)
    refused = SimpleNamespace(calibration=None, lift=None, reason=phrase("Too few leavers."), quality=None)
    bare.value = SimpleNamespace(lifetime_value=unknown, horizon_months=12)
    bare.health = SimpleNamespace(score=unknown, band=np.full(2, -1, dtype=np.int8))
    bare.segments = assign_segments(bare.data, None, bare.value, bare.health, bare.settings)
    bare.churn = refused
    bare.backtest = past_days(1)
    bare.plan = SimpleNamespace(
        reach=pd.DataFrame({"contacts": [], "share": []}), contacts_per_week=30, reach_share=0.0, candidates=0
    )
    return bare
