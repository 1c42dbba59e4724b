"""Ticks of an axis of counts: round, whole, few."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.desktop.widgets.axes import nice_step


@pytest.mark.parametrize(
    ("most", "step"),
    [(0, 1), (2, 1), (3, 1), (4, 2), (7, 5), (30, 10), (43, 15), (55, 20), (70, 25), (110, 50), (4000, 1500)],
)
def test_three_steps_reach_the_longest_bar(most, step):
    assert nice_step(most, 3) == step


@given(st.integers(0, 10**7), st.integers(2, 8))
def test_ticks_stand_on_whole_numbers_are_few_and_reach_the_top(most, steps):
    step = nice_step(most, steps)
    assert step == int(step) >= 1, "half a customer has no tick"
    assert math.ceil(most / step) <= steps
    assert step <= 2.5 * max(most / steps, 1), "the longest bar fills the height"
