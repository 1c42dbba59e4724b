"""Cohorts by hand and against a plain pandas pivot."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.metrics.cohorts import cohort_grid
from tests.forecast.builders import EPOCH, customer_data, orders_table, shop

orders = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 400), st.integers(-5, 20).filter(bool)),
    min_size=1,
    max_size=60,
)


def grid_of_orders(rows, days=410, period="month"):
    table = orders_table([r[0] for r in rows], [r[1] for r in rows], [float(r[2]) for r in rows])
    as_of = EPOCH + dt.timedelta(days=days)
    data = customer_data(events={"orders": table}, as_of=as_of)
    return cohort_grid(order_book(data), as_of, period), table


def test_by_hand():
    # January: a, b; February: c. a again in March; c in March, which is not over on the 10th.
    rows = [(0, 0, 10), (1, 5, 20), (0, 60, 30), (2, 31, 5), (2, 61, 7)]
    grid, _ = grid_of_orders(rows, days=68)
    assert [f"{start}" for start in grid.starts] == ["2023-01-01", "2023-02-01", "2023-03-01"]
    assert grid.size.tolist() == [2, 1, 0]
    np.testing.assert_array_equal(grid.active, [[2, 0, 1], [1, 1, np.nan], [0, np.nan, np.nan]])
    np.testing.assert_array_equal(grid.active_or_later, [[2, 1, 1], [1, 1, np.nan], [0, np.nan, np.nan]])
    np.testing.assert_array_equal(grid.revenue, [[30, 0, 30], [5, 7, np.nan], [0, np.nan, np.nan]])
    np.testing.assert_array_equal(
        grid.mature, [[True, True, False], [True, False, False], [False, False, False]]
    )


@given(orders, st.sampled_from(["month", "quarter", "year"]))
def test_against_a_pivot_in_pandas(rows, period):
    grid, table = grid_of_orders(rows, period=period)
    bought = table[table["is_purchase"]].copy()
    if not len(bought):
        assert grid is None
        return
    name = {"month": "M", "quarter": "Q", "year": "Y"}[period]
    bought["period"] = bought["ordered_on"].dt.to_period(name)
    bought["cohort"] = bought.groupby("customer")["period"].transform("min")
    bought["k"] = [(p - c).n for p, c in zip(bought["period"], bought["cohort"], strict=True)]
    people = bought.groupby(["cohort", "k"])["customer"].nunique()
    money = bought.groupby(["cohort", "k"])["amount"].sum()
    assert np.nansum(grid.active) == people.sum()
    for (cohort, k), n in people.items():
        row = grid.starts.index(cohort.start_time.date())
        assert grid.active[row, k] == n
        assert grid.revenue[row, k] == pytest.approx(money[cohort, k])
    later = bought.groupby("customer").agg(cohort=("cohort", "first"), last=("k", "max"))
    for (cohort, k), _ in people.items():
        row = grid.starts.index(cohort.start_time.date())
        expected = ((later["cohort"] == cohort) & (later["last"] >= k)).sum()
        assert grid.active_or_later[row, k] == expected


def test_laws_of_the_grid():
    data = shop(n=400)
    grid = cohort_grid(order_book(data), data.as_of)
    assert grid.size.sum() == 400
    np.testing.assert_array_equal(grid.active[:, 0], grid.size)
    known = ~np.isnan(grid.active)
    assert (grid.active_or_later[known] >= grid.active[known]).all()
    assert (np.diff(np.nan_to_num(grid.active_or_later), axis=1) <= 0).all()
    assert not grid.mature[~known].any()
