import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.forecast.estimate_lifetime_value import estimate_lifetime_value
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.builders import EPOCH, customer_data, orders_table, shop


def estimate(data, settings=DEFAULTS):
    return estimate_lifetime_value(data, order_book(data), settings, SILENT)


def test_total_is_near_what_the_truth_then_does():
    whole = shop(n=2_500, days=810, seed=3)
    past = whole.until(EPOCH + dt.timedelta(days=720))
    value = estimate(past)
    assert value.method == "pareto_nbd"
    book = order_book(whole)
    start = int(np.datetime64(past.as_of, "D").astype(int))
    later = book.purchase_day > start
    bought_before = np.isin(whole.customer_ids[book.purchase_customer], past.customer_ids)
    actual = float((later & bought_before).sum())
    assert np.nansum(value.expected_orders) == pytest.approx(actual, rel=0.12)
    assert value.backtest["predicted_orders"] == pytest.approx(value.backtest["actual_orders"], rel=0.12)
    assert value.backtest["capture_share"] > 0.5
    assert 0 <= np.nanmin(value.p_buy) <= np.nanmax(value.p_buy) <= 1
    assert (value.p_buy <= value.p_alive + 1e-12).all()


def test_margin_and_horizon_scale_the_value():
    data = shop(n=300, days=300)
    one = estimate(data)
    half = estimate(data, DEFAULTS.with_value("value.margin_share", 0.5))
    longer = estimate(data, DEFAULTS.with_value("value.horizon_months", 24))
    assert half.lifetime_value == pytest.approx(one.lifetime_value / 2)
    assert (longer.lifetime_value > one.lifetime_value).all()
    undiscounted = estimate(data, DEFAULTS.with_value("value.discount_rate_yearly", 0.0))
    assert (undiscounted.lifetime_value > one.lifetime_value).all()


def test_a_year_without_discount_is_the_sum_of_expected_orders_times_spend():
    data = shop(n=300, days=300)
    settings = DEFAULTS.with_value("value.discount_rate_yearly", 0.0).with_value("general.horizon_days", 365)
    value = estimate(data, settings.with_value("value.horizon_months", 12))
    assert value.lifetime_value == pytest.approx(value.expected_spend, rel=2e-3)


def test_same_data_same_numbers():
    data = shop(n=500, days=300, seed=5)
    assert np.array_equal(estimate(data).lifetime_value, estimate(data).lifetime_value, equal_nan=True)


HOSTILE = {
    "all one-time buyers": (np.arange(50), np.arange(50) % 30, np.full(50, 10.0)),
    "one customer": (np.zeros(4, int), np.array([0, 30, 60, 90]), np.full(4, 10.0)),
    "one order": (np.zeros(1, int), np.zeros(1, int), np.ones(1)),
    "identical": (np.repeat(np.arange(40), 3), np.tile([0, 30, 60], 40), np.full(120, 9.0)),
    "one day": (np.arange(80), np.zeros(80, int), np.full(80, 3.0)),
    "ten years": (np.repeat(np.arange(30), 3), np.tile([0, 1800, 3650], 30), np.full(90, 1e6)),
    "one who buys daily": (np.r_[np.zeros(400, int), np.arange(1, 30)], np.r_[np.arange(400), np.arange(29)],
                           np.linspace(0.01, 1e5, 429)),
    "returns only": (np.arange(5), np.arange(5), np.full(5, -2.0)),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_books_give_a_reasoned_fallback(name):
    value = estimate(customer_data(events={"orders": orders_table(*HOSTILE[name])}))
    assert value.note.text
    buyers = np.unique(HOSTILE[name][0][np.asarray(HOSTILE[name][2]) > 0])
    found = value.lifetime_value[buyers]
    assert np.isfinite(found).all() or value.method == "none"
    assert not (found < 0).any()


@settings(max_examples=8)
@given(st.data())
def test_any_book_is_estimated(data):
    n = data.draw(st.integers(1, 40))
    k = data.draw(st.integers(1, 120))
    rng = np.random.default_rng(data.draw(st.integers(0, 10_000)))
    days = data.draw(st.sampled_from([1, 2, 30, 200, 3650]))
    amounts = rng.choice([0.01, 5.0, 5.0, 1e7, -3.0], k)
    book = orders_table(rng.integers(0, n, k), rng.integers(0, days, k), amounts)
    value = estimate(customer_data(events={"orders": book}))
    if value.method != "none":
        counted = np.isfinite(value.p_buy)
        for column in (value.expected_orders, value.expected_spend, value.lifetime_value):
            assert np.isfinite(column[counted]).all()
            assert (column[counted] >= 0).all()


def test_subscriptions_are_revenue_times_survival():
    start, end = pd.Timestamp("2023-01-01"), pd.Timestamp("2024-01-01")
    table = pd.DataFrame(
        {
            "customer": np.arange(100),
            "started_on": start,
            "ended_on": [pd.Timestamp("2023-07-02")] * 20 + [pd.NaT] * 80,
            "mrr": 50.0,
        }
    )
    data = customer_data(events={"subscriptions": table}, as_of=end.date())
    value = estimate(data, DEFAULTS.with_value("value.discount_rate_yearly", 0.0))
    months = (20 * 182 + 80 * 365) / (365.25 / 12)
    leaving = 20 / months
    assert value.method == "contractual"
    assert value.parameters["monthly_leaving_share"] == pytest.approx(leaving)
    assert value.lifetime_value[:20].tolist() == [0.0] * 20
    expected = 50 * ((1 - leaving) ** (np.arange(12) + 0.5)).sum()
    assert value.lifetime_value[20:] == pytest.approx(np.full(80, expected))


def test_a_customer_table_with_a_monthly_amount():
    customers = pd.DataFrame({"mrr": [10.0, 20.0, 30.0], "churned": pd.array([True, False, None], "boolean")})
    features = pd.DataFrame({"tenure": [10.0, 30.0, 5.0]})
    value = estimate(
        customer_data(customers, features), DEFAULTS.with_value("value.discount_rate_yearly", 0.0)
    )
    assert value.method == "simple"
    assert value.parameters["monthly_leaving_share"] == pytest.approx(1 / 40)
    assert value.lifetime_value[0] == 0
    assert value.lifetime_value[2] / value.lifetime_value[1] == pytest.approx(1.5)


def test_without_amounts_nothing_is_made_up():
    value = estimate(customer_data(features=pd.DataFrame({"age": [1.0, 2.0]})))
    assert value.method == "none"
    assert np.isnan(value.lifetime_value).all()
