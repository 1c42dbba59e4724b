"""The profile follows the tables, the kind of business and the settings, and says why."""

from __future__ import annotations

import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings, HealthSettings
from retention_desk.foundation.wording import LANGUAGES, Words
from retention_desk.health.measure_indicators import measure_indicators

ORDERS = {"customer": [0, 0], "ordered_on": [40, 3], "amount": [5.0, 6.0], "product": ["a", "b"]}
ACTIVITY = {"customer": [0], "happened_on": [3]}
TICKETS = {"customer": [0], "opened_on": [3]}


def of(data, business_type="auto", **health):
    settings = AnalysisSettings(
        health=HealthSettings(**health), general=GeneralSettings(business_type=business_type)
    )
    return measure_indicators(data, order_book(data), settings)


@pytest.mark.parametrize(
    ("tables", "changes", "profile"),
    [
        ({"orders": ORDERS, "activity": ACTIVITY, "tickets": TICKETS}, {}, "article"),
        ({"activity": ACTIVITY, "community": {"customer": [0], "happened_on": [2], "type": ["post"]}},
         {}, "article"),
        ({"orders": ORDERS, "tickets": TICKETS}, {}, "orders"),
        ({"orders": ORDERS, "activity": ACTIVITY}, {}, "orders"),
        ({"activity": ACTIVITY}, {}, "subscription"),
        ({"subscriptions": {"customer": [0], "started_on": [50], "mrr": [9.0]}}, {}, "subscription"),
        ({}, {}, "customers"),
        ({"orders": ORDERS, "activity": ACTIVITY, "tickets": TICKETS}, {"business_type": "shop"}, "orders"),
        ({"orders": ORDERS, "activity": ACTIVITY, "tickets": TICKETS},
         {"profile": "subscription"}, "subscription"),
        ({"orders": ORDERS}, {"business_type": "subscription"}, "orders"),
    ],
)  # fmt: skip
def test_the_profile_follows_the_tables_and_the_settings(make_data, tables, changes, profile):
    found = of(make_data(1, **tables), **changes)
    assert found.profile == profile
    for language in LANGUAGES:
        assert Words(language)(found.profile_note)


def test_a_profile_the_data_cannot_fill_has_no_weights_and_says_so(make_data):
    found = of(make_data(1, orders=ORDERS), profile="article")
    assert [c.key for c in found.columns if c.weight] == ["purchase_amount"]
    nothing = of(make_data(1, features={"a": [1.0]}, as_of=None), profile="orders")
    assert not any(c.weight for c in nothing.columns)
    assert "no score is given" in Words()(nothing.profile_note)
