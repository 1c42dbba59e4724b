"""Traces of scores: value and score come out again when the customer has no other rows."""

from __future__ import annotations

import numpy as np
import pytest

from retention_desk.foundation.errors import UserFacingError
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.trace_results import ScoreOf
from retention_desk.foundation.wording import Words
from retention_desk.health.measure_indicators import measure_indicators
from retention_desk.health.score_health import score_health
from retention_desk.health.trace_score import trace_score
from tests.metrics.builders import everything, with_row_numbers

DATA = with_row_numbers(everything())
BOOK = order_book(DATA)
WORDS = Words("en")


def measured(profile):
    settings = AnalysisSettings().with_value("health.profile", profile)
    indicators = measure_indicators(DATA, BOOK, settings)
    return settings, indicators, score_health(indicators, settings)


PROFILES = {profile: measured(profile) for profile in ("orders", "subscription", "article")}


def trace(customer, indicator=None, profile="orders"):
    asked = ScoreOf(str(DATA.customer_ids[customer]), indicator)
    return trace_score(asked, DATA, BOOK, *PROFILES[profile])


def some(values, count=3):
    """Return customers with different known values, from the lowest to the highest."""
    known = np.flatnonzero(np.isfinite(values))
    return known[np.argsort(values[known], kind="stable")][:: max(len(known) // count, 1)][:count]


KEYS = sorted(
    {(profile, column.key) for profile, (_, found, _) in PROFILES.items() for column in found.columns}
)


@pytest.mark.parametrize(("profile", "key"), KEYS)
def test_an_indicator_needs_none_of_the_customer_s_other_rows(profile, key):
    column = next(one for one in PROFILES[profile][1].columns if one.key == key)
    for place in some(column.values):
        found = trace(place, key, profile)
        assert found.metric.value == column.values[place]
        assert found.recomputed == pytest.approx(column.values[place], abs=1e-9)
        assert set(found.table["customer"]) <= {str(DATA.customer_ids[place])}


@pytest.mark.parametrize("profile", PROFILES)
def test_the_score_comes_out_again_and_its_formula_is_its_sum(profile):
    _, _, health = PROFILES[profile]
    for place in some(health.score):
        found = trace(place, profile=profile)
        assert found.metric.value == health.score[place]
        assert found.recomputed == pytest.approx(health.score[place])
        sums, total = WORDS(found.metric.formula).strip("(").split(") ÷ ")
        parts = [part.split(" × ") for part in sums.split(" + ")]
        by_hand = sum(float(weight) * float(points) for weight, points in parts) / float(total)
        assert by_hand == pytest.approx(health.score[place], abs=0.3), "weights are said with one decimal"


def test_silence_is_read_from_the_orders_and_nothing_else():
    _, indicators, _ = PROFILES["orders"]
    column = next(one for one in indicators.columns if one.key == "days_since_last_order")
    place = int(some(column.values)[0])
    found = trace(place, "days_since_last_order")
    own = DATA.events["orders"]
    own = own[(own["customer"] == place) & (own["is_purchase"] | own["is_return"])]
    assert found.table["row"].tolist() == sorted(own["source_row"])
    assert "Silent" in WORDS(found.metric.formula)


def test_a_window_leaves_older_rows_out():
    _, indicators, _ = PROFILES["orders"]
    column = next(one for one in indicators.columns if one.key == "returns_share")
    place = int(some(column.values)[-1])
    found = trace(place, "returns_share")
    age = (np.datetime64(DATA.as_of) - found.table["date"].to_numpy().astype("datetime64[D]")).astype(int)
    assert age.max() < 365


def test_who_has_no_score_is_told_why():
    settings, indicators, health = PROFILES["orders"]
    without = np.flatnonzero(~np.isfinite(health.score))
    if not len(without):
        health = score_health(indicators, settings.with_value("health.minimum_coverage", 1.0))
        without = np.flatnonzero(~np.isfinite(health.score))
    asked = ScoreOf(str(DATA.customer_ids[without[0]]))
    found = trace_score(asked, DATA, BOOK, settings, indicators, health)
    assert found.metric.value is None
    assert "too little is known" in WORDS(found.metric.missing)
    assert found.recomputed is None


def test_an_unknown_customer_or_indicator_says_so():
    with pytest.raises(UserFacingError, match="unknown_customer"):
        trace_score(ScoreOf("nobody"), DATA, BOOK, *PROFILES["orders"])
    with pytest.raises(UserFacingError, match="unknown_indicator"):
        trace(0, "luck")
