"""Save shares learned from the lists."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.lift_results import PlayFacts
from retention_desk.foundation.settings_sections import ReviewSettings
from retention_desk.foundation.wording import Words, phrase
from retention_desk.review.learn_saves import learn_saves
from tests.review.test_measure_lift import drawn, lift

EN = Words("en")


def learned(found, assumed=0.2):
    facts = {"all": PlayFacts(phrase("Call"), assumed)}
    return learn_saves([found], facts, ReviewSettings())[0]


def test_many_customers_teach_and_few_hardly_do():
    much, little = learned(lift(drawn(3_200, 4_000, 600, 1_000))), learned(lift(drawn(16, 20, 15, 25)))
    assert much.measured == pytest.approx(0.5)
    assert much.shrunk == pytest.approx(0.5, abs=0.02)
    assert 0.2 < little.shrunk < 0.5
    assert abs(little.shrunk - 0.2) < abs(little.shrunk - 0.5)
    assert much.is_offered
    assert "50.0\u202f% were kept" in EN(much.reason)


def test_a_group_too_small_is_not_offered():
    found = learned(lift(drawn(5, 8, 2, 5)))
    assert not found.is_offered
    assert "too few to learn from" in EN(found.reason)


def test_without_a_holdout_the_assumed_share_stays():
    found = learned(lift(drawn(30, 50, 0, 0)), 0.15)
    assert (found.shrunk, found.is_offered) == (0.15, False)


def test_plays_of_unknown_assumption_teach_nothing():
    assert learn_saves([replace(lift(drawn(30, 50, 10, 20)), key="old")], {}, ReviewSettings()) == ()


@given(st.integers(1, 60), st.integers(0, 60), st.integers(1, 60), st.integers(0, 60), st.floats(0, 1))
def test_what_is_offered_is_a_share_on_the_way_from_assumed_to_measured(n, kept, held, held_kept, assumed):
    found = learned(lift(drawn(min(kept, n), n, min(held_kept, held), held)), assumed)
    assert 0 <= found.shrunk <= 1
    if found.is_offered:
        low, high = sorted((max(found.measured, 0.0), assumed))
        assert low - 1e-9 <= found.shrunk <= high + 1e-9
