"""Two groups compared within strata."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.intervals import difference_interval
from retention_desk.review.stratified import compare_strata


def customers(cells: list[tuple[int, int, int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return customers of strata given as (kept, all) of the first and of the second group."""
    kept, first, stratum = [], [], []
    for place, (x1, n1, x2, n2) in enumerate(cells):
        kept += [True] * x1 + [False] * (n1 - x1) + [True] * x2 + [False] * (n2 - x2)
        first += [True] * n1 + [False] * n2
        stratum += [place] * (n1 + n2)
    return np.array(kept, bool), np.array(first, bool), np.array(stratum, np.int64)


def test_one_stratum_is_the_plain_comparison():
    found = compare_strata(*customers([(56, 70, 48, 80)]))
    assert found.difference == pytest.approx(0.2)
    assert (found.first_number, found.second_number) == pytest.approx((70, 80))
    assert found.interval() == pytest.approx(difference_interval(0.8, 70, 0.6, 80))


def test_the_difference_is_that_of_mantel_and_haenszel():
    # Σ (x₁n₂ − x₂n₁) ÷ N over Σ n₁n₂ ÷ N, by hand: (8·20 − 5·10)/30 + (2·30 − 3·20)/50 over 200/30 + 600/50
    found = compare_strata(*customers([(8, 10, 5, 20), (2, 20, 3, 30)]))
    by_hand = ((8 * 20 - 5 * 10) / 30 + (2 * 30 - 3 * 20) / 50) / (200 / 30 + 600 / 50)
    assert found.difference == pytest.approx(by_hand)


def test_strata_keep_apart_what_the_sum_mixes_up():
    # Within each stratum nothing differs; the first group is mostly in the good one.
    found = compare_strata(*customers([(90, 100, 9, 10), (1, 10, 10, 100)]))
    assert found.difference == pytest.approx(0.0)
    assert 91 / 110 - 19 / 110 > 0.6


def test_strata_with_one_group_say_nothing():
    alone = compare_strata(*customers([(3, 5, 0, 0), (0, 0, 2, 5)]))
    assert not alone.is_known
    assert math.isnan(alone.difference)
    assert all(map(math.isnan, alone.interval()))
    assert compare_strata(*customers([(3, 5, 1, 5), (9, 9, 0, 0)])).difference == pytest.approx(0.4)


cell = st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)).map(
    lambda c: (min(c[0], c[1]), c[1], min(c[2], c[3]), c[3])
)


@given(st.lists(cell, min_size=1, max_size=6))
def test_changing_sides_changes_the_sign(cells):
    kept, first, stratum = customers(cells)
    one, other = compare_strata(kept, first, stratum), compare_strata(kept, ~first, stratum)
    if one.is_known:
        low, high = one.interval()
        assert other.difference == pytest.approx(-one.difference)
        assert other.interval() == pytest.approx((-high, -low))
        assert low - 1e-9 <= one.difference <= high + 1e-9


@pytest.mark.parametrize("lift", [0.0, 0.15])
def test_intervals_of_many_small_lists_cover_the_truth(lift):
    """Coverage over many draws of weekly lists with a small holdout and tiers that differ widely."""
    draw = np.random.default_rng(42)
    base = np.array([0.15, 0.4, 0.7])
    draws, covered, sizes = 600, 0, []
    for _ in range(draws):
        n = 16 * 36
        stratum = np.arange(n) // 12  # sixteen lists of three tiers
        first = draw.random(n) >= 0.2
        share = base[stratum % 3] + np.where(first, lift, 0.0)
        kept = draw.random(n) < share
        low, high = compare_strata(kept, first, stratum).interval()
        covered += low <= lift <= high
        sizes.append(high - low)
    assert covered / draws >= 0.94
    assert np.mean(sizes) < 0.24  # nor does it cover by being useless
