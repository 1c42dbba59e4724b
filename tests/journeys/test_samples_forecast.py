"""The forecasts of the samples against what the simulated customers really did afterwards."""

from __future__ import annotations

import gzip
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from retention_desk.headless.output import analysis_record
from retention_desk.pipeline import STAGES, analyse, import_files

SAMPLES = Path(__file__).resolve().parents[2] / "sample_workbooks"
NEEDED = {"data", "book", "indicators", "grades", "health_for_rule", "health", "churn_fit", "churn"}


@cache
def forecast(name: str) -> dict[str, Any]:
    results: dict[str, Any] = {"imported": import_files([SAMPLES / f"{name}.xlsx"])}
    for stage in STAGES:
        if stage.result in NEEDED:
            results[stage.result] = stage.run(results, DEFAULTS, SILENT)
    return results


def truth(name: str) -> dict[str, Any]:
    return json.loads((SAMPLES / "truth" / f"{name}.json").read_text(encoding="utf-8"))


def said_and_seen(name: str, column: str) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of leaving of those who have one, and a column of what came afterwards."""
    with gzip.open(SAMPLES / "truth" / f"{name}_future.csv.gz", "rt", encoding="utf-8") as stream:
        later = pd.read_csv(stream, dtype={"customer_id": str}).set_index("customer_id")
    results = forecast(name)
    said = pd.Series(results["churn"].probability, index=results["data"].customer_ids).reindex(later.index)
    known = said.notna()
    return said[known].to_numpy(), later.loc[known, column].to_numpy()


def auc(score: np.ndarray, happened: np.ndarray) -> float:
    rank = pd.Series(score).rank().to_numpy()
    hits = int(happened.sum())
    return float((rank[happened].sum() - hits * (hits + 1) / 2) / (hits * (len(score) - hits)))


def test_silence_of_the_shops_customers_is_foreseen_almost_as_well_as_can_be():
    said, orders = said_and_seen("shop_zh", "orders")
    assert len(said) == truth("shop_zh")["buyers"]
    assert auc(said, orders == 0) > truth("shop_zh")["future"]["auc_best_possible"] - 0.02
    assert said.mean() == pytest.approx((orders == 0).mean(), abs=0.05)


def test_leaving_subscribers_are_foreseen_and_no_more_are_promised_than_leave():
    said, leaves = said_and_seen("subscription_en", "leaves")
    facts = truth("subscription_en")["future"]
    assert forecast("subscription_en")["churn"].status == "model"
    assert len(said) == facts["running"]
    assert auc(said, leaves == 1) > 0.75
    assert said.mean() == pytest.approx(leaves.mean(), abs=0.04)


def test_the_note_that_only_leavers_have_is_not_learned_from():
    churn = forecast("services_zh")["churn"]
    facts = truth("services_zh")["labels"]
    assert "离开说明" in {item.column for item in churn.left_out if not item.kept}
    assert "离开说明" not in {feature for feature, _, _ in churn.drivers}
    assert (churn.events, churn.train_rows) == (facts["leavers"], facts["decided"])
    said, leaves = said_and_seen("services_zh", "gives_notice")
    assert auc(said, leaves == 1) > facts["auc_days_late"]


def test_without_a_forecast_the_value_at_risk_is_unknown_and_not_nothing():
    analysis = analyse(import_files([SAMPLES / "subscription_zh_TW_messy.xlsx"]))
    assert analysis.churn.status == "refused"
    assert analysis_record(analysis, Words("en"), {})["value"]["at_risk"] is None
