"""Columns on offer, and the groups that are made of several rows: first product, latest plan, cohort."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings, GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.split_columns import grouping, split_columns
from tests.charts.builders import analysis
from tests.forecast.builders import customer_data, orders_table
from tests.metrics.builders import everything

ALL = AnalysisSettings(general=GeneralSettings(period="month"), figures=FigureSettings(fewest_customers=1))


def context_of(data, settings=ALL):
    return MetricContext(data, order_book(data), settings)


def shown(groups):
    return [groups.keys[code] for code in groups.codes]


def test_every_kind_of_column_is_offered_with_a_name():
    keys = [column.key for column in split_columns(context_of(everything()))]
    assert keys == [
        "customers.region", "customers.churn_reason", "features.size", "features.vip", "subscriptions.plan",
        "cohort", "first.product", "first.category", "orders.product", "orders.category",
    ]  # fmt: skip
    for column in split_columns(context_of(everything())):
        assert Words("zh_CN")(column.label)


def test_segments_are_offered_when_there_are_any():
    made = analysis()
    context = context_of(made.data)
    keys = {column.key for column in split_columns(context, made.segments)}
    assert {"segments.value_tier", "segments.stage", "segments.rfm_group"} <= keys
    groups = grouping(context, "segments.value_tier", made.segments)
    assert groups.keys == ("high", "potential", "general")
    np.testing.assert_array_equal(groups.codes, made.segments.value_tier)


def test_the_first_product_is_that_of_the_first_purchase():
    orders = orders_table([0, 0, 1, 1, 2], [9, 3, 5, 6, 4], [1.0, 1.0, -1.0, 1.0, -1.0])
    orders["product"] = pd.Categorical(["late", "early", "returned", "bought", "returned"])
    groups = grouping(context_of(customer_data(events={"orders": orders})), "first.product")
    assert shown(groups) == ["early", "bought", "_unknown"]


def test_the_plan_is_of_the_subscription_that_runs_or_began_last():
    table = pd.DataFrame(
        {
            "customer": [0, 0, 1, 1],
            "started_on": pd.to_datetime(["2023-01-01", "2023-02-01", "2023-01-01", "2023-03-01"]),
            "ended_on": pd.to_datetime([None, "2023-05-01", "2023-02-01", "2023-04-01"]),
            "mrr": 1.0,
            "plan": pd.Categorical(["runs", "ended", "ended", "runs"]),
        }
    )
    data = customer_data(events={"subscriptions": table}, as_of=dt.date(2023, 6, 1))
    assert shown(grouping(context_of(data), "subscriptions.plan")) == ["runs", "runs"]


def test_cohorts_are_periods_of_the_beginning():
    data = customer_data(events={"orders": orders_table([0, 1, 2], [0, 31, 33], [1.0, 1.0, 1.0])})
    assert shown(grouping(context_of(data), "cohort")) == ["2023-01-01", "2023-02-01", "2023-02-01"]


def test_an_unknown_column_has_no_groups():
    assert grouping(context_of(everything()), "customers.nothing") is None
