"""The cost of winning customers by channel, by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.metrics.acquisition import acquisition_costs, mean_cost
from retention_desk.metrics.context import MetricContext
from tests.forecast.builders import customer_data


def context(**value):
    table = pd.DataFrame({"channel": pd.Categorical(["Ads", "Ads", "Shop", None])})
    features = pd.DataFrame({"campaign": pd.Categorical(["a", "b", "b", "a"])})
    settings = AnalysisSettings()
    for key, given in value.items():
        settings = settings.with_value(f"value.{key}", given)
    return MetricContext(customer_data(customers=table, features=features), None, settings)


def test_without_a_cost_nothing_is_known():
    assert acquisition_costs(context()) is None
    assert mean_cost(context()) is None


def test_one_cost_holds_for_all_but_those_whose_channel_has_its_own():
    assert acquisition_costs(context(acquisition_cost=20.0)).tolist() == [20.0] * 4
    own = context(acquisition_cost=20.0, acquisition_costs={"Ads": 50.0})
    assert acquisition_costs(own).tolist() == [50.0, 50.0, 20.0, 20.0]
    assert mean_cost(own) == 35.0


def test_where_only_channels_have_a_cost_the_others_are_unknown():
    own = context(acquisition_costs={"Shop": 8.0})
    np.testing.assert_array_equal(acquisition_costs(own), [np.nan, np.nan, 8.0, np.nan])
    assert mean_cost(own) == 8.0


@pytest.mark.parametrize(("column", "mean"), [("features.campaign", 25.0), ("customers.nothing", None)])
def test_another_column_can_part_them(column, mean):
    own = context(acquisition_by=column, acquisition_costs={"a": 10.0, "b": 40.0})
    assert mean_cost(own) == mean
