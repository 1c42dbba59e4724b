"""What a play cost, what it kept, and what follows."""

from __future__ import annotations

import datetime as dt
import math

import numpy as np
import pytest

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from retention_desk.review.lifts import measure_lifts
from retention_desk.review.play_returns import play_returns
from retention_desk.review.row_outcomes import row_outcomes
from tests.review.histories import data_of, history, orders

EN = Words("en")


def returned(kept, n, held_kept, held, cost=5.0, value=100.0, **review):
    """Return the return of one play with so many customers kept."""
    stays = [True] * kept + [False] * (n - kept) + [True] * held_kept + [False] * (held - held_kept)
    ids = [f"c{k:05d}" for k in range(n + held)]
    bought = [(k, "2024-01-09", 8.0) for k, s in enumerate(stays) if s] + [(0, "2023-01-01", 1.0)]
    data = data_of(ids, dt.date(2024, 6, 1), {"orders": orders(bought)})
    rows = history(
        customer_id=ids,
        arm=["contact"] * n + ["holdout"] * held,
        cost=[cost] * n + [0.0] * held,
    )
    settings = DEFAULTS
    for key, wanted in review.items():
        settings = settings.with_value(f"review.{key}", wanted)
    outcomes = row_outcomes(data, rows, settings)
    lifts = measure_lifts(rows, outcomes, settings.review, {})
    worth = np.full(n + held, value)
    (found,) = play_returns(
        {lift.key: lift for lift in lifts.plays}, rows, outcomes, worth, settings.review, "GBP"
    )
    return found


def test_the_return_is_value_kept_less_cost_over_cost():
    found = returned(320, 400, 60, 100)
    # 20 points of 400 = 80 customers kept more, worth 100 each, for 5 each.
    assert found.kept_more == pytest.approx(80)
    assert found.value_kept == pytest.approx(8_000)
    assert found.cost == pytest.approx(2_000)
    assert found.roi == pytest.approx(3.0)
    assert found.roi_low < 3.0 < found.roi_high
    assert found.verdict == "keep"
    assert EN(found.reason) == (
        "About 80 customers kept more, worth £8,000, for £2,000: the return of 3.0 reaches the threshold of 1.0."
    )


def test_what_helps_and_returns_too_little_is_to_be_fixed_by_the_threshold():
    assert returned(320, 400, 60, 100, roi_threshold=5.0).verdict == "fix"
    assert returned(320, 400, 60, 100, cost=30.0).verdict == "fix"


def test_harm_and_no_effect_stop_a_play():
    assert returned(200, 400, 80, 100).verdict == "stop"
    assert returned(6_000, 10_000, 6_000, 10_000).verdict == "stop"


def test_a_high_end_below_the_threshold_stops_what_is_too_small_to_tell():
    found = returned(62, 100, 58, 100, cost=200.0)
    assert found.lift.verdict == "too_small"
    assert (found.verdict, found.roi_high < 1.0) == ("stop", True)
    assert "Even at the high end" in EN(found.reason)


def test_too_early_says_what_is_missing():
    found = returned(9, 12, 1, 3)
    assert found.verdict == "too_early"
    assert "Too small to tell" in EN(found.reason)


def test_without_lifetime_values_a_kept_customer_is_worth_what_they_spent():
    found = returned(320, 400, 60, 100, value=math.nan)
    assert (found.value_by, found.value_each) == ("spend", pytest.approx(8.0))


def test_without_a_cost_the_effect_alone_decides():
    found = returned(320, 400, 60, 100, cost=math.nan)
    assert math.isnan(found.roi)
    assert found.verdict == "keep"
    assert "no return can be told" in EN(found.reason)
