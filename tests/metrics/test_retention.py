"""Who stayed: the textbook example, the edges of the window, and laws that always hold."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.retention import movements
from tests.forecast.builders import EPOCH, customer_data, orders_table

BASE = (EPOCH - dt.date(1970, 1, 1)).days
rows = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 500)), min_size=1, max_size=80)


def context_of(pairs, days, **general):
    table = orders_table([c for c, _ in pairs], [d for _, d in pairs], [10.0] * len(pairs))
    data = customer_data(events={"orders": table}, as_of=EPOCH + dt.timedelta(days=days))
    return MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(**general)))


def test_opening_1000_new_200_closing_1150_is_95_per_cent():
    # quarter 2 of 2023 is days 90–180; the window of 90 days reaches back to day 91 at its end
    opening = [(c, 80) for c in range(1000)]
    stayed = [(c, 150) for c in range(950)]
    new = [(c, 150) for c in range(1000, 1200)]
    stay = context_of(opening + stayed + new, 181).stay
    assert (stay.opening, stay.new, stay.closing) == (1000, 200, 1150)
    assert (stay.closing - stay.new) / stay.opening == 0.95


def test_the_two_definitions_differ_by_those_who_came_back():
    pairs = [(0, 80), (0, 150), (1, 80), (2, -20), (2, 150), (3, 150)]
    stay = context_of(pairs, 181).stay
    assert (stay.opening, stay.stayed, stay.came_back, stay.new) == (2, 1, 1, 1)
    assert stay.pool == 1


@given(rows, st.sampled_from(["month", "quarter"]), st.integers(10, 120))
def test_movements_add_up_and_closing_is_the_next_opening(pairs, period, window):
    context = context_of(pairs, 520, period=period, active_window_days=window)
    moves = movements(context.stays)
    if moves is None:
        return
    np.testing.assert_array_equal(moves.closing, moves.stayed + moves.came_back + moves.new)
    np.testing.assert_array_equal(moves.opening[1:], moves.closing[:-1])
    assert (moves.stayed <= moves.opening).all()
    assert (moves.came_back >= 0).all()


@given(rows)
def test_against_sets_of_customers(pairs):
    context = context_of(pairs, 520)
    frame = pd.DataFrame(pairs, columns=["c", "d"])
    for stay in context.stays:
        start, end = stay.period.start - BASE, stay.period.end - BASE
        opening = set(frame.c[(frame.d > start - 1 - 90) & (frame.d <= start - 1)])
        closing = set(frame.c[(frame.d > end - 90) & (frame.d <= end)])
        first = frame.groupby("c")["d"].min()
        new = set(first[(first >= start) & (first <= end)].index)
        assert stay.opening == len(opening)
        assert stay.stayed == len(opening & closing)
        assert stay.new == len(new & closing)
        assert stay.came_back == len(closing - opening - new)


def test_a_customer_table_with_leaving_dates_stands_in():
    table = pd.DataFrame(
        {
            "signup_date": pd.to_datetime(["2023-01-01", "2023-01-01", "2023-05-01", None]),
            "churn_date": pd.to_datetime(["2023-05-01", None, None, None]),
            "churned": pd.array([True, False, False, True], dtype="boolean"),
        }
    )
    data = customer_data(customers=table, as_of=dt.date(2023, 7, 1))
    stay = MetricContext(data, None, AnalysisSettings()).stay
    # the fourth left, nobody knows when: not followed
    assert (stay.opening, stay.stayed, stay.new, stay.closing) == (2, 1, 1, 2)


def test_periods_before_anybody_came_are_left_out():
    orders = orders_table([0, 0], [200, 300], [1.0, 1.0])
    surveys = pd.DataFrame({"customer": [0], "answered_on": pd.to_datetime(["2023-01-01"]), "score": [9.0]})
    data = customer_data(events={"orders": orders, "surveys": surveys}, as_of=EPOCH + dt.timedelta(days=364))
    moves = movements(MetricContext(data, order_book(data), AnalysisSettings()).stays)
    assert moves.starts[0] == dt.date(2023, 7, 1)
    assert moves.closing.tolist() == [1, 1]
