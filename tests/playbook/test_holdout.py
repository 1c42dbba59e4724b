"""Chances depend on the customer, the seed and the purpose, and on nothing else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.settings_sections import HoldoutSettings
from retention_desk.playbook.holdout import Draws, chances, held_out, wave_chances, wave_names

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


def draw(share, shares=None, tiers=-1):
    settings = HoldoutSettings(share=share, shares=shares or {})
    return held_out(chances(IDS, 5, "holdout"), np.broadcast_to(np.int8(tiers), len(IDS)), settings)


def test_a_larger_share_holds_out_the_same_and_more():
    small, large = draw(0.1), draw(0.2)
    assert small.mean() == pytest.approx(0.1, abs=0.01)
    assert (large | ~small).all()
    assert not draw(0.0).any()


def test_each_tier_has_its_share():
    tiers = np.arange(len(IDS), dtype=np.int8) % 4 - 1
    held = held_out(
        chances(IDS, 5, "holdout"), tiers, HoldoutSettings(share=0.05, shares={"high": 0.3, "general": 0.0})
    )
    shares = [held[tiers == tier].mean() for tier in (-1, 0, 1, 2)]
    assert shares == pytest.approx([0.05, 0.3, 0.05, 0.0], abs=0.015)


def test_waves_are_named_by_their_ends():
    drawn = chances(IDS[:500], 2, "wave")
    expected = ["pilot" if x < 0.2 else "part" if x < 0.5 else "all" for x in drawn]
    assert wave_names(drawn) == expected


def test_every_play_has_a_pilot_of_its_own_that_stays():
    draws = Draws(pd.Index(IDS), 4)
    one, other = (wave_chances(draws.wave, key, draws.seed) for key in ("a", "b"))
    assert ((one >= 0) & (one < 1)).all()
    assert (one < 0.2).mean() == pytest.approx(0.2, abs=0.01)
    assert ((one < 0.2) & (other < 0.2)).mean() < 0.1
    few = wave_chances(Draws(pd.Index(IDS[100:300]), 4).wave, "a", 4)
    assert few.tolist() == one[100:300].tolist()


def test_the_draws_are_those_of_their_seed():
    draws = Draws(pd.Index(IDS[:50]), 8)
    assert draws.holdout.tolist() == chances(IDS[:50], 8, "holdout").tolist()
