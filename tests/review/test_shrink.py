"""Small groups are drawn towards the whole, by as much as the groups warrant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.review.shrink import MOST_WEIGHT, STATED_WEIGHT, shrink_shares

# Efron and Morris (1975), table 1: hits in the first 45 at bats of 18 players, and their averages of the season.
HITS = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])
SEASON = np.array([.346, .298, .276, .222, .273, .270, .263, .210, .269, .230, .264, .256, .303, .264, .226, .285, .316, .200])  # fmt: skip


def test_shrunk_averages_foretell_the_season_better_than_the_averages_themselves():
    shrunk, weight = shrink_shares(HITS, np.full(18, 45))
    own = ((HITS / 45 - SEASON) ** 2).sum()
    assert ((shrunk - SEASON) ** 2).sum() < 0.35 * own  # theirs: .022 against .077
    assert weight > 45


def test_the_weight_is_found_again():
    draw = np.random.default_rng(3)
    true = draw.beta(0.3 * 40, 0.7 * 40, 3_000)
    n = draw.integers(5, 80, 3_000)
    _, weight = shrink_shares(draw.binomial(n, true), n)
    assert weight == pytest.approx(40, rel=0.15)


def test_groups_that_differ_by_chance_alone_are_drawn_all_the_way():
    draw = np.random.default_rng(5)
    n = np.full(2_000, 30)
    shrunk, weight = shrink_shares(draw.binomial(n, 0.4), n)
    assert weight > 300
    assert np.ptp(shrunk) < 0.05  # without it: more than 0.5


def test_two_groups_are_mixed_with_the_stated_weight():
    shrunk, weight = shrink_shares([10, 0], [10, 10])
    assert weight == STATED_WEIGHT
    assert shrunk.tolist() == [(10 + 20 * 0.5) / 30, (0 + 20 * 0.5) / 30]


def test_nobody_is_known_of_nobody():
    shrunk, _ = shrink_shares([0, 0], [0, 0])
    assert np.isnan(shrunk).all()


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=8))
def test_shares_lie_between_their_own_and_that_of_all(groups):
    n = np.array([a + b for a, b in groups])
    kept = np.array([a for a, _ in groups])
    shrunk, weight = shrink_shares(kept, n)
    if not n.sum():
        return
    share = kept.sum() / n.sum()
    own = np.where(n > 0, kept / np.maximum(n, 1), share)
    assert (shrunk >= np.minimum(own, share) - 1e-9).all()
    assert (shrunk <= np.maximum(own, share) + 1e-9).all()
    assert 2 <= weight <= MOST_WEIGHT + 1
