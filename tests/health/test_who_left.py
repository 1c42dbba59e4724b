"""Who was there, and who left: by subscriptions, orders, activity or label."""

from __future__ import annotations

import datetime as dt

from retention_desk.foundation.wording import Words
from retention_desk.health.who_left import who_left

CUT = dt.date(2024, 7, 2)


def test_orders_on_the_borders_of_the_horizon(make_data):
    data = make_data(4, orders={
        "customer": [0, 0, 1, 1, 2, 3], "ordered_on": [90, 89, 90, 0, 91, 89], "amount": [1.0] * 6,
    })  # fmt: skip
    found = who_left(data, 90, 90)
    assert found.cut == CUT
    assert found.there.tolist() == [True, True, True, False]
    assert found.left.tolist() == [False, False, True, False]
    assert "0 of them silent" in Words()(found.note)


def test_a_return_is_no_order(make_data):
    data = make_data(1, orders={"customer": [0, 0], "ordered_on": [200, 10], "amount": [5.0, -5.0]})
    found = who_left(data, 90, 90)
    assert found.left.tolist() == [True]
    assert "1 of them silent for 90 days already" in Words()(found.note)


def test_subscriptions_go_first(make_data):
    data = make_data(
        3,
        subscriptions={"customer": [0, 1, 1, 2], "started_on": [400, 400, 80, 50], "ended_on": [90, 60, None, None], "mrr": [1.0] * 4},
        orders={"customer": [0], "ordered_on": [3], "amount": [1.0]},
    )  # fmt: skip
    found = who_left(data, 90, 90)
    assert found.there.tolist() == [False, True, False]
    assert found.left.tolist() == [False, False, False]
    assert "subscription" in Words()(found.note)


def test_activity_and_label(make_data):
    data = make_data(2, activity={"customer": [0, 0, 1], "happened_on": [100, 5, 100]})
    assert who_left(data, 90, 90).left.tolist() == [False, True]
    labelled = make_data(3, customers={"churned": [True, False, None]}, as_of=None)
    found = who_left(labelled, 90, 90)
    assert found.cut is None
    assert found.there.tolist() == [True, True, False]
    assert found.left.tolist() == [True, False, False]
    assert who_left(make_data(3, as_of=None), 90, 90) is None
