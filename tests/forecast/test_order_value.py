import datetime as dt

import numpy as np
import pytest

from retention_desk.forecast.bg_nbd import fit_bg_nbd
from retention_desk.forecast.estimate_lifetime_value import estimate_lifetime_value
from retention_desk.forecast.gamma_gamma import fit_gamma_gamma
from retention_desk.forecast.order_value import PastForecasts, discounted_value, forecast_buyers
from retention_desk.forecast.value_backtest import ranked_auc, window_totals
from retention_desk.forecast.value_range import seasonal_range
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.progress import SILENT
from retention_desk.foundation.settings import DEFAULTS
from retention_desk.pipeline import import_files
from tests.forecast.builders import EPOCH, shop
from tests.forecast.cdnow import CALIBRATED, HOLDOUT_DAYS, cdnow_book

START = int(np.datetime64(EPOCH, "D").astype(int))


def test_spend_is_orders_times_spend_per_order_and_the_future_is_not_seen():
    book = order_book(shop(n=500, days=500, seed=7))
    early = forecast_buyers(book, START + 300, 90)
    assert early.counts.age_days.max() <= 300
    assert early.spend == pytest.approx(early.orders * early.spend_per_order)


def test_value_falls_with_the_rate_and_grows_with_margin_and_months():
    forecast = forecast_buyers(order_book(shop(n=300, days=400, seed=8)), START + 400, 90)
    plain = discounted_value(forecast, 12, 0.0, 1.0)
    assert (discounted_value(forecast, 12, 0.2, 1.0) < plain).all()
    assert discounted_value(forecast, 12, 0.0, 0.3) == pytest.approx(plain * 0.3)
    assert (discounted_value(forecast, 48, 0.0, 1.0) > plain).all()


def test_past_forecasts_are_made_once():
    past = PastForecasts(order_book(shop(n=200, days=300)), 90)
    assert past.at(START + 200) is past.at(START + 200)
    assert past.at(START - 1) is None


def test_cdnow_holdout(shared_data):
    """39 weeks after 1997-09-30: 1,666 purchases expected; made on 1,882 days, in 1,787 weeks."""
    book = cdnow_book(shared_data)
    forecast = forecast_buyers(book, CALIBRATED, HOLDOUT_DAYS)
    assert len(forecast.counts) == 2_357
    model = forecast.model.fitted
    weeks = [model.r, model.alpha / 7, model.s, model.beta / 7]
    assert weeks == pytest.approx([0.553, 10.578, 0.606, 11.669], rel=0.01)
    assert forecast.orders.sum() == pytest.approx(1_666, rel=0.005)
    orders, spend = window_totals(book, CALIBRATED, CALIBRATED + HOLDOUT_DAYS)
    orders, spend = orders[forecast.counts.customer], spend[forecast.counts.customer]
    assert orders.sum() == 1_882
    assert ranked_auc(orders > 0, forecast.p_buy) > 0.755
    sister = fit_bg_nbd(forecast.counts.distinct[0])
    counts = forecast.counts
    of_bg = sister.p_alive(counts.repeats, counts.last_days, counts.age_days)
    assert ranked_auc(orders > 0, of_bg) < 0.4  # every one-time buyer has P(alive) 1: no churn score
    found = seasonal_range(float(forecast.spend.sum()), [], HOLDOUT_DAYS)
    assert found.low < spend.sum() < found.high


def test_cdnow_gamma_gamma(shared_data):
    """p 6.25 q 3.74 γ 15.44 on the repeat spend of 946 repeat buyers."""
    path = shared_data / "btyd" / "cdnow_customers_summary_with_transactions.csv"
    table = np.genfromtxt(path, delimiter=",", skip_header=1)
    x, mean = table[:, 1], table[:, 4]
    repeat = (x > 0) & (mean > 0)
    assert repeat.sum() == 946
    model = fit_gamma_gamma(x[repeat], mean[repeat])
    assert [model.p, model.q, model.gamma] == pytest.approx([6.25, 3.74, 15.44], rel=0.01)


def test_a_real_shop_cut_ninety_days_before_its_end(shared_data):
    """Christmas was never seen: 2.63 M came where 1.55 M was expected, and the range held it."""
    data = import_files([shared_data / "orders" / "online_retail_2010_2011.xlsx"])
    cut = data.as_of - dt.timedelta(days=90)
    past, whole = data.until(cut), order_book(data)
    value = estimate_lifetime_value(past, order_book(past), DEFAULTS, SILENT)
    day = int(np.datetime64(cut, "D").astype(int))
    there = data.customer_ids.get_indexer(past.customer_ids)
    actual = window_totals(whole, day, day + 90)[1][there].sum()
    assert actual == pytest.approx(2_634_000, rel=0.01)
    assert np.nansum(value.expected_spend) == pytest.approx(1_549_000, rel=0.02)
    assert value.spend_range.low < actual < value.spend_range.high
    assert len(value.checks) == 2
    for check in value.checks:
        assert check.capture_share > 0.6
        assert 0.85 < check.ratio < 1.2


def test_the_season_brings_a_real_shop_nearer(shared_data):
    """Four years of orders, cut before the best quarter: the season of a year earlier is used and helps."""
    data = import_files([shared_data / "orders" / "superstore_tableau.xls"])
    cut = data.as_of - dt.timedelta(days=90)
    past, whole = data.until(cut), order_book(data)
    value = estimate_lifetime_value(past, order_book(past), DEFAULTS, SILENT)
    day = int(np.datetime64(cut, "D").astype(int))
    actual = window_totals(whole, day, day + 90)[1].sum()
    season = value.parameters["season_ratio"]
    total = np.nansum(value.expected_spend)
    assert season > 1.3
    assert abs(np.log(actual / total)) < 0.5 * abs(np.log(actual * season / total))
    assert value.spend_range.low < actual < value.spend_range.high
