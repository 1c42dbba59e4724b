"""Windows hold what happened after D − w and up to D, counted against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.health.context import HealthContext, divided, relative_change

NAN = float("nan")
events = st.lists(st.tuples(st.integers(0, 3), st.integers(-5, 120), st.sampled_from("abc")), max_size=30)


def of(data, **changes):
    return HealthContext(data, order_book(data), **changes)


@given(rows=events, window=st.integers(1, 100), before=st.integers(0, 50))
def test_windows_against_plain_counting(make_data, rows, window, before):
    data = make_data(4, activity={
        "customer": [c for c, _, _ in rows], "happened_on": [age for _, age, _ in rows],
        "feature": [name for _, _, name in rows],
    })  # fmt: skip
    context = of(data)
    inside = [(c, name) for c, age, name in rows if before <= age < before + window]
    assert context.count("activity", window, before).tolist() == [
        sum(c == who for c, _ in inside) for who in range(4)
    ]
    recent = [(c, name) for c, age, name in rows if 0 <= age < window]
    assert context.distinct("activity", "feature", window).tolist() == [
        len({name for c, name in recent if c == who}) for who in range(4)
    ]
    ages = [[age for c, age, _ in rows if c == who and age >= 0] for who in range(4)]
    np.testing.assert_array_equal(context.days_since_last("activity"), [min(a, default=NAN) for a in ages])
    np.testing.assert_array_equal(context.days_since_first("activity"), [max(a, default=NAN) for a in ages])


def test_gross_amounts_leave_returns_out(make_data):
    data = make_data(1, orders={"customer": [0] * 3, "ordered_on": [0, 9, 10], "amount": [5.0, -3.0, 7.0]})
    assert of(data).gross_amount(10).tolist() == [5]
    assert of(data).gross_amount(10, 10).tolist() == [7]
    assert of(data).order_count(11).tolist() == [2]


def test_monthly_amounts_run_from_the_start_until_the_day_before_the_end(make_data):
    data = make_data(
        1, subscriptions={"customer": [0, 0], "started_on": [10, 5], "ended_on": [5, None], "mrr": [3.0, 4.0]}
    )
    assert [of(data).mrr(days)[0] for days in (11, 10, 6, 5, 0)] == [0, 3, 3, 4, 4]


def test_what_is_there(make_data):
    context = of(make_data(1, customers={"points": [3.0]}, tickets={"customer": [0], "opened_on": [3]}))
    assert context.has(frozenset({"tickets", "tickets.opened_on", "customers.points"}))
    assert not context.has(frozenset({"tickets.closed_on"}))
    assert not context.has(frozenset({"customers.mrr"}))
    assert not context.has(frozenset({"orders"}))
    undated = of(make_data(1, as_of=None, customers={"signup_date": [None]}))
    assert not undated.is_dated
    with pytest.raises(ValueError, match="no as-of day"):
        _ = undated.day


def test_gone_by_label_or_by_the_end_of_every_subscription(make_data):
    data = make_data(
        4,
        customers={"churned": [True, False, None, False]},
        subscriptions={
            "customer": [1, 2, 2],
            "started_on": [90, 90, 40],
            "ended_on": [0, 40, None],
            "mrr": [1.0] * 3,
        },
    )
    assert of(data).gone().tolist() == [True, True, False, False]


def test_a_change_needs_something_before():
    found = relative_change(np.array([3.0, 0.0, 5.0, 1.0]), np.array([2.0, 2.0, 0.0, NAN]))
    np.testing.assert_array_equal(found, [0.5, -1.0, NAN, NAN])
    np.testing.assert_array_equal(divided(np.array([1.0, 1.0]), np.array([4.0, 0.0])), [0.25, NAN])
