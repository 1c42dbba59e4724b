"""Quick changes score, slow ones forecast."""

from __future__ import annotations

from retention_desk.desktop.lanes import lane_of
from retention_desk.foundation.settings import AnalysisSettings


def test_quick_settings_go_to_the_score_lane_and_all_others_to_the_forecast_lane():
    old = AnalysisSettings()
    assert lane_of(old, old.with_value("health.weights.silence", 50)) == "score"
    assert lane_of(old, old.with_value("capacity.contacts_per_week", 7)) == "score"
    assert lane_of(old, old.with_value("general.horizon_days", 30)) == "forecast"
    assert lane_of(old, old.with_value("churn.model", "logistic")) == "forecast"
    assert lane_of(old, old.with_value("health.profile", "article")) == "forecast"
    assert lane_of(old, old.with_value("segments.lost_after_days", 40)) == "forecast"
    assert lane_of(None, old) == "forecast"
