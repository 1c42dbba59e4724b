"""What changed since last time: by hand, and against plain pandas over every kind of table."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.project_results import Snapshot
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.changes import changes_since, changes_since_month, with_band_moves
from retention_desk.metrics.context import MetricContext
from tests.forecast.builders import customer_data, orders_table
from tests.metrics.builders import everything

START = dt.date(2023, 1, 1)


def context_of(data, period="month", business="auto"):
    general = GeneralSettings(period=period, business_type=business)
    return MetricContext(data, order_book(data), AnalysisSettings(general=general))


def shop(bought, as_of):
    """Orders of 10 each; `bought` maps a customer to dates."""
    rows = [(customer, pd.Timestamp(day)) for customer, days in bought.items() for day in days]
    table = orders_table([c for c, _ in rows], [0] * len(rows), [10.0] * len(rows))
    table["ordered_on"] = [day for _, day in rows]
    table = table.sort_values(["customer", "ordered_on"], ignore_index=True)
    table["order"] = np.arange(len(table), dtype=np.int32)
    return customer_data(events={"orders": table}, as_of=as_of)


BOUGHT = {
    0: ["2023-01-01", "2023-06-20"],  # stayed
    1: ["2023-01-01", "2023-07-10"],  # came back
    2: ["2023-04-15"],  # lapsed: 90 days are over on 14 July
    3: ["2023-07-20"],  # new
    4: ["2023-01-05"],  # lost before and after
}


def test_by_hand():
    found = changes_since(context_of(shop(BOUGHT, dt.date(2023, 7, 31))))
    assert (found.since, found.until, found.days) == (dt.date(2023, 6, 30), dt.date(2023, 7, 31), 31)
    assert {g.key: g.customers.tolist() for g in found.groups} == {
        "new": [3],
        "came_back": [1],
        "lapsed": [2],
    }
    assert (found.opening, found.closing) == (2, 3)
    assert {g.key: g.amount for g in found.groups} == {"new": 10.0, "came_back": 20.0, "lapsed": 10.0}
    assert (found.revenue, found.revenue_before) == (20.0, 10.0)
    assert found.customers.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("as_of", "since"),
    [
        (dt.date(2023, 7, 31), dt.date(2023, 6, 30)),
        (dt.date(2023, 8, 6), dt.date(2023, 6, 30)),
        (dt.date(2023, 8, 7), dt.date(2023, 7, 31)),
        (dt.date(2024, 3, 1), dt.date(2024, 1, 31)),
        (dt.date(2024, 3, 31), dt.date(2024, 2, 29)),
    ],
)
def test_last_time_is_the_last_end_of_a_period_at_least_a_week_ago(as_of, since):
    assert changes_since(context_of(shop(BOUGHT, as_of))).since == since


def test_nothing_can_change_where_the_data_begin_later():
    assert changes_since(context_of(shop({0: ["2023-07-03"]}, dt.date(2023, 7, 31)))) is None
    assert changes_since(context_of(customer_data(customers=pd.DataFrame({"region": ["a"]})))) is None


def test_a_shorter_history_has_no_revenue_to_compare_with():
    found = changes_since(context_of(shop({0: ["2023-06-20"], 1: ["2023-07-05"]}, dt.date(2023, 7, 31))))
    assert found.revenue_before is None
    assert found.revenue == 10.0


def test_orders_against_plain_pandas():
    whole = everything(business="shop")
    orders = whole.events["orders"]
    found = changes_since(context_of(customer_data(events={"orders": orders}, as_of=whole.as_of), "quarter"))
    since, until = pd.Timestamp(found.since), pd.Timestamp(found.until)
    bought = orders[orders["is_purchase"]]

    def active(day):
        recent = bought[(bought["ordered_on"] > day - pd.Timedelta(days=90)) & (bought["ordered_on"] <= day)]
        return set(recent["customer"])

    known = set(bought.loc[bought["ordered_on"] <= since, "customer"])
    then, now = active(since), active(until)
    expected = {"new": now - known, "came_back": (now & known) - then, "lapsed": then - now}
    assert {g.key: set(g.customers.tolist()) for g in found.groups} == {
        k: v for k, v in expected.items() if v
    }
    year = orders[orders["ordered_on"] > until - pd.Timedelta(days=365)]
    worth = year.groupby("customer")["amount"].sum()
    for group in found.groups:
        assert group.amount == pytest.approx(worth.reindex(group.customers).fillna(0.0).sum())
    later = orders[(orders["ordered_on"] > since) & (orders["ordered_on"] <= until)]
    assert found.revenue == pytest.approx(later["amount"].sum())
    before = orders[(orders["ordered_on"] > since - (until - since)) & (orders["ordered_on"] <= since)]
    assert found.revenue_before == pytest.approx(before["amount"].sum())


def test_subscriptions_against_plain_pandas():
    data = everything(business="subscription")
    found = changes_since(context_of(data, "quarter"))
    table = data.events["subscriptions"]

    def paying(day):
        running = table[(table["started_on"] <= day) & ~(table["ended_on"] <= day)]
        return running.groupby("customer")["mrr"].sum()

    then, now = paying(pd.Timestamp(found.since)), paying(pd.Timestamp(found.until))
    groups = {g.key: g for g in found.groups}
    lapsed = sorted(set(then.index) - set(now.index))
    assert groups["lapsed"].customers.tolist() == lapsed
    assert groups["lapsed"].amount == pytest.approx(then[lapsed].sum())
    assert (found.measure, found.opening, found.closing) == ("mrr", len(then), len(now))
    assert found.revenue == pytest.approx(now.sum())
    assert found.revenue_before == pytest.approx(then.sum())


DAYS = st.lists(st.integers(0, 400), min_size=1, max_size=6)


@settings(max_examples=30, deadline=None)
@given(st.lists(DAYS, min_size=1, max_size=8), st.sampled_from(["month", "quarter"]))
def test_nobody_is_lost_in_the_count(days, period):
    bought = {k: [START + dt.timedelta(days=d) for d in own] for k, own in enumerate(days)}
    found = changes_since(context_of(shop(bought, START + dt.timedelta(days=420)), period))
    if found is None:
        return
    n = {group.key: group.n for group in found.groups}
    assert found.closing == found.opening + n.get("new", 0) + n.get("came_back", 0) - n.get("lapsed", 0)
    assert len(found.customers) == sum(n.values())


def test_moves_between_bands_are_counted_once_and_largest_first():
    found = changes_since(context_of(shop(BOUGHT, dt.date(2023, 7, 31))))
    before = np.array([2, 2, 1, -1, 0], dtype=np.int8)
    now = np.array([1, 1, 2, 0, 0], dtype=np.int8)
    moved = [group for group in with_band_moves(found, before, now).groups if group.kind == "band"]
    assert [(g.before, g.now, g.n, g.is_better) for g in moved] == [
        ("healthy", "watch", 2, False),
        ("watch", "healthy", 1, True),
    ]
    assert [g.key for g in moved] == ["band:healthy:watch", "band:watch:healthy"]
    assert moved[0].amount == 40.0


def month_of(day, as_of="same", customers=4):
    at = dt.datetime(2023, 7, 1, tzinfo=dt.UTC)
    known = day if as_of == "same" else as_of
    return Snapshot(1, day, known, at, "Ann", "1", "f", customers, None, ("a.csv",))


def test_since_a_month_that_is_kept_as_since_the_end_of_that_day():
    context = context_of(shop(BOUGHT, dt.date(2023, 7, 31)))
    kept = changes_since_month(context, month_of(dt.date(2023, 6, 30)), np.ones(5, dtype=bool))
    last = changes_since(context)
    assert (kept.since, kept.opening, kept.closing) == (last.since, last.opening, last.closing)
    assert {g.key: g.customers.tolist() for g in kept.groups} == {
        g.key: g.customers.tolist() for g in last.groups
    }


@pytest.mark.parametrize("as_of", [dt.date(2022, 12, 31), dt.date(2024, 1, 1), None])
def test_where_the_data_do_not_reach_back_the_lists_of_customers_tell_who_is_new(as_of):
    context = context_of(shop(BOUGHT, dt.date(2023, 7, 31)))
    was_there = np.array([True, True, True, False, True])
    found = changes_since_month(context, month_of(dt.date(2022, 12, 31), as_of), was_there)
    assert [(g.key, g.customers.tolist(), g.amount) for g in found.groups] == [("new", [3], 10.0)]
    assert (found.opening, found.closing, found.revenue) == (4, 5, None)


def test_without_dates_only_who_is_new_is_known():
    data = customer_data(events={}, as_of=None, customers=pd.DataFrame({"name": ["A", "B", "C"]}))
    found = changes_since_month(
        context_of(data), month_of(dt.date(2023, 1, 31), None), np.array([True, False, True])
    )
    assert [(g.key, g.customers.tolist()) for g in found.groups] == [("new", [1])]
    assert found.until == dt.date(2023, 1, 31)
