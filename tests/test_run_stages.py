"""What is taken over from an earlier analysis, on stages made for the test."""

from __future__ import annotations

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import phrase
from retention_desk.run_stages import QUICK, SLOW, EarlierResults
from retention_desk.stages import FORECAST, STAGES, Stage


def stage(*inputs, reads=()):
    return Stage("sum", lambda *_: None, inputs, reads, phrase("Adding"))


def test_a_result_holds_for_the_very_same_inputs_and_equal_settings():
    first = object()
    earlier = EarlierResults({"data": first, "sum": 3}, DEFAULTS)
    assert earlier.has(stage("data"), {"data": first}, DEFAULTS)
    assert not earlier.has(stage("data"), {"data": object()}, DEFAULTS)
    changed = DEFAULTS.with_value("general.period", "year")
    assert earlier.has(stage("data", reads=("churn",)), {"data": first}, changed)
    assert not earlier.has(stage("data", reads=("general",)), {"data": first}, changed)
    assert not EarlierResults().has(stage("data"), {"data": first}, DEFAULTS)


def test_the_forecast_parts_the_quick_stages_from_the_slow_ones():
    assert (*QUICK, *SLOW) == STAGES
    assert SLOW[0].result == FORECAST
    assert EarlierResults.of(None).results == {}
