"""The lift of a group of customers, its verdict, and what is missing to one."""

from __future__ import annotations

import math

import numpy as np
import pytest

from retention_desk.foundation.intervals import difference_interval
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.wording import Words, phrase
from retention_desk.review.looks import looked_quantile
from retention_desk.review.measure_lift import Drawn, measure_lift, strata_of

SETTINGS = ReviewSettings()
EN = Words("en")


def drawn(kept: int, n: int, held_kept: int, held: int, n_open: int = 0, days: int = 4) -> Drawn:
    """Return customers of one stratum, of lists a week apart."""
    code = [1] * kept + [0] * (n - kept) + [1] * held_kept + [0] * (held - held_kept) + [-1] * n_open
    size = len(code)
    contact = np.arange(size) < n
    contact[n + held :] = True
    return Drawn(
        code=np.array(code, dtype=np.int8),
        is_contact=contact,
        was_contacted=np.arange(size) % 2 == 0,
        stratum=np.zeros(size, dtype=np.int64),
        day=np.arange(size) % days * 7,
        spend=np.where(np.array(code) == 1, 10.0, 0.0),
    )


def lift(customers: Drawn, **changes):
    return measure_lift("all", phrase("All"), customers, ReviewSettings(**changes), 30, looked_quantile(1, 6))


def test_a_clear_difference_helps_with_newcombes_interval():
    found = lift(drawn(320, 400, 60, 100))
    assert (found.low, found.high) == pytest.approx(difference_interval(0.8, 400, 0.6, 100))
    assert found.verdict == "helps"
    assert found.difference == pytest.approx(found.contact.share - found.holdout.share)
    assert found.save_share == pytest.approx(0.5)
    assert EN(found.reason).startswith(
        "It helps: 80.0\u202f% of 400 handed out were kept, 60.0\u202f% of 100"
    )
    assert found.looked_low < found.low
    assert found.looked_high > found.high
    assert found.money is not None
    assert found.money.difference == pytest.approx(2.0)


def test_the_other_way_round_it_harms():
    assert lift(drawn(240, 400, 80, 100)).verdict == "harms"


def test_no_effect_leaves_no_room_for_one_that_matters():
    found = lift(drawn(30_000, 50_000, 30_000, 50_000))
    assert found.verdict == "no_effect"
    assert "below 5.0 points" in EN(found.reason)
    # The same difference is too small to tell where half a point would matter.
    assert lift(drawn(30_000, 50_000, 30_000, 50_000), smallest_lift=0.005).verdict == "too_small"


def test_too_small_says_how_many_weeks_more():
    found = lift(drawn(630, 1_000, 244, 400))
    assert found.verdict == "too_small"
    assert found.customers_needed is not None
    assert found.weeks_needed is not None
    assert f"About {found.weeks_needed} more weeks" in EN(found.reason)
    assert found.effect == pytest.approx(0.05)
    small = lift(drawn(65, 100, 24, 40))
    assert small.weeks_needed is not None
    assert small.weeks_needed > 52
    assert "more than a year" in EN(small.reason)


def test_a_handful_of_customers_is_no_guide_to_the_effect():
    found = lift(drawn(5, 5, 0, 5))
    assert found.verdict == "too_small"
    assert found.effect == pytest.approx(0.05)


def test_open_customers_count_for_nothing_but_are_told():
    waiting = lift(drawn(0, 0, 0, 0, n_open=12))
    assert (waiting.contact.n, waiting.contact.open) == (0, 12)
    assert math.isnan(waiting.difference)
    assert "customers waiting: 12" in EN(waiting.reason)


def test_without_a_holdout_nothing_is_told_but_the_share():
    found = lift(drawn(30, 50, 0, 0))
    assert found.verdict == "too_small"
    assert found.contact.share == 0.6
    assert math.isnan(found.low)
    assert "held out" in EN(found.reason)


def test_those_contacted_are_told_beside_and_never_as_the_effect():
    found = lift(drawn(320, 400, 60, 100))
    assert (found.contacted_n, found.contacted_kept) == (200, 160)
    assert found.contacted_share == pytest.approx(0.8)


def test_strata_are_lists_and_tiers():
    codes = strata_of(np.array([0, 0, 1, 1, 0]), np.array([0, 2, 0, -1, 0], dtype=np.int8))
    assert codes.tolist() == [0, 1, 3, 2, 0]
    assert strata_of(np.zeros(0, np.int64), np.zeros(0, np.int8)).tolist() == []
