"""A figure by month, quarter and year, beside the same data measured by those periods from the beginning."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.foundation.wording import Words
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.split_metric import split_metric
from retention_desk.metrics.split_periods import split_periods
from tests.forecast.builders import customer_data, shop
from tests.metrics.builders import everything

PERIODS = ("month", "quarter", "year")


def by(period):
    return AnalysisSettings(general=GeneralSettings(period=period))


def context(data, period="quarter"):
    return MetricContext(data, order_book(data), by(period))


@pytest.mark.parametrize("period", PERIODS)
def test_net_revenue_by_period_is_what_pandas_adds_up(period):
    data = everything(1)
    found = split_periods("revenue_net", context(data).in_periods(period))
    orders = data.events["orders"]
    counted = orders[orders["is_purchase"] | orders["is_return"]]
    letter = {"month": "M", "quarter": "Q", "year": "Y"}[period]
    expected = counted.groupby(counted["ordered_on"].dt.to_period(letter))["amount"].sum()
    for start, value in zip(found.starts, found.values, strict=True):
        assert value == pytest.approx(expected.get(pd.Period(start, letter), 0.0))


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("key", ["retention_rate", "mrr", "nps", "arpu"])
def test_another_length_of_periods_gives_what_the_settings_would(key, period):
    data = everything(2)
    whole = context(data)
    split_periods(key, whole)  # something is known already
    other, fresh = split_periods(key, whole.in_periods(period)), split_periods(key, context(data, period))
    np.testing.assert_array_equal(other.values, fresh.values)
    assert (other.starts, other.ends, other.period) == (fresh.starts, fresh.ends, period)
    assert other.latest == fresh.latest


@pytest.mark.parametrize("column", ["customers.region", "orders.product", "cohort"])
def test_groups_of_another_length_of_periods_are_those_the_settings_would_make(column):
    data = everything(3)
    whole = context(data)
    for period in (*PERIODS, "quarter"):
        settings, book = by(period), order_book(data)
        kept = split_metric(
            "retention_rate",
            column,
            data,
            book,
            settings,
            with_history=True,
            context=whole.in_periods(period),
        )
        fresh = split_metric("retention_rate", column, data, book, settings, with_history=True)
        assert kept.keys == fresh.keys
        assert kept.metrics == fresh.metrics
        np.testing.assert_array_equal(kept.histories, fresh.histories)
        for one, other in zip(kept.members, fresh.members, strict=True):
            np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    "key", ["top_decile_order_value_ratio", "referral_rate", "silent_leavers_share", "clv_simple"]
)
def test_a_figure_over_everything_is_followed_as_it_stood(key):
    data = everything(4)
    found = split_periods(key, context(data))
    assert found.missing is None
    for end, value in zip(found.ends, found.values, strict=True):
        then = data.until(end)
        seen = split_periods(key, context(then)).latest.value
        assert value == pytest.approx(np.nan if seen is None else seen, nan_ok=True)


def test_referrals_as_they_stood_are_what_pandas_counts():
    data = everything(4)
    found = split_periods("referral_rate", context(data))
    referred = data.events["referrals"]
    for end, value in zip(found.ends, found.values, strict=True):
        day = pd.Timestamp(end)
        made = referred[referred["referred_on"] <= day]
        if "converted" in made:
            made = made[made["converted"].fillna(False).astype(bool)]
        then = data.until(end).n_customers
        assert value == pytest.approx(len(made) / then if then else np.nan, nan_ok=True)


def test_of_many_periods_the_latest_are_measured_anew(monkeypatch):
    monkeypatch.setattr("retention_desk.metrics.split_periods.MOST_MEASURED_ANEW", 2)
    found = split_periods("top_decile_order_value_ratio", context(everything(4)))
    assert np.isnan(found.values[:-2]).all()
    assert np.isfinite(found.values[-2:]).all()


def test_what_cannot_be_known_names_the_column_that_is_missing():
    data = customer_data(ids=["a", "b", "c"])
    found = split_periods("nps", MetricContext(data, None, by("month")))
    assert found.missing == found.latest.missing
    assert "Score" in Words("en")(found.missing)
    assert len(found.values) == 0


def test_a_key_that_is_none_is_refused():
    with pytest.raises(KeyError):
        split_periods("gross_national_product", context(everything(5)))


@pytest.mark.parametrize("period", ["month", "quarter"])
@pytest.mark.parametrize(
    "key", ["repurchase_rate", "orders_per_customer", "active_rate", "top_decile_revenue_share"]
)
def test_a_figure_of_a_past_period_is_what_it_was_on_its_last_day(key, period):
    """The data as they stood then, measured afresh, give the same."""
    data = shop(n=300, days=500, seed=8)
    found = split_periods(key, context(data, period))
    compared = 0
    for end, value in zip(found.ends, found.values, strict=True):
        then = data.until(end)
        first_days = order_book(data).first_day
        here = int((first_days <= (end - dt.date(1970, 1, 1)).days).sum())
        expected = split_periods(key, context(then, period)).latest
        if np.isfinite(value) and expected.value is not None:
            known = here if key in {"repurchase_rate", "active_rate"} else expected.denominator
            assert value == pytest.approx(expected.numerator / known), (key, end)
            compared += 1
    assert compared > 3
