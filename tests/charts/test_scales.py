"""Round numbers beside an axis, labels apart, hatches inside their boxes, lines that fit."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.charts.axes import spread
from retention_desk.charts.canvas import _diagonals, wrapped
from retention_desk.charts.scales import Scale, round_step, ticks_from_zero
from retention_desk.charts.share_words import share_in_words
from retention_desk.charts.style import Look
from retention_desk.foundation.wording import Words


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


@given(st.lists(st.floats(0, 200), min_size=1, max_size=6))
def test_labels_are_kept_apart(wanted):
    placed = sorted(spread(wanted, 16.0, 0.0, 200.0))
    assert all(b - a >= 16.0 - 1e-9 for a, b in itertools.pairwise(placed))
    assert placed[0] >= 0


@given(st.floats(0, 50), st.floats(0, 50), st.floats(1, 80), st.floats(1, 40))
def test_hatches_stay_in_their_box(x, y, width, height):
    for x0, y0, x1, y1 in _diagonals(x, y, x + width, y + height, spacing=5.0):
        assert x - 1e-6 <= min(x0, x1)
        assert max(x0, x1) <= x + width + 1e-6
        assert y - 1e-6 <= min(y0, y1)
        assert max(y0, y1) <= y + height + 1e-6
        assert x1 - x0 == pytest.approx(y0 - y1)


def test_long_texts_break_after_a_dot_or_between_words():
    look = Look()
    text = "Customers active at the end of each quarter, last 90 days · n = 2,151 in 2011-Q3"
    lines = wrapped(text, 400, look, "caption")
    assert lines == ["Customers active at the end of each quarter, last 90 days", "n = 2,151 in 2011-Q3"]
    assert all(look.text_width(line) <= 150 for line in wrapped(text, 150, look, "caption"))


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.334, "A third"),
        (0.367, "More than a third"),
        (0.31, "Nearly a third"),
        (0.607, "Six in ten"),
        (0.02, "2.0\u202f%"),
    ],
)
def test_shares_in_words(share, said):
    assert share_in_words(share, Words("en")) == said
