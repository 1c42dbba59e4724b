import datetime as dt

import numpy as np
import pandas as pd

from retention_desk.forecast.static_features import static_columns
from tests.forecast.builders import EPOCH, customer_data, orders_table

START = int(np.datetime64(EPOCH, "D").astype(int))


def made(n=200):
    rng = np.random.default_rng(0)
    customer = np.repeat(np.arange(n), rng.integers(1, 9, n))
    orders = orders_table(customer, rng.integers(0, 300, len(customer)), np.ones(len(customer)))
    bought = np.bincount(customer, minlength=n)
    signed = pd.to_datetime(EPOCH) + pd.to_timedelta(np.arange(n), unit="D")
    customers = pd.DataFrame(
        {"region": pd.Categorical(rng.choice(["n", "s"], n)), "signup_date": signed, "mrr": 1.0}
    )
    features = pd.DataFrame(
        {
            "colour": pd.Categorical(rng.choice(["red", "blue"], n)),
            "height": rng.normal(size=n),
            "stars": bought + rng.normal(0, 0.2, n),  # a count under a plain name
            "Total spent": rng.random(n),
            "最近登录天数": rng.random(n),
            "constant": 1.0,
        }
    )
    return customer_data(customers, features, {"orders": orders}, as_of=EPOCH + dt.timedelta(days=300))


def test_attributes_are_used_and_states_are_not():
    found = static_columns(made())
    assert found.names == {"region", "signup_date", "colour", "height"}
    states = {column.column for column in found.left_out if column.is_state}
    assert states == {"mrr", "stars", "Total spent", "最近登录天数"}
    assert {column.column for column in found.left_out} - states == {"constant"}


def test_dates_count_back_from_the_day_and_later_ones_are_unknown():
    signed = next(f for f in static_columns(made()).at(START + 50) if f.name == "signup_date")
    assert signed.values[:51].tolist() == list(range(50, -1, -1))
    assert np.isnan(signed.values[51:]).all()
