"""Round numbers beside an axis, labels apart, hatches inside their boxes, lines that fit."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.charts.scales import Scale, round_step, ticks_around_zero, ticks_from_zero


def test_a_scale_maps_both_ends():
    scale = Scale(0.0, 10.0, 100.0, 0.0)
    assert (scale(0.0), scale(10.0)) == (100.0, 0.0)
    np.testing.assert_allclose(scale([2.5, 5.0]), [75.0, 50.0])


@given(st.floats(1e-3, 1e9), st.integers(1, 8))
def test_ticks_reach_the_highest_value_in_few_round_steps(high, most):
    ticks = ticks_from_zero(high, most)
    assert ticks[0] == 0
    assert ticks[-1] >= high * (1 - 1e-9)
    assert 2 <= len(ticks) <= most + 2
    assert round_step(high, most) > 0


def test_counts_have_whole_ticks():
    assert ticks_from_zero(1, 4, whole=True).tolist() == [0.0, 1.0]


def test_ticks_below_zero_hold_the_zero():
    assert ticks_around_zero(-30.0, 55.0, 4).tolist() == [-50.0, -25.0, 0.0, 25.0, 50.0, 75.0]
    assert ticks_around_zero(-3.0, -1.0, 3, whole=True).tolist() == [-3.0, -2.0, -1.0, 0.0]
    assert ticks_around_zero(2.0, 9.0, 3).tolist() == ticks_from_zero(9.0, 3).tolist()
