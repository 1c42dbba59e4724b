import numpy as np
import pytest

from retention_desk.forecast.order_value import PastForecasts, discounted_value, forecast_buyers
from retention_desk.foundation.order_book import order_book
from tests.forecast.builders import EPOCH, shop

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
