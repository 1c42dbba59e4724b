"""What became of each row: kept, left, or open until its days are over."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.settings import DEFAULTS
from retention_desk.foundation.wording import Words
from retention_desk.review.row_outcomes import counted_once, kept_by, row_outcomes
from tests.review.histories import data_of, history, orders

DAY = dt.date(2024, 1, 1)


def settings(days: int = 30):
    return DEFAULTS.with_value("review.outcome_days", days)


def test_a_window_has_its_last_day_and_not_its_first():
    # List on 1 January: an order that day is before it, one on the 31st is the last that counts.
    data = data_of(
        ["a", "b", "c", "d"],
        dt.date(2024, 3, 1),
        {
            "orders": orders(
                [(0, "2024-01-01", 9), (1, "2024-01-02", 9), (2, "2024-01-31", 9), (3, "2024-02-01", 9)]
            )
        },
    )
    found = row_outcomes(data, history(customer_id=["a", "b", "c", "d"]), settings())
    assert found.code.tolist() == [0, 1, 1, 0]
    assert found.by == "orders"
    assert "30 days" in Words("en")(found.definition)


def test_nobody_of_a_list_is_decided_before_its_days_are_over():
    data = data_of(
        ["a", "b"], dt.date(2024, 1, 30), {"orders": orders([(0, "2023-06-01", 1), (0, "2024-01-02", 9)])}
    )
    found = row_outcomes(data, history(customer_id=["a", "b"]), settings())
    assert found.code.tolist() == [-1, -1]
    assert np.isnan(found.spend).all()
    one_more = row_outcomes(
        data_of(["a", "b"], dt.date(2024, 1, 31), dict(data.events)),
        history(customer_id=["a", "b"]),
        settings(),
    )
    assert one_more.code.tolist() == [1, 0]


def test_data_that_begin_after_the_list_tell_nothing():
    data = data_of(["a"], dt.date(2024, 6, 1), {"orders": orders([(0, "2024-01-20", 9)])})
    assert row_outcomes(data, history(customer_id=["a"]), settings()).code.tolist() == [-1]


def test_spend_is_net_of_returns_and_a_return_keeps_nobody():
    rows = [
        (0, "2023-12-01", 5),
        (0, "2024-01-05", 40),
        (0, "2024-01-09", -10),
        (1, "2024-01-09", -10),
        (1, "2023-12-01", 10),
    ]
    data = data_of(["a", "b"], dt.date(2024, 3, 1), {"orders": orders(rows)})
    found = row_outcomes(data, history(customer_id=["a", "b", "gone"]), settings())
    assert found.code.tolist() == [1, 0, 0]
    assert found.spend.tolist() == [30.0, -10.0, 0.0]
    assert found.customer.tolist() == [0, 1, -1]


def test_a_subscription_keeps_whom_it_runs_for_when_the_days_are_over():
    table = pd.DataFrame(
        {
            "customer": np.array([0, 1, 2, 2], dtype=np.int32),
            "started_on": pd.to_datetime(["2023-01-01", "2023-01-01", "2023-01-01", "2024-01-20"]),
            "ended_on": pd.to_datetime([None, "2024-01-15", "2024-01-10", None]),
            "mrr": 10.0,
        }
    )
    data = data_of(["a", "b", "c", "d"], dt.date(2024, 3, 1), {"subscriptions": table})
    found = row_outcomes(data, history(customer_id=["a", "b", "c", "d"]), settings())
    assert found.by == "subscriptions"
    # d has no subscription at all and x is not in the data: nobody runs for d, nothing is known of x.
    assert found.code.tolist() == [1, 0, 1, 0]
    assert row_outcomes(data, history(customer_id=["x"]), settings()).code.tolist() == [-1]


def test_an_end_before_its_start_does_not_run_for_ever():
    table = pd.DataFrame(
        {
            "customer": np.array([0], dtype=np.int32),
            "started_on": pd.to_datetime(["2024-01-05"]),
            "ended_on": pd.to_datetime(["2023-12-01"]),
        }
    )
    data = data_of(["a"], dt.date(2024, 3, 1), {"subscriptions": table})
    assert row_outcomes(data, history(customer_id=["a"]), settings()).code.tolist() == [0]


def test_a_mark_in_the_table_counts_by_its_day_and_a_missing_mark_tells_nothing():
    customers = pd.DataFrame(
        {
            "churned": pd.array([True, True, False, None], dtype="boolean"),
            "churn_date": pd.to_datetime(["2024-01-10", "2024-02-20", None, None]),
        }
    )
    data = data_of(["a", "b", "c", "d"], dt.date(2024, 3, 1), customers=customers)
    found = row_outcomes(data, history(customer_id=["a", "b", "c", "d", "x"]), settings())
    assert found.by == "label"
    assert found.code.tolist() == [0, 1, 1, -1, -1]


def test_without_dates_nothing_is_decided():
    customers = pd.DataFrame({"churned": pd.array([True, False], dtype="boolean")})
    found = row_outcomes(
        data_of(["a", "b"], None, customers=customers), history(customer_id=["a", "b"]), settings()
    )
    assert (found.by, found.code.tolist()) == ("nothing", [-1, -1])
    assert "Nothing tells" in Words("en")(found.definition)


def test_what_decides_goes_as_for_the_forecast_but_for_shops():
    table = {
        "orders": orders([(0, "2024-01-01", 1)]),
        "subscriptions": pd.DataFrame(),
        "activity": pd.DataFrame(),
    }
    data = data_of(["a"], DAY, table)
    assert kept_by(data, DEFAULTS) == "subscriptions"
    assert kept_by(data, DEFAULTS.with_value("general.business_type", "shop")) == "orders"
    assert kept_by(data_of(["a"], DAY, {"activity": pd.DataFrame()}), DEFAULTS) == "activity"


def test_each_customer_counts_once_where_chance_drew_them_first():
    rows = history(
        customer_id=["a", "a", "b", "b", "c", "d", ""],
        list_id=["L1", "L2", "L1", "L2", "L1", "L2", "L1"],
        handed_out_on=[DAY, dt.date(2024, 2, 1), DAY, dt.date(2024, 2, 1), DAY, dt.date(2024, 2, 1), DAY],
        arm=["holdout", "contact", "added", "contact", "contact", "contact", "contact"],
        is_manual=[False, False, False, False, True, False, False],
    ).rows
    assert counted_once(rows).tolist() == [True, False, False, True, False, True, False]


@given(st.integers(0, 10_000))
def test_outcomes_agree_with_a_look_at_each_row(seed):
    draw = np.random.default_rng(seed)
    ids = [f"c{k}" for k in range(6)]
    bought = [
        (
            int(draw.integers(6)),
            str(dt.date(2023, 12, 1) + dt.timedelta(int(draw.integers(120)))),
            float(draw.integers(-5, 20) or 1),
        )
        for _ in range(25)
    ]
    data = data_of(ids, dt.date(2024, 3, 15), {"orders": orders(bought)})
    listed = [dt.date(2024, 1, 1) + dt.timedelta(int(draw.integers(90))) for _ in range(12)]
    who = [str(draw.choice([*ids, "x"])) for _ in listed]
    found = row_outcomes(data, history(customer_id=who, handed_out_on=listed), settings(20))
    first = min(day for _, day, _ in bought)
    for name, day, code, spend in zip(who, listed, found.code, found.spend, strict=True):
        end = day + dt.timedelta(20)
        inside = [a for c, d, a in bought if ids[c] == name and str(day) < d <= str(end)]
        if end > data.as_of or str(day + dt.timedelta(1)) < first:
            assert code == -1
        else:
            assert code == any(a > 0 for a in inside)
            assert spend == pytest.approx(sum(inside))
