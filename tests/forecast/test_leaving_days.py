import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.forecast.leaving_days import leaving_days
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import DEFAULTS
from tests.forecast.builders import EPOCH, customer_data, orders_table

START = int(np.datetime64(EPOCH, "D").astype(int))


def on(day):
    return pd.to_datetime(EPOCH) + pd.to_timedelta(day, unit="D")


def test_the_last_order_is_the_day_of_leaving_when_the_horizon_is_over():
    data = customer_data(
        events={"orders": orders_table([0, 0, 0, 1, 1, 2], [0, 50, 100, 0, 300, 380], np.ones(6))},
        as_of=EPOCH + dt.timedelta(days=400),
    )
    found = leaving_days(data, order_book(data), DEFAULTS)
    assert list(zip(found.customer, found.day - START, strict=True)) == [(0, 100), (1, 300)]
    # an order followed by the next within ninety days is a stay; one after 300 days is neither
    assert list(zip(found.stayer, found.stayer_from - START, strict=True)) == [(0, 0), (0, 50)]


def test_the_end_of_the_last_subscription():
    table = pd.DataFrame(
        {"customer": [0, 0, 1, 2], "started_on": on([0, 100, 0, 0]), "ended_on": on([100, 200, 500, 900]),
         "mrr": 5.0}
    )  # fmt: skip
    table.loc[3, "ended_on"] = pd.NaT
    data = customer_data(events={"subscriptions": table}, as_of=EPOCH + dt.timedelta(days=600))
    found = leaving_days(data, None, DEFAULTS)
    assert list(zip(found.customer, found.day - START, strict=True)) == [(0, 200), (1, 500)]
    until = dict(zip(found.stayer, found.stayer_until - START, strict=True))
    assert until == {0: 199 - 90, 1: 499 - 90, 2: 600 - 90}


def test_a_date_of_leaving_in_the_customer_table_counts_first():
    customers = pd.DataFrame(
        {"churned": pd.array([True, False, True], "boolean"), "churn_date": [on(200), pd.NaT, pd.NaT]}
    )
    orders = orders_table([0, 1, 2], [0, 10, 20], np.ones(3))
    data = customer_data(customers, events={"orders": orders}, as_of=EPOCH + dt.timedelta(days=400))
    found = leaving_days(data, order_book(data), DEFAULTS)
    assert (found.customer.tolist(), (found.day - START).tolist()) == ([0], [200])
    assert 2 not in found.stayer  # left, nobody knows when


def test_nothing_tells():
    assert leaving_days(customer_data(features=pd.DataFrame({"x": [1.0]})), None, DEFAULTS) is None
