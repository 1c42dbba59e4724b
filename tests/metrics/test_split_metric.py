"""Splits: groups are measured as plain pandas would, and add up to the whole."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.catalogue import load_catalogue
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import FigureSettings, GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics import kpis
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.kpi import Kpi
from retention_desk.metrics.split_columns import split_columns
from retention_desk.metrics.split_metric import split_metric, told
from tests.forecast.builders import EPOCH, customer_data, orders_table, pareto_histories
from tests.metrics.builders import everything

MONTHLY = AnalysisSettings(general=GeneralSettings(period="month"))


@cache
def made(seed=0):
    return everything(seed)


def of(key, column, data=None, settings=MONTHLY, **more):
    data = made() if data is None else data
    return split_metric(key, column, data, order_book(data), settings, **more)


def test_repurchase_by_region_is_what_pandas_counts():
    data = made()
    orders = data.events["orders"]
    bought = orders[orders["is_purchase"]].groupby("customer")["order"].nunique()
    table = pd.DataFrame({"region": data.customers["region"].astype(object).to_numpy()})
    table["orders"] = bought.reindex(range(data.n_customers)).fillna(0).to_numpy()
    expected = table.assign(twice=table["orders"] >= 2).groupby("region")["twice"].agg(["sum", "size"])
    split = of("repurchase_rate", "customers.region")
    for key, metric, n in zip(split.keys, split.metrics, split.customers, strict=True):
        if key in expected.index:
            assert (metric.numerator, metric.denominator) == tuple(expected.loc[key])
            assert n == expected.loc[key, "size"]
    assert split.keys[-1] == "_unknown"
    assert split.customers.sum() == data.n_customers


def test_retention_of_a_group_is_that_of_its_customers_alone():
    data = made()
    shop = AnalysisSettings(general=GeneralSettings(period="month", business_type="shop"))
    split = of("retention_rate", "customers.region", settings=shop)
    bought = data.events["orders"].query("is_purchase")[["customer", "ordered_on"]]
    used = data.events["activity"].rename(columns={"happened_on": "ordered_on"})[["customer", "ordered_on"]]
    orders = pd.concat([bought, used])
    end = pd.Timestamp(split.whole.period[1])
    start = pd.Timestamp(split.whole.period[0]) - pd.Timedelta(days=1)
    opening, closing = (
        set(orders.loc[orders["ordered_on"].between(day - pd.Timedelta(days=89), day), "customer"])
        for day in (start, end)
    )
    region = data.customers["region"].astype(object).to_numpy()
    for key, metric in zip(split.keys[:2], split.metrics[:2], strict=True):
        own = {c for c in opening if region[c] == key}
        assert (metric.numerator, metric.denominator) == (len(own & closing), len(own))


ADDING = [key for key, kpi in load_catalogue(kpis, Kpi).items() if kpi.adds is not None]


@pytest.mark.parametrize("column", ["customers.region", "features.size", "cohort", "first.product"])
@pytest.mark.parametrize("key", ADDING)
def test_groups_add_up_to_the_whole(key, column):
    key = "feature_adoption.reports" if key == "feature_adoption" else key
    split = of(key, column)
    assert split.missing is None, key
    if split.adds == "value":
        assert sum(m.value for m in split.metrics) == pytest.approx(split.whole.value, abs=1e-6)
        return
    for part in ("numerator", "denominator"):
        parts = sum(getattr(m, part) or 0 for m in split.metrics)
        assert parts == pytest.approx(getattr(split.whole, part), abs=1e-6), part


@given(seed=st.integers(0, 10_000), groups=st.integers(2, 9), shown=st.integers(2, 5))
def test_any_partition_of_customers_adds_up(seed, groups, shown):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(5, 60))
    customer, day = pareto_histories(n, 0.8, 40.0, 0.6, 80.0, 400, seed)
    amount = np.round(rng.gamma(2.0, 20.0, len(customer)), 2) * rng.choice([1, 1, 1, -1], len(customer))
    table = pd.DataFrame({"region": pd.Categorical(rng.choice([*"abcdefghi"[:groups], None], n))})
    data = customer_data(
        customers=table, events={"orders": orders_table(customer, day, amount)},
        as_of=EPOCH + dt.timedelta(days=400),
    )  # fmt: skip
    settings = AnalysisSettings(figures=FigureSettings(groups_shown=shown))
    for key in ("revenue_net", "retention_rate", "retention_rate_count", "arpu", "average_order_value"):
        split = of(key, "customers.region", data, settings)
        if split.missing is not None:
            continue
        assert split.customers.sum() == n
        assert len(split.keys) <= shown + 3
        if split.adds == "value":
            assert sum(m.value for m in split.metrics) == pytest.approx(split.whole.value, abs=1e-6)
        else:
            for part in ("numerator", "denominator"):
                total = sum(getattr(m, part) or 0 for m in split.metrics)
                assert total == pytest.approx(getattr(split.whole, part) or 0, abs=1e-6)


@pytest.mark.parametrize("column", ["orders.product", "orders.category"])
def test_revenue_by_product_adds_up_and_orders_count_in_each(column):
    data, name = made(), column.partition(".")[2]
    split = of("revenue_gross", column)
    lines = data.events["orders"].query("is_purchase")
    expected = lines.groupby(name, observed=True)["amount"].sum()
    for key, metric in zip(split.keys, split.metrics, strict=True):
        if key in expected.index:
            assert metric.value == pytest.approx(expected[key])
    assert sum(m.value for m in split.metrics) == pytest.approx(split.whole.value)
    orders = of("average_order_value", column)
    per_order = lines.groupby([name, "order"], observed=True)["amount"].sum().groupby(level=0, observed=True)
    for key, metric in zip(orders.keys, orders.metrics, strict=True):
        if key in expected.index and metric.value is not None:
            assert metric.value == pytest.approx(per_order.mean()[key])


def test_small_groups_are_joined_and_the_unknown_stand_alone():
    region = pd.Categorical(["big"] * 30 + ["small"] * 3 + ["tiny"] + [None] * 6)
    n = len(region)
    data = customer_data(
        customers=pd.DataFrame({"region": region}),
        events={"orders": orders_table(np.arange(n), np.full(n, 5), np.ones(n))},
    )
    split = of("repurchase_rate", "customers.region", data, AnalysisSettings())
    assert split.keys == ("big", "_other", "_unknown")
    assert split.customers.tolist() == [30, 4, 6]
    assert Words("en")(split.names[1]) == "Other (2 groups)"
    assert split.joined == 2
    assert split.metrics[0].value == 0.0
    assert split.metrics[1].value is None
    assert "n = 4" in Words("en")(split.metrics[1].missing)
    assert split.metrics[1].denominator == 4


def test_a_sum_of_few_customers_is_told_a_rate_is_not():
    split = of("revenue_gross", "customers.region", settings=AnalysisSettings(
        figures=FigureSettings(fewest_customers=1000)))  # fmt: skip
    assert all(metric.value is not None for metric in split.metrics)
    assert told(split.metrics[0], 1000) is split.metrics[0]


@pytest.mark.parametrize("key", list(load_catalogue(kpis, Kpi)))
def test_every_figure_can_be_split_by_every_column(key):
    data = made()
    context = MetricContext(data, order_book(data), MONTHLY)
    columns = split_columns(context)
    assert {"customers.region", "features.size", "cohort", "first.product", "orders.product"} <= {
        c.key for c in columns
    }
    key = "feature_adoption.reports" if key == "feature_adoption" else key
    for column in columns:
        split = split_metric(key, column.key, data, context.book, MONTHLY, context=context, with_history=True)
        if split.missing is not None:
            assert split.whole.value is None, key
            continue
        assert len(split.metrics) == len(split.names) == len(split.keys) >= 2
        for metric in split.metrics:
            assert (metric.value is None) == (metric.missing is not None)
        if split.histories is not None:
            assert split.histories.shape == (len(split.keys), len(split.ends))


def test_histories_of_groups_add_up():
    split = of("revenue_net", "customers.region", with_history=True)
    data = made()
    context = MetricContext(data, order_book(data), MONTHLY)
    whole = load_catalogue(kpis, Kpi)["revenue_net"].history(context)
    np.testing.assert_allclose(split.histories.sum(axis=0), whole)


def test_a_column_without_two_groups_says_so():
    split = of("revenue_net", "customers.nothing")
    assert split.missing is not None
    assert not split.metrics
    assert split.whole.value is not None
