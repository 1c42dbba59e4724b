"""Loyalty tiers: thresholds set or found, and the distance to the next."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings_sections import SegmentSettings
from retention_desk.segments.loyalty import DEFAULT_NAMES, loyalty_tiers, round_amount
from tests.forecast.builders import EPOCH, customer_data, orders_table


def spend(amounts, days, settings):
    table = orders_table(range(len(amounts)), days, amounts)
    data = customer_data(events={"orders": table}, as_of=EPOCH + dt.timedelta(days=400))
    return loyalty_tiers(data, order_book(data), settings)


def test_a_value_on_a_threshold_takes_the_better_tier_and_the_top_has_no_next():
    tiers = {"gold": 500.0, "silver": 100.0}
    found = spend([99.0, 100.0, 499.0, 500.0], [399] * 4, SegmentSettings(loyalty_tiers=tiers))
    assert found.names == ("silver", "gold")
    assert found.tier.tolist() == [-1, 0, 0, 1]
    np.testing.assert_allclose(found.distance, [1.0, 400.0, 1.0, np.nan])


def test_only_the_last_365_days_count():
    found = spend([100.0, 100.0], [400 - 365, 400 - 364], SegmentSettings(loyalty_tiers={"a": 100.0}))
    assert found.spend.tolist() == [0.0, 100.0]
    assert found.tier.tolist() == [-1, 0]


def test_without_tiers_three_round_ones_are_found():
    found = spend(list(np.linspace(1, 1000, 200)), [399] * 200, SegmentSettings())
    assert found.names == DEFAULT_NAMES
    assert found.thresholds == (500.0, 800.0, 1000.0)


def test_points_decide_when_asked():
    data = customer_data(customers=pd.DataFrame({"points": [10.0, np.nan, 60.0]}))
    settings = SegmentSettings(loyalty_by="points", loyalty_tiers={"a": 50.0})
    assert loyalty_tiers(data, None, settings).tier.tolist() == [-1, -1, 0]


def test_without_spend_there_are_no_tiers():
    data = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    found = loyalty_tiers(data, None, SegmentSettings())
    assert found.names == ()
    assert found.tier.tolist() == [-1]


@given(st.floats(0.01, 1e9))
def test_round_amounts_are_near_and_stay_round(amount):
    rounded = round_amount(amount)
    assert rounded == pytest.approx(amount, rel=0.26)
    assert round_amount(rounded) == pytest.approx(rounded)
