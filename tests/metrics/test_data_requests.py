"""The next best column: what unlocks most comes first, by hand."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.wording import Words, phrase
from retention_desk.metrics.data_requests import Locked, data_requests, foreign_tables
from tests.forecast.builders import customer_data, orders_table

DATA = customer_data(events={"orders": orders_table([0], [0], [1.0])})


def locked(name, sort, *needs):
    return Locked(phrase("{name}", name=name), sort, needs)


def test_the_column_that_unlocks_most_is_first():
    found = data_requests(
        DATA,
        [
            locked("nps", "figure", ("surveys.score",)),
            locked("csat", "figure", ("surveys.score",), ("tickets.satisfaction",)),
            locked("products", "indicator", ("orders.product",)),
            locked("known", "figure", ("orders.amount",)),
            locked("churn", "forecast", ("customers.churned",)),
        ],
    )
    assert [(r.table, r.columns) for r in found] == [
        ("customers", ("churned", "customer_id")),
        ("surveys", ("answered_on", "customer_id", "score")),
        ("tickets", ("customer_id", "opened_on", "satisfaction")),
        ("orders", ("product",)),
    ]
    assert [r.gain for r in found] == [5, 2, 1, 1]
    assert "2 figures" in Words("en")(found[1].sentence)


def test_more_columns_unlock_what_fewer_do():
    found = data_requests(
        customer_data(customers=pd.DataFrame({"region": ["a"]})),
        [locked("rate", "figure", ("orders.ordered_on",)), locked("tea", "figure", ("orders.product",))],
    )
    assert found[0].gain == 2
    assert "product" in found[0].columns


def test_what_is_known_is_not_asked_for():
    assert data_requests(DATA, [locked("known", "figure", ("orders.amount",))]) == ()


def test_what_is_gained_is_said_with_the_right_number():
    wanted = [
        locked("nps", "figure", ("surveys.score",)),
        locked("mood", "indicator", ("surveys.score",)),
        locked("churn", "forecast", ("surveys.score",)),
    ]
    said = [Words("en")(data_requests(DATA, wanted[:n])[0].sentence) for n in (1, 2, 3)]
    assert said[0] == "“Answered on” and “Score” (Surveys) would add 1 figure"
    assert said[1].endswith("would add 1 figure and 1 indicator")
    assert said[2].endswith("would add 1 figure, 1 indicator and a forecast")


def test_figures_come_before_indicators_where_both_are_as_many():
    wanted = [
        locked("use", "indicator", ("activity.happened_on",)),
        locked("nps", "figure", ("surveys.score",)),
    ]
    assert [request.table for request in data_requests(DATA, wanted)] == ["surveys", "activity"]


def test_tables_of_another_business_are_not_asked_for():
    wanted = [
        locked("mrr", "figure", ("subscriptions.mrr",)),
        locked("nps", "figure", ("surveys.score",)),
    ]
    assert foreign_tables(DATA, "auto") == {"subscriptions"}
    assert [r.table for r in data_requests(DATA, wanted, foreign_tables(DATA, "auto"))] == ["surveys"]
    assert foreign_tables(DATA, "subscription") == frozenset()
    neither = customer_data(customers=pd.DataFrame({"region": ["a"]}))
    assert foreign_tables(neither, "auto") == frozenset()
    assert foreign_tables(neither, "subscription") == {"orders"}
