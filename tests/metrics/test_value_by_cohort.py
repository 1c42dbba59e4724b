"""Value by cohort against plain pandas."""

from __future__ import annotations

import numpy as np
import pandas as pd

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings, GeneralSettings, ValueSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.value_by_cohort import value_by_cohort
from tests.forecast.builders import customer_data, shop

MONTHLY = AnalysisSettings(
    general=GeneralSettings(period="month"), value=ValueSettings(acquisition_cost=20.0)
)


def test_means_are_those_of_pandas():
    data = shop(n=120)
    worth = np.random.default_rng(0).gamma(2.0, 30.0, 120)
    worth[::7] = np.nan
    found = value_by_cohort(MetricContext(data, order_book(data), MONTHLY), worth)
    orders = data.events["orders"]
    by = orders.groupby("customer").agg(first=("ordered_on", "min"), spent=("amount", "sum"))
    by["worth"] = worth[by.index]
    expected = by.groupby(by["first"].dt.to_period("M")).agg(
        size=("spent", "size"), spent=("spent", "mean"), worth=("worth", "mean")
    )
    expected = expected.reindex(pd.period_range(expected.index.min(), expected.index.max(), freq="M"))
    np.testing.assert_array_equal(found.size, expected["size"].fillna(0))
    np.testing.assert_allclose(found.revenue_amount, expected["spent"])
    np.testing.assert_allclose(found.lifetime_amount, expected["worth"])
    np.testing.assert_allclose(found.ltv_cac, expected["worth"] / 20)


def test_without_dates_there_are_no_cohorts():
    data = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert value_by_cohort(MetricContext(data, None, MONTHLY), np.ones(1)) is None
