"""Signs against scikit-learn, and what is suggested of them."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import roc_auc_score

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import Thresholds
from retention_desk.health.backtest import judge_weights
from retention_desk.health.indicator_signs import staying_order, turned_round
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.past_health import prepare_backtest
from retention_desk.health.score_health import score_health
from tests.forecast.public_tables import public_table


def test_the_order_is_the_auc_of_more_for_staying():
    rng = np.random.default_rng(0)
    left = rng.random(600) < 0.3
    values = np.where(rng.random(600) < 0.1, np.nan, rng.integers(0, 8, 600) - left)
    day = np.zeros(600, dtype=np.int8)
    known = ~np.isnan(values)
    found = staying_order(values, left, day)
    assert found.auc == pytest.approx(roc_auc_score(~left[known], values[known]))
    assert found.auc_low < found.auc < found.auc_high
    assert found.n == known.sum()


def test_days_are_compared_within_themselves():
    """Everybody has more on the second day, on which more stayed: that says nothing of the indicator."""
    rng = np.random.default_rng(1)
    day = np.repeat(np.array([0, 1], dtype=np.int8), 1_000)
    left = rng.random(2_000) < np.where(day == 0, 0.7, 0.2)
    values = rng.normal(0, 1, 2_000) + 5.0 * day
    assert staying_order(values, left, day).auc == pytest.approx(0.5, abs=0.04)


def test_too_few_known_tell_nothing():
    left = np.arange(100) < 50
    values = np.where(np.arange(100) % 5 == 0, 1.0, np.nan)
    assert staying_order(values, left, np.zeros(100, dtype=np.int8)) is None


def test_thresholds_set_by_hand_change_places_with_the_direction():
    settings = AnalysisSettings().with_value("health.thresholds.tenure", {"high": 365, "medium": 90})
    turned = turned_round(settings, {"tenure": "lower"})
    assert turned.health.directions == {"tenure": "lower"}
    assert turned.health.thresholds["tenure"] == Thresholds(90, 365)
    assert turned_round(settings, {}).health == settings.health


EXPERT = {
    "SatisfactionScore": "higher",
    "OrderCount": "higher",
    "HourSpendOnApp": "higher",
    "DaySinceLastOrder": "lower",
    "NumberOfDeviceRegistered": "higher",
    "Tenure": "higher",
}
"""What anybody would say of six columns: satisfied, frequent, long, recent and well-equipped customers stay."""


def test_an_experts_sign_is_wrong_on_three_of_six_indicators_of_a_public_shop(shared_data):
    data = public_table(shared_data, "ecommerce_5630.xlsx")
    settings = AnalysisSettings()
    for column, side in EXPERT.items():
        settings = settings.with_value(f"health.directions.{column}", side)
    indicators = measure_indicators(data, None, settings)
    basis = prepare_backtest(data, settings)
    verdict = judge_weights(basis, indicators, score_health(indicators, settings), settings)
    signs = {sign.key.removeprefix("column."): sign for sign in verdict.signs}
    wrong = {column for column in EXPERT if signs[column].verdict == "opposite"}
    assert wrong == {"SatisfactionScore", "DaySinceLastOrder", "NumberOfDeviceRegistered"}
    assert signs["Tenure"].verdict == "agrees"
    weighted = {key.removeprefix("column.") for key in verdict.suggested_directions}
    assert weighted == wrong
    turned = turned_round(settings, verdict.suggested_directions)
    measured = measure_indicators(data, None, turned)
    again = judge_weights(prepare_backtest(data, turned), measured, score_health(measured, turned), turned)
    assert again.rows[0].auc > verdict.rows[0].auc + 0.02
    assert not again.suggested_directions
