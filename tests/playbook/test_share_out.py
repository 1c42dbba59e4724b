"""Turns are even, fill up what was behind, and stay as they are when there are more."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.playbook.share_out import fair_turns

LOADS = st.lists(st.integers(0, 30), min_size=1, max_size=8)


def by_hand(loads, n):
    """Give each turn to the first of those who had the fewest."""
    had, turns = list(loads), []
    for _ in range(n):
        who = had.index(min(had))
        had[who] += 1
        turns.append(who)
    return turns


@given(LOADS, st.integers(0, 100))
def test_each_turn_goes_to_one_who_had_the_fewest(loads, n):
    assert fair_turns(loads, n).tolist() == by_hand(loads, n)


@given(LOADS, st.integers(0, 100), st.integers(0, 2**31 - 1))
def test_by_chance_it_is_as_even(loads, n, seed):
    had = np.array(loads)
    for who in fair_turns(loads, n, seed):
        assert had[who] == had.min()
        had[who] += 1


@given(LOADS, st.integers(0, 60), st.integers(0, 60), st.one_of(st.none(), st.integers(0, 9)))
def test_more_turns_leave_the_earlier_ones_as_they_are(loads, few, more, seed):
    long = fair_turns(loads, few + more, seed)
    assert fair_turns(loads, few, seed).tolist() == long[:few].tolist()


def test_blocks_are_drawn_evenly_and_the_same_on_every_machine():
    assert fair_turns([0, 0, 0], 9, 7).tolist() == fair_turns([5, 5, 5], 9, 7).tolist()
    first = np.array([fair_turns([0] * 4, 4, seed) for seed in range(4000)])
    counts = np.array([[(first[:, place] == who).sum() for who in range(4)] for place in range(4)])
    assert np.abs(counts - 1000).max() < 130  # four standard deviations


def test_nobody_has_no_turns():
    assert fair_turns([], 5).tolist() == []
    assert fair_turns([1, 2], 0).tolist() == []
