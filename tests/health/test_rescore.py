"""Scores of two months under each other's data and settings."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from retention_desk.foundation.results import Analysis
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.wording import Words
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.rescore import rescore
from retention_desk.health.score_health import score_health
from retention_desk.review.score_moves import score_moves
from tests.review.months import QUICK, analysed, analysis_of, kept_month, shop

EN = Words("en")
HEAVY = QUICK.with_value("health.weights.days_since_last_order", 60)


def under(settings: AnalysisSettings) -> Analysis:
    """Return the analysis of now with its scores under other settings of the health score."""
    data, book = analysed(0).data, analysed(0).intermediate["book"]
    indicators = measure_indicators(data, book, settings)
    return replace(
        analysed(0), settings=settings, indicators=indicators, health=score_health(indicators, settings)
    )


def test_the_same_data_give_the_scores_of_then_again():
    now, then = analysed(0), analysed(60)
    found = rescore(now, kept_month(then))
    np.testing.assert_array_equal(found.corrected, found.saved)
    np.testing.assert_array_equal(found.moved, found.now)
    assert found.separates_data
    assert EN(found.note) == ""
    moves = score_moves(found)
    assert not moves.data.any()
    assert not moves.weights.any()
    assert moves.indicators.any()


def test_other_weights_alone_move_scores_by_weights_alone():
    then = analysed(0)
    now = under(HEAVY)
    moves = score_moves(rescore(now, kept_month(then)))
    assert not moves.data.any()
    assert not moves.indicators.any()
    assert np.abs(moves.weights).max() > 1


def test_thresholds_and_points_count_with_the_weights():
    now = under(QUICK.with_value("health.points.medium", 60))
    moves = score_moves(rescore(now, kept_month(analysed(0))))
    assert not moves.indicators.any()
    assert (moves.weights >= 0).all()
    assert moves.weights.any()


def test_rows_that_came_in_late_are_corrections_of_the_data():
    data = shop()
    orders = data.events["orders"]
    day = analysed(60).data.as_of
    # Then, the orders of the last fortnight before the day were not yet in the file.
    late = orders["ordered_on"].between(np.datetime64(day) - np.timedelta64(14, "D"), np.datetime64(day))
    early = replace(data, events=MappingProxyType({"orders": orders[~late.to_numpy()]}))
    then = analysis_of(early, 60)
    moves = score_moves(rescore(analysed(0), kept_month(then)))
    again = dict(zip(analysed(60).data.customer_ids, analysed(60).health.score, strict=True))
    ids = analysed(0).data.customer_ids
    for customer, was, corrected in zip(moves.customer, moves.then, moves.data, strict=True):
        assert was + corrected == pytest.approx(again[ids[customer]])
    assert moves.data.any()


@hypothesis_settings(max_examples=8)
@given(
    st.sampled_from(["days_since_last_order", "order_frequency", "tenure", "returns_share"]),
    st.integers(0, 100),
    st.booleans(),
)
def test_parts_add_up_for_every_customer_whatever_is_changed(key, weight, smooth):
    settings = QUICK.with_value(f"health.weights.{key}", weight).with_value("health.smooth", smooth)
    found = rescore(under(settings), kept_month(analysed(60)))
    moves = score_moves(found)
    assert np.abs(moves.indicators + moves.weights + moves.data - moves.total).max() < 1e-9
    told = {move.key: move.change for move in moves.by_indicator}
    assert sum(told.values()) == pytest.approx(moves.average("indicators"))
    if weight <= 50:  # else hardly anything is left to give a score
        assert abs(told.get("", 0.0)) < 0.11


def test_an_indicator_turned_round_is_turned_for_then_too():
    settings = QUICK.with_value("health.directions.tenure", "lower")
    moves = score_moves(rescore(under(settings), kept_month(analysed(0))))
    assert np.abs(moves.indicators).max() < 1e-9
    assert np.abs(moves.weights).max() > 1


def test_without_a_day_corrections_count_as_change():
    now, month = analysed(0), kept_month(analysed(60))
    undated = replace(month, snapshot=replace(month.snapshot, as_of=None))
    found = rescore(now, undated)
    assert not found.separates_data
    assert "no dates" in EN(found.note)
    moves = score_moves(found)
    assert not moves.data.any()
    assert np.abs(moves.indicators + moves.weights - moves.total).max() < 1e-9
