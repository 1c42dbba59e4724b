"""Revenue figures against plain pandas."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings, ValueSettings
from retention_desk.metrics.compute_metrics import compute_metrics
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.revenue import buyers_by_orders, divided, first_order_amount, top_decile
from tests.forecast.builders import customer_data, orders_table, shop

rows = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 500), st.integers(-9, 40).filter(bool)),
    min_size=1,
    max_size=70,
)


def computed(data, settings=AnalysisSettings()):  # noqa: B008 - frozen
    return compute_metrics(data, order_book(data), settings, SILENT)


@given(rows)
def test_net_is_gross_and_returns(pairs):
    table = orders_table([r[0] for r in pairs], [r[1] for r in pairs], [float(r[2]) for r in pairs])
    values = computed(customer_data(events={"orders": table})).values
    assert values["revenue_gross"].value == pytest.approx(table.amount[table.amount > 0].sum())
    returns = table.amount[table.is_return].sum()
    assert values["revenue_net"].value == pytest.approx(values["revenue_gross"].value + returns)


def test_the_top_tenth_is_rounded_up_and_compared_with_the_others():
    amounts = [100.0] * 2 + [10.0] * 10
    table = orders_table([0, 0, *range(1, 11)], range(12), amounts)
    data = customer_data(events={"orders": table})
    book = order_book(data)
    assert top_decile(book).sum() == math.ceil(0.1 * 11)
    values = computed(data).values
    # two of eleven customers: the one with 200 and one with 10
    assert values["top_decile_revenue_share"].value == pytest.approx(210 / 300)
    assert values["top_decile_order_value_ratio"].value == pytest.approx((210 / 3) / (90 / 9))
    assert values["repeat_revenue_share"].value == pytest.approx(100 / 300)
    assert first_order_amount(book).tolist() == [100.0] + [10.0] * 10


def test_simple_lifetime_value_is_margin_times_revenue_over_churn():
    data = shop(n=600, days=500)
    settings = AnalysisSettings(value=ValueSettings(margin_share=0.4))
    values = computed(data, settings).values
    assert values["clv_simple"].value == pytest.approx(
        0.4 * values["arpu"].value / values["churn_rate"].value
    )


def test_where_nobody_left_the_value_is_capped_at_the_horizon():
    table = orders_table([0, 0, 0, 0], [60, 130, 150, 181], [30.0, 30.0, 30.0, 1.0])
    settings = AnalysisSettings(value=ValueSettings(horizon_months=12))
    value = computed(customer_data(events={"orders": table}), settings).values["clv_simple"].value
    assert value == pytest.approx(60.0 * 4)


def test_acquisition_cost_is_a_setting():
    data = shop(n=300, days=500)
    assert computed(data).values["ltv_cac"].value is None
    values = computed(data, AnalysisSettings(value=ValueSettings(acquisition_cost=10.0))).values
    assert values["ltv_cac"].value == pytest.approx(values["clv_simple"].value / 10)


def test_histories_against_pandas():
    data = shop(n=300, days=700)
    settings = AnalysisSettings(general=GeneralSettings(period="month"))
    found = computed(data, settings).series
    table = data.events["orders"]
    by_month = table.groupby(table["ordered_on"].dt.to_period("M"))["amount"]
    ends = pd.to_datetime(list(found["revenue_net"].ends)).to_period("M")
    np.testing.assert_allclose(found["revenue_net"].values, by_month.sum().reindex(ends))
    np.testing.assert_allclose(found["average_order_value"].values, by_month.mean().reindex(ends))


def test_repeat_buyers_are_counted_as_of_each_end():
    table = orders_table([0, 0, 1, 1], [0, 20, 5, 50], [1.0] * 4)
    data = customer_data(events={"orders": table}, ids=["a", "b"])
    context = MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(period="month")))
    assert buyers_by_orders(context, 1).tolist() == [2.0]
    assert buyers_by_orders(context, 2).tolist() == [1.0]


def test_division_by_nothing_is_unknown():
    np.testing.assert_array_equal(divided(np.array([1.0, 2.0]), np.array([0.0, 4.0])), [np.nan, 0.5])
