"""Chances depend on the customer, the seed and the purpose, and on nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.playbook.holdout import chances, is_held_out, waves

IDS = [f"客户-{i}" for i in range(20_000)]


@given(st.lists(st.text(max_size=8), max_size=20), st.integers(0, 9))
def test_chances_lie_in_their_range_and_do_not_depend_on_the_others(ids, seed):
    drawn = chances(ids, seed, "holdout")
    assert ((drawn >= 0) & (drawn < 1)).all()
    assert [chances([name], seed, "holdout")[0] for name in ids] == drawn.tolist()


def test_the_draw_is_the_same_on_every_machine():
    assert chances(["C-17"], 1, "holdout")[0] == pytest.approx(0.7293485, abs=1e-7)


def test_chances_are_even_and_purposes_independent():
    drawn = chances(IDS, 3, "holdout")
    counts = np.histogram(drawn, bins=10, range=(0, 1))[0]
    assert ((counts - 2000) ** 2 / 2000).sum() < 27.9  # chi-square, 9 degrees of freedom, 0.1 %
    assert abs(np.corrcoef(drawn, chances(IDS, 3, "wave"))[0, 1]) < 0.03
    assert abs(np.corrcoef(drawn, chances(IDS, 4, "holdout"))[0, 1]) < 0.03


def test_a_larger_share_holds_out_the_same_and_more():
    small, large = is_held_out(IDS, 0.1, 5), is_held_out(IDS, 0.2, 5)
    assert small.mean() == pytest.approx(0.1, abs=0.01)
    assert (large | ~small).all()
    assert not is_held_out(IDS, 0.0, 5).any()


def test_waves_are_named_by_their_ends():
    drawn = chances(IDS[:500], 2, "wave")
    expected = ["pilot" if x < 0.2 else "part" if x < 0.5 else "all" for x in drawn]
    assert waves(IDS[:500], 2) == expected
