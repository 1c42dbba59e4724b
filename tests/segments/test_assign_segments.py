"""All segments together, for every kind of data."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.segments.assign_segments import assign_segments
from tests.forecast.builders import customer_data, shop


def assigned(data):
    n = data.n_customers
    value = SimpleNamespace(lifetime_value=np.full(n, np.nan))
    health = SimpleNamespace(score=np.full(n, np.nan))
    return assign_segments(data, order_book(data), value, health, AnalysisSettings())


def test_every_customer_of_a_shop_has_all_segments():
    found = assigned(shop(n=300))
    assert found.tier_basis == "revenue"
    for codes in (found.value_tier, found.stage, found.rfm_group):
        assert codes.shape == (300,)
        assert (codes >= 0).all()
    np.testing.assert_array_equal(found.value_tier == 0, found.tier_value >= found.tier_cuts[0])


def test_a_bare_customer_table_has_none_and_fails_at_nothing():
    found = assigned(customer_data(customers=pd.DataFrame({"region": ["a", "b"]})))
    for codes in (found.value_tier, found.stage, found.rfm_group, found.loyalty_tier):
        assert codes.tolist() == [-1, -1]


def test_no_customer_at_all():
    data = customer_data(customers=pd.DataFrame({"region": []}))
    assert assigned(data).value_tier.shape == (0,)


def test_one_customer_with_one_order():
    table = shop(n=1)
    assert assigned(table).value_tier.tolist() == [0]
