"""What the backtest of the health score says of a sample, against what its customers really did next."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import HealthBacktest, Indicators
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import HealthSettings
from retention_desk.health.backtest import judge_weights
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.past_health import prepare_backtest
from retention_desk.health.ranking_quality import ranking_quality
from retention_desk.health.score_health import score_health
from retention_desk.pipeline import import_files

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
MARGIN = 0.03


@cache
def looked_back(name: str) -> tuple[Indicators, HealthBacktest, pd.Index]:
    settings = AnalysisSettings()
    data = import_files([SAMPLES / f"{name}.xlsx"])
    indicators = measure_indicators(data, order_book(data), settings)
    basis = prepare_backtest(data, settings)
    backtest = judge_weights(basis, indicators, score_health(indicators, settings), settings)
    return indicators, backtest, data.customer_ids


def later_auc(name: str, row: str, column: str) -> float:
    """Return the AUC of today's score, under a row's weights, for what happened in the next 90 days."""
    indicators, backtest, ids = looked_back(name)
    weights = next(r.weights for r in backtest.rows if r.name == row)
    health = score_health(indicators, AnalysisSettings(health=HealthSettings(weights=dict(weights))))
    with gzip.open(SAMPLES / "truth" / f"{name}_future.csv.gz", "rt", encoding="utf-8") as stream:
        later = pd.read_csv(stream, dtype={"customer_id": str}).set_index("customer_id").reindex(ids)[column]
    left = ((later == 0) if column == "orders" else later.astype(float) > 0).to_numpy(dtype=float)
    known = ~np.isnan(health.score) & later.notna().to_numpy()
    left = left[known]
    return ranking_quality(health.score[known], left, 1 - left).auc


@pytest.mark.parametrize(("name", "column"), [("shop_zh", "orders"), ("subscription_en", "leaves")])
@pytest.mark.parametrize("row", ["default", "learned"])
def test_the_backtest_promises_what_the_score_then_holds(name, column, row):
    _, backtest, _ = looked_back(name)
    said = next(r for r in backtest.rows if r.name == row)
    assert said.auc_low - MARGIN < later_auc(name, row, column) < said.auc_high + MARGIN


def test_learned_weights_that_look_better_are_better():
    _, backtest, _ = looked_back("shop_zh")
    rows = {row.name: row for row in backtest.rows}
    assert rows["learned"].auc_low > rows["default"].auc
    assert later_auc("shop_zh", "learned", "orders") > later_auc("shop_zh", "default", "orders")
