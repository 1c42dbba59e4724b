"""Filters: whom each lets pass, against plain NumPy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from retention_desk.desktop.filters import (
    Filter,
    band_filter,
    chosen_filter,
    column_label,
    customer_mask,
    loyalty_filter,
    rfm_cell_filter,
    rfm_filter,
    stage_filter,
    tier_filter,
    with_filter,
)
from retention_desk.foundation.vocabulary import BANDS, RFM_GROUPS, STAGES, VALUE_TIERS
from retention_desk.foundation.wording import Words, phrase
from tests.desktop.factory import make_analysis


@pytest.fixture(scope="module")
def analysis():
    made = make_analysis(150)
    features = pd.DataFrame(index=made.data.customer_ids)
    features["wholesale"] = pd.array(([True, False, None] * 50), dtype="boolean")
    features["seats"] = np.where(np.arange(150) % 5 == 0, np.nan, np.arange(150) % 4)
    return replace(made, data=replace(made.data, features=features))


def test_each_filter_lets_pass_whose_code_it_is(analysis):
    segments = analysis.segments
    cases = [
        (band_filter("watch"), analysis.health.band == 1),
        (tier_filter("high"), segments.value_tier == 0),
        (stage_filter("at_risk"), segments.stage == 3),
        (rfm_filter("loyal"), segments.rfm_group == list(RFM_GROUPS).index("loyal")),
        (rfm_cell_filter(5, 2), (segments.recency == 5) & (segments.frequency == 2)),
        (loyalty_filter("Gold"), segments.loyalty_tier == 2),
        (Filter("region", "France", phrase("x")), (analysis.data.customers["region"] == "France").to_numpy()),
    ]
    for item, expected in cases:
        assert 0 < expected.sum() < 150, item
        assert np.array_equal(customer_mask(analysis, [item]), expected), item


def test_all_filters_have_to_be_passed(analysis):
    both = customer_mask(analysis, [band_filter("risk"), tier_filter("general")])
    expected = (analysis.health.band == 0) & (analysis.segments.value_tier == 2)
    assert np.array_equal(both, expected)
    assert customer_mask(analysis, []).all()


def test_parts_of_a_code_share_out_the_customers(analysis):
    """Nobody is in two bands, and who has no score is in none."""
    passed = sum(customer_mask(analysis, [band_filter(band)]).astype(int) for band in BANDS)
    assert np.array_equal(passed, np.isfinite(analysis.health.score).astype(int))
    for make, names in ((tier_filter, VALUE_TIERS), (stage_filter, STAGES)):
        assert sum(customer_mask(analysis, [make(name)]).sum() for name in names) == 150


def test_the_unknown_passes_no_filter(analysis):
    wholesale = customer_mask(analysis, [Filter("wholesale", True, phrase("x"))])
    assert np.flatnonzero(wholesale).tolist() == list(range(0, 150, 3))
    no_seats = customer_mask(analysis, [Filter("seats", 0.0, phrase("x"))])
    assert not no_seats[np.isnan(analysis.data.features["seats"])].any()
    assert no_seats.sum() == 30  # every fourth, but for each fifth of these


def test_what_is_no_longer_there_lets_nobody_or_everybody_pass(analysis):
    assert not customer_mask(analysis, [loyalty_filter("Platinum")]).any()
    assert customer_mask(analysis, [Filter("a column of the last file", 1, phrase("x"))]).all()
    stale = chosen_filter("moved", [0, 3, 9_999], phrase("x"))
    assert np.flatnonzero(customer_mask(analysis, [stale])).tolist() == [0, 3]


def test_one_filter_a_column_and_the_same_again_takes_it_off():
    filters = with_filter((), band_filter("risk"))
    filters = with_filter(filters, tier_filter("high"))
    filters = with_filter(filters, band_filter("watch"))
    assert [item.value for item in filters] == ["high", "watch"]
    assert with_filter(filters, band_filter("watch")) == (tier_filter("high"),)
    moved = chosen_filter("moved", np.array([4, 2]), phrase("x"))
    assert with_filter((moved,), chosen_filter("moved", [4, 2], phrase("x"))) == ()


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_chips_name_what_they_hold(language):
    words = Words(language)
    assert words(VALUE_TIERS["high"]) in words(tier_filter("high").text)
    assert words(BANDS["risk"]) in words(band_filter("risk").text)
    assert "金星" in words(loyalty_filter("金星").text)
    cell = words(rfm_cell_filter(4, 2).text)
    assert cell.index("4") < cell.index("2")
    assert (language == "en") == ("recency" in cell)


def test_known_columns_are_named_in_the_language_and_others_as_they_stand():
    region = column_label("region")
    assert (Words("en")(region), Words("zh_CN")(region)) == ("Region", "地区")
    assert column_label("客户来源") == "客户来源"
