"""Which rows are behind a figure, on a few rows by hand."""

from __future__ import annotations

import pandas as pd

from retention_desk.foundation.order_book import order_book
from retention_desk.foundation.settings import AnalysisSettings
from retention_desk.foundation.settings_sections import GeneralSettings
from retention_desk.metrics.context import MetricContext
from retention_desk.metrics.evidence import (
    active_rows,
    all_rows,
    counted_lines,
    first_rows,
    purchase_lines,
    recurring_rows,
    seen_rows,
)
from tests.forecast.builders import customer_data, orders_table

WINDOW = 10


def context_of(events):
    data = customer_data(events=events)
    general = GeneralSettings(active_window_days=WINDOW, period="month")
    return MetricContext(data, order_book(data), AnalysisSettings(general=general))


def shop():
    return context_of({"orders": orders_table([0, 0, 1, 1], [0, 30, 21, 30], [5.0, 7.0, -1.0, 2.0])})


def places(sets):
    return [(one.kind, one.role, one.places.tolist()) for one in sets]


def test_purchases_and_returns():
    assert places(purchase_lines(shop())) == [("orders", "counted", [0, 1, 3])]
    assert places(counted_lines(shop())) == [("orders", "counted", [0, 1, 2, 3])]


def test_an_event_a_window_ago_makes_nobody_active():
    day = shop().as_of_day
    assert places(active_rows(shop(), day, "closing")) == [("orders", "closing", [1, 3])]
    assert places(active_rows(shop(), day + WINDOW, "closing")) == [("orders", "closing", [])]
    assert places(active_rows(shop(), day + WINDOW - 1, "closing")) == [("orders", "closing", [1, 3])]


def test_the_first_of_each_customer_up_to_a_day():
    day = shop().as_of_day
    assert places(first_rows(shop(), day)) == [("orders", "first", [0, 3])]
    assert places(first_rows(shop(), day - 1)) == [("orders", "first", [0])]


def test_the_last_days():
    assert places(seen_rows(1)(shop())) == [("orders", "counted", [1, 3])]
    assert places(seen_rows(31)(shop())) == [("orders", "counted", [0, 1, 3])]


def test_rows_without_the_column_do_not_count():
    table = pd.DataFrame(
        {"customer": [0, 1], "opened_on": pd.to_datetime(["2023-01-01"] * 2),
         "closed_on": pd.to_datetime(["2023-01-02", None])}
    )  # fmt: skip
    assert places(all_rows("tickets", "closed_on")(context_of({"tickets": table}))) == [
        ("tickets", "counted", [0])
    ]
    assert all_rows("tickets")(shop()) == ()


def test_subscriptions_that_run_at_either_end():
    table = pd.DataFrame(
        {
            "customer": [0, 1, 2],
            "started_on": pd.to_datetime(["2022-12-01", "2022-12-05", "2023-01-31"]),
            "ended_on": pd.to_datetime([None, "2023-01-31", None]),
            "mrr": [10.0, 0.0, 5.0],
        }
    )
    assert places(recurring_rows(context_of({"subscriptions": table}))) == [
        ("subscriptions", "opening", [0, 1]),
        ("subscriptions", "closing", [0, 2]),
        ("subscriptions", "first", [0]),
    ]
