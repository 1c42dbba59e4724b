import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.purchase_features import amount_features, purchase_features
from retention_desk.foundation.order_book import order_book
from tests.forecast.builders import EPOCH, customer_data, orders_table
from tests.forecast.many_tables import START


@pytest.fixture(scope="module")
def data():
    orders = orders_table([0, 0, 0, 1], [10, 150, 190, 195], [10.0, 20.0, 40.0, 5.0])
    orders["product"] = pd.Categorical(["a", "b", "b", "a"])
    orders["discount"] = [0.0, 1.0, 0.0, np.nan]
    return customer_data(events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=300))


def test_spend_breadth_and_discounts_of_a_day(data):
    found = {f.name: f for f in amount_features(data, order_book(data), START + 192)}
    assert found["spend_trend"].shown.tolist() == [60.0, 0.0]
    assert found["spend_trend"].typical.tolist() == [10.0, 0.0] or found["spend_trend"].typical.tolist() == [
        0.0,
        0.0,
    ]
    assert found["products"].shown.tolist() == [2, 0]
    assert found["discounted"].shown[0] == pytest.approx(1 / 3)
    assert np.isnan(found["discounted"].shown[1])


def test_silence_and_orders_for_subscribers(data):
    found = {f.name: f.shown.tolist() for f in purchase_features(data, order_book(data), START + 200)}
    assert found["days_since_last_order"] == [10, 5]
    assert found["recent_orders"] == [2, 1]
