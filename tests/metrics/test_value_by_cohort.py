"""Value by cohort against plain pandas."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings, ValueSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.value_by_cohort import value_by_cohort
from tests.forecast.builders import customer_data, shop
from tests.metrics.builders import everything

MONTHLY = AnalysisSettings(
    general=GeneralSettings(period="month"), value=ValueSettings(acquisition_cost=20.0, margin_share=0.4)
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
    np.testing.assert_allclose(found.earned_amount, expected["spent"] * 0.4)
    by["whole"] = by["spent"] * 0.4 + by["worth"]
    whole = by.groupby(by["first"].dt.to_period("M"))["whole"].mean().reindex(expected.index)
    np.testing.assert_allclose(found.ltv_cac, whole / 20)
    assert found.ltv_cac_all == by["whole"].mean() / 20
    assert found.earned_all == pytest.approx(by["spent"].mean() * 0.4)
    assert found.lifetime_all == pytest.approx(by["worth"].mean())


def test_subscriptions_have_brought_what_they_ran():
    data = everything(business="subscription")
    data = replace(data, events=MappingProxyType({"subscriptions": data.events["subscriptions"]}))
    found = value_by_cohort(MetricContext(data, None, MONTHLY), np.full(data.n_customers, 10.0))
    table = data.events["subscriptions"]
    day = pd.Timestamp(data.as_of) + pd.Timedelta(days=1)
    end = table["ended_on"].fillna(day).clip(upper=day)
    run = (end - table["started_on"]).dt.days.clip(lower=0) / (365.25 / 12) * table["mrr"]
    spent = run.groupby(table["customer"]).sum().reindex(range(data.n_customers), fill_value=0.0)
    first = table.groupby("customer")["started_on"].min()
    expected = spent[first.index].groupby(first.dt.to_period("M")).mean()
    known = np.isfinite(found.revenue_amount)
    np.testing.assert_allclose(found.revenue_amount[known], expected.to_numpy())


def test_without_a_cost_there_is_no_ratio():
    data = shop(n=40)
    found = value_by_cohort(MetricContext(data, order_book(data), AnalysisSettings()), np.ones(40))
    assert np.isnan(found.ltv_cac).all()
    assert np.isnan(found.ltv_cac_all)
    assert found.acquisition_cost is None


def test_without_dates_there_are_no_cohorts():
    data = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert value_by_cohort(MetricContext(data, None, MONTHLY), np.ones(1)) is None
