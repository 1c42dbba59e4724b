"""What cannot be known follows from what is looked up: it goes away when the data have it."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from retention_desk.forecast.blind_spots import blind_spots
from retention_desk.forecast.fitted_churn import Evaluation, FittedChurn
from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.results import LeftOutColumn
from retention_desk.foundation.wording import Words, phrase
from tests.forecast.builders import EPOCH, customer_data, orders_table

EN = Words("en")


def fitted(n, **more):
    nothing, known = np.full(n, np.nan), np.ones(n, dtype=bool)
    return FittedChurn(phrase("x"), 90, "logistic", nothing, known, rule="days_since_last_order", **more)


def spots(data, **more):
    found = blind_spots(data, order_book(data), fitted(data.n_customers, **more))
    return {spot.key: EN(spot.sentence).replace("\u202f%", "%") for spot in found}


def shop_data(days=400, features=None, customers=None, **tables):
    orders = orders_table([0, 0, 1, 2], [0, days - 1, 5, 7], np.ones(4))
    return customer_data(
        customers, features, {"orders": orders} | tables, as_of=EPOCH + dt.timedelta(days=days)
    )


def test_a_bare_order_file():
    said = spots(shop_data())
    assert set(said) == {"reasons", "contacts", "rivals", "voices", "seasons", "newcomers"}
    assert "cover 400 days" in said["seasons"]
    assert "2 of 3 customers (67%)" in said["newcomers"]


@pytest.mark.parametrize(
    ("key", "column", "value"),
    [
        ("rivals", "competitor_price", [1.0, 2.0, 3.0]),
        ("rivals", "竞品价格", [1.0, 2.0, 3.0]),
        ("contacts", "Last Campaign", ["a", "b", "c"]),
        ("contacts", "回访次数", [1.0, 0.0, 2.0]),
    ],
)
def test_a_column_that_speaks_of_it_takes_it_off(key, column, value):
    assert key not in spots(shop_data(features=pd.DataFrame({column: value})))


def test_two_years_have_seen_each_season_twice():
    assert "seasons" not in spots(shop_data(days=800))


def test_reasons_given_for_few_are_counted():
    churned = pd.array([True, True, True], "boolean")
    reason = pd.Series(["price", None, None])
    few = shop_data(customers=pd.DataFrame({"churned": churned, "churn_reason": reason}))
    assert "given by 1 of 3" in spots(few)["reasons"]
    all_given = pd.DataFrame({"churned": churned, "churn_reason": "price"})
    assert "reasons" not in spots(shop_data(customers=all_given))


def test_voices_are_heard_through_tickets_and_surveys():
    surveys = pd.DataFrame({"customer": [0], "answered_on": pd.Timestamp(EPOCH), "score": [9.0]})
    assert "33% have ever answered" in spots(shop_data(surveys=surveys))["voices"]
    tickets = pd.DataFrame({"customer": [0], "opened_on": pd.Timestamp(EPOCH)})
    assert "voices" not in spots(shop_data(tickets=tickets))


def test_rows_without_a_customer():
    data = shop_data(features=pd.DataFrame({"x": [1.0, 2.0, 3.0]}))
    aside = pd.DataFrame({"source": [0], "source_row": [2], "code": ["missing_customer_id"]})
    assert "1 row without a customer (33% of all)" in spots(replace(data, set_aside=aside))["unnamed"]


def test_a_level_that_was_missed_is_told():
    left = np.array([True] * 6 + [False] * 4)
    evaluation = Evaluation(left, np.full(10, 0.3), np.zeros(10), np.full(10, 0.3))
    assert "expected 30% to leave and 60% did" in spots(shop_data(), evaluation=evaluation)["level"]


def test_columns_that_only_show_today():
    state = LeftOutColumn("balance", phrase("why"), is_state=True)
    assert "1 column of the customer table" in spots(shop_data(), left_out=(state,))["states"]


def test_a_label_without_a_day():
    data = customer_data(pd.DataFrame({"churned": pd.array([True, False], "boolean")}))
    found = blind_spots(data, None, replace(fitted(2), horizon_days=None))
    assert "undated" in {spot.key for spot in found}
