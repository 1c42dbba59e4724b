"""The next best column: what unlocks most comes first, by hand."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.wording import Words, phrase
from retention_desk.metrics.data_requests import Locked, data_requests
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
        ("orders", ("product",)),
        ("tickets", ("customer_id", "opened_on", "satisfaction")),
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
