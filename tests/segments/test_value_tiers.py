"""Value tiers: shares, amounts, ties, and what they are cut by."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.settings_sections import SegmentSettings
from retention_desk.segments.value_tiers import GENERAL, HIGH, POTENTIAL, tier_values, value_tiers
from tests.forecast.builders import customer_data

amounts = st.lists(st.one_of(st.just(float("nan")), st.integers(0, 20).map(float)), max_size=60)


def test_a_fifth_is_high_and_three_tenths_are_potential():
    codes, cuts = value_tiers(np.arange(10.0), SegmentSettings())
    assert codes.tolist() == [GENERAL] * 5 + [POTENTIAL] * 3 + [HIGH] * 2
    assert cuts == (8.0, 5.0)


def test_the_sizes_round_up():
    codes, _ = value_tiers(np.arange(5_878.0), SegmentSettings())
    assert [(codes == tier).sum() for tier in (HIGH, POTENTIAL, GENERAL)] == [1_176, 1_763, 2_939]


def test_ties_go_to_the_better_tier_together():
    codes, cuts = value_tiers(np.array([9.0, 5.0, 5.0, 5.0, 1.0]), SegmentSettings(high_share=0.4))
    assert codes.tolist() == [HIGH, HIGH, HIGH, HIGH, GENERAL]
    assert cuts[0] == 5.0


def test_amounts_take_the_place_of_shares_and_a_value_on_one_is_in():
    settings = SegmentSettings(high_amount=100.0, potential_amount=40.0)
    assert value_tiers(np.array([100.0, 99.9, 40.0, 39.0]), settings)[0].tolist() == [
        HIGH, POTENTIAL, POTENTIAL, GENERAL,
    ]  # fmt: skip


@given(amounts, st.floats(0, 1), st.floats(0, 1))
def test_tiers_partition_the_known_and_follow_the_value(values, high, potential):
    values = np.array(values, dtype=float)
    codes, (high_cut, potential_cut) = value_tiers(
        values, SegmentSettings(high_share=high, potential_share=potential)
    )
    known = np.isfinite(values)
    assert set(codes[~known].tolist()) <= {-1}
    assert set(codes[known].tolist()) <= {HIGH, POTENTIAL, GENERAL}
    if known.any():
        assert (values[codes == HIGH] >= high_cut).all()
        assert (values[codes == POTENTIAL] < high_cut).all()
        assert (values[codes == POTENTIAL] >= potential_cut).all()
        order = np.argsort(-values[known], kind="stable")
        assert (np.diff(codes[known][order]) >= 0).all()


@pytest.mark.parametrize(
    ("lifetime", "book", "basis"),
    [
        ([1.0, np.nan], None, "lifetime_value"),
        ([np.nan, np.nan], SimpleNamespace(net_total=np.array([3.0, 0.0])), "revenue"),
        ([np.nan, np.nan], None, "mrr"),
    ],
)
def test_the_first_known_basis_is_taken(lifetime, book, basis):
    data = customer_data(customers=pd.DataFrame({"mrr": [20.0, np.nan]}))
    value = SimpleNamespace(lifetime_value=np.array(lifetime))
    health = SimpleNamespace(score=np.array([50.0, 60.0]))
    assert tier_values(data, book, value, health, SegmentSettings())[0] == basis
