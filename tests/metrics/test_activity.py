"""Who is active on a day: the edges of the window and of subscriptions."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.activity import presence
from retention_desk.metrics.periods import Period
from retention_desk.metrics.retention import stays
from tests.forecast.builders import EPOCH, customer_data, orders_table

BASE = (EPOCH - dt.date(1970, 1, 1)).days


def of_orders(pairs, days):
    table = orders_table([c for c, _ in pairs], [d for _, d in pairs], [10.0] * len(pairs))
    data = customer_data(events={"orders": table}, as_of=EPOCH + dt.timedelta(days=days))
    return presence(data, order_book(data), GeneralSettings())


def subscriptions(rows):
    table = pd.DataFrame(rows, columns=["customer", "started_on", "ended_on"])
    table["started_on"], table["ended_on"] = (
        pd.to_datetime(table["started_on"]),
        pd.to_datetime(table["ended_on"]),
    )
    return table.assign(mrr=10.0)


def test_an_order_on_the_day_counts_and_one_exactly_the_window_earlier_does_not():
    present = of_orders([(0, 200), (1, 111), (2, 110), (3, 201)], 201)
    assert present.active_at(BASE + 200).tolist() == [True, True, False, False]


def test_a_subscription_is_active_from_its_first_day_until_the_day_before_its_end():
    table = subscriptions([(0, "2023-01-01", None), (1, "2023-03-31", None), (2, "2023-01-01", "2023-03-31")])
    data = customer_data(events={"subscriptions": table}, as_of=dt.date(2023, 7, 1))
    present = presence(data, None, GeneralSettings())
    day = (dt.date(2023, 3, 31) - dt.date(1970, 1, 1)).days
    assert present.active_at(day - 1).tolist() == [True, False, True]
    assert present.active_at(day).tolist() == [True, True, False]
    assert stays(present, (Period(day + 1, day + 30),))[0].stayed == 2


def test_activity_keeps_nobody_whose_subscription_ended_unless_the_business_is_a_shop():
    events = {
        "subscriptions": subscriptions([(0, "2023-01-01", "2023-06-20")]),
        "activity": pd.DataFrame(
            {"customer": [0], "happened_on": pd.to_datetime(["2023-06-25"]), "count": [1.0]}
        ),
    }
    data = customer_data(events=events, as_of=dt.date(2023, 7, 1))
    day = (dt.date(2023, 7, 1) - dt.date(1970, 1, 1)).days
    assert presence(data, None, GeneralSettings()).active_at(day).tolist() == [False]
    shop = GeneralSettings(business_type="shop")
    assert presence(data, None, shop).active_at(day).tolist() == [True]


def test_first_seen_is_the_first_evidence_of_any_kind():
    events = {
        "orders": orders_table([0, 1], [30, 5], [1.0, 1.0]),
        "activity": pd.DataFrame(
            {"customer": [0, 2], "happened_on": pd.to_datetime(["2023-01-05", "2023-02-01"]), "count": 1.0}
        ),
    }
    data = customer_data(events=events, ids=list("abcd"))
    present = presence(data, order_book(data), GeneralSettings())
    assert (present.first_seen[:3] - BASE).tolist() == [4, 5, 31]
    assert not present.first_seen_by(BASE + 500)[3]
