"""What the figures share: the range of the data, windows, sums by period, labels."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from tests.forecast.builders import EPOCH, customer_data, orders_table


def context_of(events, days, **general):
    data = customer_data(events=events, as_of=EPOCH + dt.timedelta(days=days))
    return MetricContext(data, order_book(data), AnalysisSettings(general=GeneralSettings(**general)))


def test_windows_count_the_day_itself():
    context = context_of({"orders": orders_table([0], [0], [1.0])}, 30)
    assert context.window(1) == (dt.date(2023, 1, 31), dt.date(2023, 1, 31))
    assert context.window(30) == (dt.date(2023, 1, 2), dt.date(2023, 1, 31))
    assert context.span_to_date() == (EPOCH, dt.date(2023, 1, 31))


def test_who_was_seen_lately_by_orders_and_activity():
    events = {
        "orders": orders_table([0, 1], [23, 24], [1.0, 1.0]),
        "activity": pd.DataFrame(
            {"customer": [2], "happened_on": pd.to_datetime(["2023-01-31"]), "count": 1.0}
        ),
    }
    assert context_of(events, 30).seen_in_last(7).tolist() == [False, True, True]
    assert context_of(events, 30).seen_in_last(8).tolist() == [True, True, True]


def test_a_last_active_date_tells_today_but_no_history():
    table = pd.DataFrame({"last_active_date": pd.to_datetime(["2023-01-31", "2023-01-01", None])})
    data = customer_data(customers=table, as_of=dt.date(2023, 1, 31))
    context = MetricContext(data, None, AnalysisSettings())
    assert context.seen_in_last(30).tolist() == [True, False, False]
    assert context.seen_in_last(30, until=19_000) is None


def test_sums_by_complete_period():
    context = context_of(
        {"orders": orders_table([0, 0, 0], [0, 31, 58], [1.0, 2.0, 4.0])}, 62, period="month"
    )
    days = context.book.day
    np.testing.assert_array_equal(context.by_period(days, context.book.gross_amount), [1.0, 6.0])
    np.testing.assert_array_equal(context.by_period(days), [1.0, 2.0])


def test_nothing_dated_has_no_presence():
    data = customer_data(customers=pd.DataFrame({"churned": pd.array([True], dtype="boolean")}))
    assert MetricContext(data, None, AnalysisSettings()).presence is None
    assert MetricContext(data, None, AnalysisSettings()).labelled == (1, 1)
    with pytest.raises(AttributeError):
        MetricContext(data, None, AnalysisSettings()).data = data
